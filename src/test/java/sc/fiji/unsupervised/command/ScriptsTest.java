package sc.fiji.unsupervised.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.script.ScriptModule;
import org.scijava.script.ScriptService;
import org.scijava.util.FileUtils;

import sc.fiji.unsupervised.TestImages;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.imagej.HeadlessMacro;

/** Runs every example script, Groovy as Fiji's script editor does and macros in a headless ImageJ. */
class ScriptsTest {

	private static final Path SCRIPTS = Path.of("scripts");
	private static Context context;

	@TempDir
	Path folder;

	@BeforeAll
	static void start() {
		context = new Context();
		context.service(ScriptService.class).addAlias(ImagePlus.class); // imagej-legacy does that in Fiji
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	private static ScriptModule groovy(final String name, final Map<String, Object> inputs) throws Exception {
		return context.service(ScriptService.class).run(SCRIPTS.resolve(name).toFile(), true, inputs).get();
	}

	/** Runs a macro file on an image file; gives what it printed. */
	private String macro(final String name, final String argument, final Path image) throws Exception {
		final String text = "open('" + slashes(image) + "');\n" + Files.readString(SCRIPTS.resolve(name)) +
			"\nprint('title ' + getTitle()); saveAs('Tiff', '" + slashes(folder.resolve("out.tif")) + "');";
		final Path out = folder.resolve("out.txt");
		final Process process = HeadlessMacro.builder(text, argument).redirectOutput(out.toFile()).start();
		assertTrue(process.waitFor(180, TimeUnit.SECONDS));
		return Files.readString(out);
	}

	private static String slashes(final Path path) {
		return path.toString().replace('\\', '/');
	}

	private Path image(final String name, final int slices) {
		final Path path = folder.resolve(name);
		path.getParent().toFile().mkdirs();
		final FileSaver saver = new FileSaver(TestImages.twoTextures(name, 64, 48, slices));
		assertTrue(slices > 1 ? saver.saveAsTiffStack(path.toString()) : saver.saveAsTiff(path.toString()));
		return path;
	}

	private Path model() {
		final Path model = folder.resolve("model.useg");
		UnsupervisedSegmentation.train(TestImages.twoTextures("cells.tif", 64, 48, 2), Map.of("classes", 2, "method", "kmeans",
			"device", "cpu", "model", model));
		return model;
	}

	@Test
	void segmentStackGroovy() throws Exception {
		final ImagePlus image = TestImages.twoTextures("cells.tif", 64, 48, 2);
		assertLabels((ImagePlus) groovy("Segment_Stack.groovy", Map.of("imp", image, "classes", 2)).getOutput("labels"), 2);
	}

	@Test
	void segmentStackMacro() throws Exception {
		final String out = macro("Segment_Stack.ijm", "classes=2 method=kmeans device=cpu", image("cells.tif", 2));
		assertTrue(out.contains("title cells-labels"), out);
		assertLabels(IJ.openImage(folder.resolve("out.tif").toString()), 2);
	}

	@Test
	void segmentFileGroovy() throws Exception {
		final File input = image("cells.tif", 2).toFile(), output = folder.resolve("labels.tif").toFile();
		groovy("Segment_File.groovy", Map.of("input", input, "output", output));
		assertLabels(IJ.openImage(output.getPath()), 3);
	}

	@Test
	void threeLinesAreThreeLines() throws Exception {
		assertEquals(3, Files.readAllLines(SCRIPTS.resolve("Segment_File.groovy")).stream().filter(line -> !line.isBlank() && !line
			.startsWith("//") && !line.startsWith("#@") && !line.startsWith("import ")).count());
	}

	@Test
	void applyModelGroovyAndMacroGiveTheSame() throws Exception {
		final Path image = image("cells.tif", 2), model = model();
		final ImagePlus labels = (ImagePlus) groovy("Apply_Model.groovy", Map.of("imp", IJ.openImage(image.toString()), "model",
			model.toFile())).getOutput("labels");
		assertLabels(labels, 2);
		final String out = macro("Apply_Model.ijm", slashes(model), image);
		assertTrue(out.contains("title cells-labels"), out);
		final ImagePlus again = IJ.openImage(folder.resolve("out.tif").toString());
		for (int s = 1; s <= 2; s++)
			assertArrayEquals((byte[]) labels.getStack().getPixels(s), (byte[]) again.getStack().getPixels(s));
	}

	@Test
	void trainAndApplyGroovy() throws Exception {
		final Path sample = image("images/a.tif", 1), output = Files.createDirectories(folder.resolve("labels"));
		image("images/b.tif", 3);
		Files.writeString(folder.resolve("images/notes.txt"), "no image");
		groovy("Train_And_Apply.groovy", Map.of("sample", sample.toFile(), "folder", sample.getParent().toFile(), "output", output
			.toFile(), "classes", 2));
		try (Stream<Path> files = Files.list(output)) {
			assertEquals(Set.of("a-labels.tif", "b-labels.tif", "model.useg"), files.map(f -> f.getFileName().toString()).collect(
				Collectors.toSet()));
		}
		assertEquals(3, IJ.openImage(output.resolve("b-labels.tif").toString()).getStackSize());
	}

	@Test
	void segmentFolderGroovyAndMacro() throws Exception {
		final Path images = image("images/a.tif", 1).getParent();
		image("images/b.tif", 2);
		Files.writeString(images.resolve("c.tif"), "no image");
		final Path first = folder.resolve("first"), second = folder.resolve("second");
		final String report = (String) groovy("Segment_Folder.groovy", Map.of("folder", images.toFile(), "output", first.toFile(),
			"classes", 2)).getOutput("report");
		assertTrue(report.startsWith("2 images have labels") && report.contains("c.tif"), report);
		final String out = macro("Segment_Folder.ijm", "folder=[" + slashes(images) + "] output=[" + slashes(second) +
			"] classes=2 method=kmeans device=cpu", image("x.tif", 1));
		assertTrue(out.contains("2 images have labels"), out);
		for (final Path output : new Path[] { first, second }) {
			assertTrue(Files.exists(output.resolve("model.useg")) && Files.exists(output.resolve("measurements.csv")), output
				.toString());
			assertEquals(2, IJ.openImage(output.resolve("b-labels.tif").toString()).getStackSize());
		}
	}

	@Test
	void segmentFromPointsGroovyAndMacroGiveTheSame() throws Exception {
		final Path image = image("cells.tif", 2);
		final String points = "10,20,1,1;50,20,1,2";
		final ImagePlus labels = (ImagePlus) groovy("Segment_From_Points.groovy", Map.of("imp", IJ.openImage(image.toString()),
			"points", points)).getOutput("labels");
		assertLabels(labels, 2);
		assertEquals(1, labels.getStack().getProcessor(1).get(10, 20));
		assertEquals(2, labels.getStack().getProcessor(1).get(50, 20));
		macro("Segment_From_Points.ijm", "points=" + points, image);
		assertArrayEquals((byte[]) labels.getStack().getPixels(2), (byte[]) IJ.openImage(folder.resolve("out.tif").toString())
			.getStack().getPixels(2));
	}

	@Test
	void measuresAndScoresArePlainCallsToo() {
		final ImagePlus labels = TestImages.truth("labels", 64, 48, 1);
		labels.getProcessor().add(1); // classes from 1, and 256 becomes 255
		assertTrue(UnsupervisedSegmentation.measure(labels, Map.of("table", "slices")).size() >= 2);
		assertTrue(new FileSaver(TestImages.truth("truth", 64, 48, 1)).saveAsTiff(folder.resolve("truth.tif").toString()));
		assertTrue(UnsupervisedSegmentation.evaluate(labels, Map.of("truth", folder.resolve("truth.tif"), "picture", "no"))
			.size() > 0);
		assertThrows(UserException.class, () -> UnsupervisedSegmentation.segment(labels, Map.of("clases", 3)));
		assertThrows(UserException.class, () -> UnsupervisedSegmentation.segment(null, Map.of()));
	}

	private static void assertLabels(final ImagePlus labels, final int classes) {
		assertNotNull(labels);
		assertEquals(2, labels.getStackSize());
		final double most = labels.getStack().getProcessor(1).getStats().max;
		assertTrue(most >= 2 && most <= classes, most + " classes"); // there are only two things to see
		assertEquals(0.25, labels.getCalibration().pixelWidth, 1e-9);
	}

	@Test
	void everyScriptHasAHeaderAndIsRunHere() throws Exception {
		final String test = Files.readString(Path.of("src/test/java/sc/fiji/unsupervised/command/ScriptsTest.java"));
		for (final String name : names()) {
			assertTrue(test.contains("(\"" + name + "\""), name + " is not run");
			assertTrue(Files.readString(SCRIPTS.resolve(name)).startsWith("// "), name);
		}
	}

	@Test
	void theyAreTemplatesOfFijisScriptEditor() {
		final Set<String> templates = new TreeSet<>(FileUtils.findResources(null, "script_templates/Unsupervised_Segmentation",
			null).keySet());
		assertEquals(names(), templates);
		assertFalse(templates.isEmpty());
	}

	private static Set<String> names() {
		try (Stream<Path> files = Files.list(SCRIPTS)) {
			return files.map(f -> f.getFileName().toString()).filter(n -> n.endsWith(".groovy") || n.endsWith(".ijm")).collect(
				Collectors.toCollection(TreeSet::new));
		}
		catch (final IOException e) {
			throw new AssertionError(e);
		}
	}
}
