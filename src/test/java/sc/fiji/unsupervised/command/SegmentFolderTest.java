package sc.fiji.unsupervised.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import ij.measure.ResultsTable;
import ij.process.ImageConverter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.command.CommandModule;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.TestImages;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.imagej.CommandKeys;

class SegmentFolderTest {

	private static final int WIDTH = 64, HEIGHT = 48;

	@TempDir
	Path folder;

	private Path images;

	/** Four grey images of different size and depth, one of them a stack with calibration, and other things. */
	@BeforeEach
	void makeInput() throws IOException {
		images = Files.createDirectories(folder.resolve("my images"));
		save(image(0, 1), "a.png");
		save(wide(image(8, 1)), "b.tif");
		save(image(16, 3), "c.tif");
		save(image(0, 1), "d.png");
		Files.writeString(images.resolve("notes.txt"), "no image");
	}

	private static ImagePlus image(final int wider, final int slices) {
		return TestImages.twoTextures("x", WIDTH + wider, HEIGHT, slices);
	}

	/** As 16 bits with an offset. */
	private static ImagePlus wide(final ImagePlus image) {
		new ImageConverter(image).convertToGray16();
		image.getProcessor().multiply(200);
		image.getProcessor().add(5000);
		return image;
	}

	private Path save(final ImagePlus image, final String name) {
		final FileSaver saver = new FileSaver(image);
		final String path = images.resolve(name).toString();
		assertTrue(name.endsWith(".png") ? saver.saveAsPng(path) : image.getStackSize() > 1 ? saver.saveAsTiffStack(path) : saver
			.saveAsTiff(path));
		return images.resolve(name);
	}

	private CommandModule run(final String output, final Progress progress, final String... more) {
		final Map<String, String> texts = new HashMap<>(Map.of("folder", images.toString(), "output", folder.resolve(output)
			.toString(), "classes", "2", "method", "kmeans", "refine", "none", "device", "cpu"));
		for (int i = 0; i < more.length; i += 2) texts.put(more[i], more[i + 1]);
		final CommandKeys keys = new CommandKeys(SegmentFolder.class);
		final CommandModule module = keys.create();
		keys.parse(texts).forEach(module::setInput);
		module.setInput("progress", progress);
		module.run();
		return module;
	}

	private String report(final String output, final String... more) {
		return (String) run(output, Progress.NONE, more).getOutput("report");
	}

	/** Content of all files of an output, without the folder that keeps the state. */
	private Map<String, byte[]> contents(final String output) throws IOException {
		final Map<String, byte[]> contents = new TreeMap<>();
		try (Stream<Path> files = Files.list(folder.resolve(output))) {
			for (final Path file : files.filter(Files::isRegularFile).toList()) contents.put(file.getFileName().toString(), Files
				.readAllBytes(file));
		}
		return contents;
	}

	private Map<String, FileTime> times(final String output) throws IOException {
		final Map<String, FileTime> times = new TreeMap<>();
		for (final String name : contents(output).keySet())
			if (name.contains("-labels") || name.contains("-overlay") || name.endsWith(".useg")) times.put(name, Files
				.getLastModifiedTime(folder.resolve(output).resolve(name)));
		return times;
	}

	private static void assertSame(final Map<String, byte[]> expected, final Map<String, byte[]> found) {
		assertEquals(expected.keySet(), found.keySet());
		expected.forEach((name, bytes) -> assertArrayEquals(bytes, found.get(name), name));
	}

	@Test
	void everyImageKeepsItsNameSizeAndCalibration() throws IOException {
		assertEquals("4 images have labels in " + folder.resolve("out") + ".", report("out"));
		assertEquals(List.of("a-labels.tif", "a-overlay.png", "b-labels.tif", "b-overlay.png", "c-labels.tif", "c-overlay.png",
			"contact-sheet.png", "d-labels.tif", "d-overlay.png", "measurements.csv", "model.useg"), List.copyOf(contents("out")
				.keySet()));
		final ImagePlus labels = IJ.openImage(folder.resolve("out/c-labels.tif").toString());
		assertEquals(WIDTH + 16, labels.getWidth());
		assertEquals(3, labels.getNSlices());
		assertEquals(0.25, labels.getCalibration().pixelWidth, 1e-6);
		assertTrue(labels.getInfoProperty().contains("Macro: run(\"Apply Model...\", \"model=model.useg "), labels
			.getInfoProperty());
		assertTrue(labels.getInfoProperty().contains("\nClass 2: class 2\n"), labels.getInfoProperty());
		final ResultsTable table = ResultsTable.open(folder.resolve("out/measurements.csv").toString());
		assertEquals((1 + 1 + 3 + 1) * 2, table.size());
		assertEquals("b.tif", table.getStringValue("Image", 2));
		assertTrue(table.getValue("Mean1", 2) > 5000, "raw intensities of 16 bits");
		assertEquals("c.tif", table.getStringValue("Image", 9));
		assertEquals(3, table.getValue("Slice", 9));
		assertTrue(ImageIO.read(folder.resolve("out/contact-sheet.png").toFile()).getWidth() >= 512);
		// 8 and 16 bits of the same picture get the same classes.
		assertEquals(agreement("a", "b"), 1, 0.1);
	}

	/** Share of the left 64 columns in which two label images agree. */
	private double agreement(final String one, final String two) {
		final ImagePlus a = IJ.openImage(folder.resolve("out/" + one + "-labels.tif").toString()), b = IJ.openImage(folder
			.resolve("out/" + two + "-labels.tif").toString());
		int same = 0;
		for (int y = 0; y < HEIGHT; y++)
			for (int x = 0; x < WIDTH; x++) if ((x < WIDTH / 2 - 6 || x > WIDTH / 2 + 10) && a.getProcessor().get(x, y) == b
				.getProcessor().get(x, y)) same++;
		return (double) same / (HEIGHT * (WIDTH - 17));
	}

	@Test
	void anInterruptedRunGoesOnAndGivesTheSameBytes() throws IOException {
		report("whole");
		final AtomicBoolean stopped = new AtomicBoolean();
		final Progress third = new Progress() {

			@Override
			public void report(final String stage, final double fraction, final String message) {
				if (stage.equals("Labelling") && message.contains("image 3 of 4, c.tif")) stopped.set(true);
			}

			@Override
			public boolean isCancelled() {
				return stopped.get();
			}
		};
		assertTrue(((org.scijava.Cancelable) run("parts", third).getCommand()).isCanceled());
		assertEquals(List.of("a-labels.tif", "a-overlay.png", "b-labels.tif", "b-overlay.png", "model.useg"), List.copyOf(
			contents("parts").keySet()));
		final Map<String, FileTime> before = times("parts");
		final List<String> stages = new ArrayList<>();
		run("parts", (stage, fraction, message) -> stages.add(stage + " " + message));
		assertFalse(stages.stream().anyMatch(s -> s.startsWith("Training") || s.contains(" a.png") && s.startsWith(
			"Labelling")), stages.toString());
		before.forEach((name, time) -> assertEquals(time, timeOf("parts", name), name));
		assertSame(contents("whole"), contents("parts"));
		final Map<String, FileTime> all = times("parts");
		assertEquals("4 images have labels in " + folder.resolve("parts") + ".", report("parts"));
		assertEquals(all, times("parts"));
	}

	private FileTime timeOf(final String output, final String name) {
		try {
			return Files.getLastModifiedTime(folder.resolve(output).resolve(name));
		}
		catch (final IOException e) {
			throw new AssertionError(e);
		}
	}

	@Test
	void interruptionInTrainingStartsAnew() throws IOException {
		final Progress features = new Progress() {

			private boolean cancelled;

			@Override
			public void report(final String stage, final double fraction, final String message) {
				cancelled |= stage.equals("Features");
			}

			@Override
			public boolean isCancelled() {
				return cancelled;
			}
		};
		final Path model = folder.resolve("m.useg");
		run("parts", features, "model", model.toString());
		assertFalse(Files.exists(model));
		report("parts", "model", model.toString());
		assertTrue(Files.exists(model));
		report("whole");
		assertArrayEquals(contents("whole").get("measurements.csv"), contents("parts").get("measurements.csv"));
		assertArrayEquals(contents("whole").get("model.useg"), Files.readAllBytes(model));
	}

	@Test
	void badFilesAreReportedAndLeftOut() throws IOException {
		final byte[] whole = Files.readAllBytes(images.resolve("d.png"));
		Files.write(images.resolve("bad1.png"), Arrays.copyOf(whole, whole.length / 2));
		Files.writeString(images.resolve("bad2.tif"), "no image");
		Files.write(images.resolve("empty.jpg"), new byte[0]);
		final List<String> logged = new ArrayList<>();
		final Progress log = new Progress() {

			@Override
			public void report(final String stage, final double fraction, final String message) {}

			@Override
			public void log(final String line) {
				logged.add(line);
			}
		};
		final String report = (String) run("out", log).getOutput("report");
		assertTrue(report.startsWith("4 images have labels in " + folder.resolve("out") + "; 3 were left out:\nbad1.png: it cannot be read as an image;"),
			report);
		assertTrue(logged.stream().anyMatch(l -> l.startsWith("bad2.tif is left out: ")), logged.toString());
		assertEquals(4, contents("out").keySet().stream().filter(n -> n.endsWith("-labels.tif")).count());
	}

	@Test
	void aFileThatFailsWhileLabellingIsLeftOut() throws IOException {
		report("out");
		final Path b = images.resolve("b.tif");
		final FileTime time = Files.getLastModifiedTime(b);
		Files.write(b, new byte[(int) Files.size(b)]);
		Files.setLastModifiedTime(b, time); // so that it is not looked at before
		for (final String name : List.of("b", "c", "d")) Files.delete(folder.resolve("out/" + name + "-labels.tif"));
		final String report = report("out");
		assertTrue(report.startsWith("3 images have labels in " + folder.resolve("out") + "; 1 was left out:\nb.tif: it cannot " +
			"be read"), report);
		assertFalse(contents("out").containsKey("b-labels.tif"));
		assertTrue(contents("out").containsKey("d-labels.tif"));
		final ResultsTable table = ResultsTable.open(folder.resolve("out/measurements.csv").toString());
		assertEquals((1 + 3 + 1) * 2, table.size());
	}

	@Test
	void imagesOfAnotherKindAreConvertedWhereThatIsExactOrLeftOut() throws IOException {
		final ImagePlus grey = image(0, 1);
		new ImageConverter(grey).convertToRGB();
		save(grey, "grey-as-rgb.png");
		final ImagePlus colour = image(0, 1);
		new ImageConverter(colour).convertToRGB();
		colour.getProcessor().set(5, 5, 0xff0000);
		save(colour, "colour.png");
		final ImagePlus channels = image(0, 2);
		channels.setDimensions(2, 1, 1);
		save(channels, "two.tif");
		final String report = report("out");
		assertTrue(report.contains("colour.png: it has RGB colour but the set has 1 channel;"), report);
		assertTrue(report.contains("two.tif: it has 2 channels but the set has 1 channel;"), report);
		final Map<String, byte[]> contents = contents("out");
		assertTrue(contents.containsKey("grey-as-rgb-labels.tif"));
		assertArrayEquals((byte[]) open("a").getProcessor().getPixels(), (byte[]) open("grey-as-rgb").getProcessor().getPixels());
	}

	private ImagePlus open(final String name) {
		return IJ.openImage(folder.resolve("out/" + name + "-labels.tif").toString());
	}

	@Test
	void greyImagesAmongColourOnesAreRgb() throws IOException {
		for (final String name : List.of("e", "f", "g", "h", "i")) {
			final ImagePlus colour = image(0, 1);
			new ImageConverter(colour).convertToRGB();
			colour.getProcessor().set(5, 5, 0xff0000);
			save(colour, name + ".png");
		}
		assertEquals("9 images have labels in " + folder.resolve("out") + ".", report("out"));
		final ResultsTable table = ResultsTable.open(folder.resolve("out/measurements.csv").toString());
		assertEquals(table.getValue("Mean1", 0), table.getValue("Mean3", 0));
	}

	@Test
	void trainsOnTheSampleAlone() {
		final List<String> stages = new ArrayList<>();
		run("out", (stage, fraction, message) -> stages.add(stage + " " + message), "sample", "2");
		assertTrue(stages.contains("Features slice 4 of 4"), stages.toString()); // a, and c with three slices
		assertEquals(List.of(0, 3, 6), FolderJob.sample(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8), 3));
		assertEquals("sample=some is not known; use all or a whole number from 1.", assertThrows(UserException.class,
			() -> report("x", "sample", "some")).getMessage());
	}

	@Test
	void aModelThatExistsIsApplied() throws IOException {
		report("first", "overlays", "no");
		assertFalse(contents("first").containsKey("a-overlay.png"));
		final String model = folder.resolve("first/model.useg").toString();
		report("second", "model", model, "seed", "9");
		assertFalse(contents("second").containsKey("model.useg"));
		assertArrayEquals(contents("first").get("measurements.csv"), contents("second").get("measurements.csv"));
	}

	@Test
	void otherSettingsDoNotMix() throws IOException {
		report("out");
		final String message = assertThrows(UserException.class, () -> report("out", "seed", "2")).getMessage();
		assertTrue(message.contains("holds results of other settings (seed was 1 and is 2); give another output, or delete the " +
			"folder "), message);
		save(image(8, 1), "a.png");
		assertTrue(assertThrows(UserException.class, () -> report("out")).getMessage().startsWith(
			"The image a.png has changed since the model was trained on it"));
	}

	@Test
	void newImagesJoinTheSet() throws IOException {
		report("out");
		final Map<String, FileTime> before = times("out");
		save(image(4, 1), "e.png");
		Files.delete(images.resolve("b.tif"));
		assertEquals("4 images have labels in " + folder.resolve("out") + ".", report("out"));
		before.forEach((name, time) -> assertEquals(time, timeOf("out", name), name));
		final String csv = new String(contents("out").get("measurements.csv"));
		assertTrue(csv.contains("\ne.png,") && !csv.contains("\nb.tif,"), csv);
	}

	@Test
	void placesThatCannotBeUsed() throws IOException {
		assertTrue(message("folder", folder.resolve("none").toString()).endsWith("is no folder; give a folder of images."));
		assertTrue(message("folder", Files.createDirectory(folder.resolve("empty")).toString()).contains("has no images"));
		assertTrue(message("output", images.toString()).contains("is the folder of the input"));
		final Path bad = Files.createDirectory(folder.resolve("bad"));
		Files.writeString(bad.resolve("x.png"), "no image");
		assertTrue(message("folder", bad.toString()).contains("has no image that can be used; the first, x.png: "));
	}

	private String message(final String key, final String value) {
		return assertThrows(UserException.class, () -> report("out", key, value)).getMessage();
	}
}
