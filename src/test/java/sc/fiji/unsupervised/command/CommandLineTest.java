package sc.fiji.unsupervised.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import ij.measure.ResultsTable;
import ij.process.ImageProcessor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.Shell;
import sc.fiji.unsupervised.TerminalProgress;
import sc.fiji.unsupervised.TestImages;
import sc.fiji.unsupervised.imagej.Luts;

/** The shell's door without a shell. */
class CommandLineTest {

	private static final int WIDTH = 64, HEIGHT = 48;

	@TempDir
	Path folder;

	private Path stack, images;
	private String closing, sentence;

	@BeforeEach
	void makeInput() throws IOException {
		stack = save(TestImages.twoTextures("cells", WIDTH, HEIGHT, 3), folder.resolve("in/cells.tif"));
		images = Files.createDirectories(folder.resolve("images"));
		for (int i = 0; i < 3; i++)
			save(TestImages.twoTextures("x", WIDTH + 8 * i, HEIGHT, 1), images.resolve("img" + i + ".png"));
		Files.writeString(images.resolve("notes.txt"), "no image");
	}

	private static Path save(final ImagePlus image, final Path path) throws IOException {
		Files.createDirectories(path.getParent());
		final FileSaver saver = new FileSaver(image);
		final String file = path.toString();
		assertTrue(file.endsWith(".png") ? saver.saveAsPng(file) : image.getStackSize() > 1 ? saver.saveAsTiffStack(file)
			: saver.saveAsTiff(file));
		return path;
	}

	/** Runs with fast settings before the words given. */
	private int run(final String... words) {
		final boolean model = Arrays.stream(words).anyMatch(w -> w.startsWith("model=") && Files.exists(Path.of(w.substring(
			6))));
		final Stream<String> fast = model ? Stream.of("device=cpu", "refine=none") : Stream.of("device=cpu", "refine=none",
			"method=kmeans", "classes=2");
		return runExactly(Stream.concat(fast, Arrays.stream(words)).toArray(String[]::new));
	}

	private int runExactly(final String... words) {
		final ByteArrayOutputStream out = new ByteArrayOutputStream(), err = new ByteArrayOutputStream();
		final int code = CommandLine.SHELL.run(words, new PrintStream(out), new PrintStream(err), new TerminalProgress(
			new PrintStream(err), false));
		closing = out.toString(StandardCharsets.UTF_8).strip();
		sentence = err.toString(StandardCharsets.UTF_8).strip();
		return code;
	}

	private List<String> files(final String output) throws IOException {
		try (Stream<Path> files = Files.list(folder.resolve(output))) {
			return files.filter(Files::isRegularFile).map(f -> f.getFileName().toString()).sorted().toList();
		}
	}

	private String out(final String name) {
		return "output=" + folder.resolve(name);
	}

	@Test
	void stackIsLabelled() throws IOException {
		assertEquals(Shell.OK, run("input=" + stack, out("out")), () -> sentence);
		assertTrue(closing.matches("slices=3 classes=2 seconds=[0-9.]+ backbone=texture device=cpu"), closing);
		assertEquals(List.of("cells-labels.tif", "cells-overlay.png", "measurements.csv", "model.useg"), files("out"));
		final ImagePlus labels = IJ.openImage(folder.resolve("out/cells-labels.tif").toString());
		assertEquals(3, labels.getNSlices());
		assertEquals(8, labels.getBitDepth());
		assertEquals(0.25, labels.getCalibration().pixelWidth, 1e-6);
		assertEquals(WIDTH, ImageIO.read(folder.resolve("out/cells-overlay.png").toFile()).getWidth());
		final ResultsTable table = ResultsTable.open(folder.resolve("out/measurements.csv").toString());
		assertEquals(3 * 2, table.size());
		assertEquals(WIDTH * HEIGHT, table.getValue("Pixels", 0) + table.getValue("Pixels", 1));
		assertEquals(table.getValue("Pixels", 0) / 16, table.getValue("Area", 0), 1e-6);
		assertEquals("micron", table.getStringValue("Unit", 0));
	}

	@Test
	void suggestedNumbersOfClassesAreTold() {
		assertEquals(Shell.OK, runExactly("input=" + stack, out("out"), "device=cpu", "refine=none", "method=kmeans",
			"classes=0"), () -> sentence);
		final Matcher line = Pattern.compile("(?m)^Classes: (\\d+ suggested \\(silhouette 0\\.\\d{3}; .*\\))$").matcher(
			sentence);
		assertTrue(line.find(), sentence);
		assertTrue(IJ.openImage(folder.resolve("out/cells-labels.tif").toString()).getInfoProperty().contains(
			"Training, classes: " + line.group(1) + "\n"));
	}

	@Test
	void infoTellsOriginAndRepeatableLine() throws IOException {
		assertEquals(Shell.OK, run("input=" + stack, out("out"), "seed=5"), () -> sentence);
		final String info = IJ.openImage(folder.resolve("out/cells-labels.tif").toString()).getInfoProperty();
		assertTrue(info.contains("Seed: 5\n") && info.contains("Backbone: texture\n") && info.contains("Labelled on: cpu"), info);
		assertTrue(info.contains("Macro: run(\"Segment Stack...\", \"classes=2 clusters=auto method=kmeans "), info);
	}

	@Test
	void equalRunsGiveEqualFiles() throws IOException {
		assertEquals(Shell.OK, run("input=" + stack, out("a")), () -> sentence);
		assertEquals(Shell.OK, run("input=" + stack, out("b")), () -> sentence);
		for (final String file : files("a"))
			assertArrayEquals(Files.readAllBytes(folder.resolve("a/" + file)), Files.readAllBytes(folder.resolve("b/" + file)),
				file);
	}

	@Test
	void folderIsOneSetOfImagesOfAnySize() throws IOException {
		assertEquals(Shell.OK, run("input=" + images, out("out")), () -> sentence);
		assertTrue(closing.startsWith("slices=3 classes=2 "), closing);
		assertEquals(9, files("out").size());
		assertTrue(files("out").contains("contact-sheet.png"));
		for (int i = 0; i < 3; i++)
			assertEquals(WIDTH + 8 * i, IJ.openImage(folder.resolve("out/img" + i + "-labels.tif").toString()).getWidth());
	}

	@Test
	void modelThatExistsIsApplied() throws IOException {
		final String model = "model=" + folder.resolve("m.useg");
		assertEquals(Shell.OK, run("input=" + stack, out("a"), model), () -> sentence);
		assertFalse(files("a").contains("model.useg"));
		assertEquals(Shell.OK, run("input=" + stack, out("b"), model), () -> sentence);
		for (int s = 1; s <= 3; s++)
			assertArrayEquals((byte[]) open("a").getStack().getPixels(s), (byte[]) open("b").getStack().getPixels(s));
		assertEquals(Shell.USER_ERROR, run("input=" + stack, out("b"), model, "seed=2"));
		assertTrue(sentence.contains("seed has no effect"), sentence);
	}

	private ImagePlus open(final String output) {
		return IJ.openImage(folder.resolve(output + "/cells-labels.tif").toString());
	}

	@Test
	void truthAsStackAsSlicesOrByName() throws IOException {
		final Path asStack = save(TestImages.truth("t", WIDTH, HEIGHT, 3), folder.resolve("truth.tif"));
		final Path slices = folder.resolve("slices"), byName = folder.resolve("names");
		for (int i = 0; i < 3; i++) {
			save(TestImages.truth("t", WIDTH, HEIGHT, 1), slices.resolve("z" + i + ".png"));
			save(TestImages.truth("t", WIDTH + 8 * i, HEIGHT, 1), byName.resolve("img" + i + ".png"));
		}
		String first = null;
		for (final Path truth : List.of(asStack, slices)) {
			assertEquals(Shell.OK, run("input=" + stack, out("out"), "truth=" + truth), () -> sentence);
			assertTrue(closing.matches(".* mIoU=[0-9.]+ accuracy=[0-9.]+"), closing);
			final String scores = closing.substring(closing.indexOf("mIoU"));
			if (first != null) assertEquals(first, scores);
			first = scores;
		}
		assertEquals(Shell.OK, run("input=" + images, out("out2"), "truth=" + byName), () -> sentence);
		final double accuracy = Double.parseDouble(closing.substring(closing.indexOf("accuracy=") + 9));
		assertTrue(accuracy > 75, closing);
	}

	@Test
	void truthOfIndexedColoursCountsByIndex() throws IOException {
		final ImagePlus coloured = TestImages.truth("t", WIDTH, HEIGHT, 3);
		final Path grey = save(coloured, folder.resolve("grey.tif"));
		for (int s = 1; s <= 3; s++) {
			final ImageProcessor plane = coloured.getStack().getProcessor(s);
			plane.setLut(Luts.classes(2));
			save(new ImagePlus("t", plane), folder.resolve("coloured/z" + s + ".png"));
		}
		final String[] scores = new String[2];
		int i = 0;
		for (final Path truth : List.of(grey, folder.resolve("coloured"))) {
			assertEquals(Shell.OK, run("input=" + stack, out("out"), "truth=" + truth), () -> sentence);
			scores[i++] = closing.substring(closing.indexOf("mIoU"));
		}
		assertEquals(scores[0], scores[1]);
	}

	@Test
	void truthThatDoesNotFitIsRefusedBeforeTheWork() throws IOException {
		final Path small = save(TestImages.truth("t", WIDTH, HEIGHT - 1, 3), folder.resolve("small.tif"));
		assertEquals(Shell.USER_ERROR, run("input=" + stack, out("out"), "truth=" + small));
		assertTrue(sentence.contains("64 x 47 in slice 1 but input is 64 x 48"), sentence);
		final Path few = save(TestImages.truth("t", WIDTH, HEIGHT, 2), folder.resolve("few.tif"));
		assertEquals(Shell.USER_ERROR, run("input=" + stack, out("out"), "truth=" + few));
		assertTrue(sentence.contains("has 2 slices but input has 3"), sentence);
		final Path other = save(TestImages.truth("t", WIDTH, HEIGHT, 1), folder.resolve("other/a.png"));
		save(TestImages.truth("t", WIDTH, HEIGHT, 1), folder.resolve("other/b.png"));
		assertEquals(Shell.USER_ERROR, run("input=" + images, out("out"), "truth=" + other.getParent()));
		assertTrue(sentence.contains("no file for img0.png"), sentence);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"classes|\"classes\" is not key=value", //
		"clases=3|There is no key \"clases\"; use input, output, truth, classes", //
		"classes=x|classes=x is not a whole number", //
		"classes=300|classes=300 is out of range; use 0 to 255.", //
		"classes=1|classes=1", //
		"refine=best|refine=best is not known; use polish, crf, crf3d or none.", //
		"device=tpu|device=tpu is not known", //
		"steps=some|steps=some is not known", //
		"input2=\0|There is no key", //
		"truth=a\0b|truth=a", //
		"seed=1 seed=2|seed is given twice" })
	void wrongWordsGiveOneSentence(final String words, final String beginning) {
		assertEquals(Shell.USER_ERROR, runExactly(Stream.concat(Stream.of("input=" + stack, out("out")), Arrays.stream(
			words.split(" "))).toArray(String[]::new)));
		assertTrue(sentence.startsWith(beginning), sentence);
		assertEquals(1, sentence.lines().count(), sentence);
		assertEquals("", closing);
	}

	@Test
	void placesThatCannotBeUsed() throws IOException {
		assertEquals(Shell.USER_ERROR, runExactly(out("out")));
		assertTrue(sentence.startsWith("input is missing"), sentence);
		assertEquals(Shell.USER_ERROR, runExactly("input=" + stack));
		assertTrue(sentence.startsWith("output is missing"), sentence);
		assertEquals(Shell.USER_ERROR, run("input=" + folder.resolve("no.tif"), out("out")));
		assertTrue(sentence.contains("does not exist"), sentence);
		assertEquals(Shell.USER_ERROR, run("input=" + Files.createDirectory(folder.resolve("empty")), out("out")));
		assertTrue(sentence.contains("has no images"), sentence);
		assertEquals(Shell.USER_ERROR, run("input=" + images, "output=" + images));
		assertTrue(sentence.contains("folder of the input"), sentence);
		assertEquals(Shell.USER_ERROR, run("input=" + stack, "output=" + stack));
		assertTrue(sentence.contains("cannot be written"), sentence);
		assertEquals(Shell.USER_ERROR, run("input=" + stack, out("out"), "model=" + folder));
		assertTrue(sentence.contains("is a folder"), sentence);
		assertEquals(Shell.USER_ERROR, run("input=" + stack, out("out"), "model=" + stack.resolve("m.useg")));
		assertTrue(sentence.contains("cannot be written"), sentence);
		final Path text = Files.writeString(folder.resolve("text.tif"), "no image");
		assertEquals(Shell.USER_ERROR, run("input=" + text, out("out")));
		save(TestImages.twoTextures("x", WIDTH, HEIGHT, 1), images.resolve("img0.tif"));
		assertEquals(Shell.USER_ERROR, run("input=" + images, out("out")));
		assertTrue(sentence.contains("img0.png and img0.tif"), sentence);
	}

	@Test
	void interruptionLeavesNoHalfFile() throws IOException {
		final ByteArrayOutputStream err = new ByteArrayOutputStream();
		final TerminalProgress progress = new TerminalProgress(new PrintStream(err), false) {

			@Override
			public synchronized void report(final String stage, final double fraction, final String message) {
				if (stage.equals("Labelling")) cancel();
			}
		};
		final int code = CommandLine.SHELL.run(new String[] { "input=" + stack, out("out"), "method=kmeans", "refine=none",
			"device=cpu" }, System.out, new PrintStream(err), progress);
		assertEquals(Shell.INTERRUPTED, code);
		assertTrue(err.toString(StandardCharsets.UTF_8).strip().endsWith("Interrupted."));
		assertEquals(List.of("model.useg"), files("out"));
	}

	@Test
	void helpNamesEveryKey() {
		assertEquals(Shell.OK, runExactly("help"));
		for (final String key : List.of("input", "output", "truth", "classes", "backbone", "device", "model"))
			assertTrue(closing.contains("\n  " + key + " "), key);
		assertEquals(Shell.USER_ERROR, runExactly());
	}

	@Test
	void progressOfATerminal() {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		final Progress progress = new TerminalProgress(new PrintStream(bytes), true);
		progress.report("Training", 0.5, "step 5 of 10");
		progress.log("Device: cpu");
		progress.log("Device: cpu");
		final String text = bytes.toString(StandardCharsets.UTF_8);
		assertTrue(text.contains("Training       [############------------]  50 %"), text);
		assertEquals(text.indexOf("Device: cpu"), text.lastIndexOf("Device: cpu"));
	}
}
