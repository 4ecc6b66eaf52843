package sc.fiji.unsupervised.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.measure.ResultsTable;
import ij.process.ByteProcessor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scijava.command.CommandModule;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.imagej.CommandKeys;
import sc.fiji.unsupervised.imagej.Luts;

class EvaluateLabelsTest {

	@TempDir
	Path folder;

	static List<JsonObject> golden() throws Exception {
		final List<JsonObject> cases = new ArrayList<>();
		for (final JsonElement e : JsonParser.parseString(Files.readString(Path.of("test-data/golden/metrics/metrics.json")))
			.getAsJsonArray())
			if (e.getAsJsonObject().get("hungarian").getAsBoolean()) cases.add(e.getAsJsonObject());
		return cases;
	}

	/** An image of one row per value, from numbers of pixels. */
	private static ImagePlus image(final String title, final List<Integer> values, final int slices) {
		final int width = (values.size() + slices - 1) / slices;
		final ImageStack stack = new ImageStack(width, 1);
		for (int s = 0; s < slices; s++) {
			final ByteProcessor plane = new ByteProcessor(width, 1);
			for (int x = 0; x < width; x++) {
				final int i = s * width + x;
				plane.set(x, i < values.size() ? values.get(i) : title.equals("truth") ? 255 : 0);
			}
			stack.addSlice(plane);
		}
		return new ImagePlus(title, stack);
	}

	private CommandModule run(final ImagePlus labels, final ImagePlus truth, final String... more) throws Exception {
		final String path = folder.resolve("truth.tif").toString();
		final FileSaver saver = new FileSaver(truth);
		assertTrue(truth.getStackSize() > 1 ? saver.saveAsTiffStack(path) : saver.saveAsTiff(path));
		final Map<String, String> texts = new HashMap<>(Map.of("truth", path));
		for (int i = 0; i < more.length; i += 2) texts.put(more[i], more[i + 1]);
		return run(labels, texts);
	}

	private static CommandModule run(final ImagePlus labels, final Map<String, String> texts) {
		final CommandKeys keys = new CommandKeys(EvaluateLabels.class);
		final CommandModule module = keys.create();
		keys.parse(texts).forEach(module::setInput);
		module.setInput("image", labels);
		module.setInput("progress", Progress.NONE);
		module.run();
		return module;
	}

	/** The reference's counts as pixels of a stack of three slices with the colours of a label image. */
	@ParameterizedTest
	@MethodSource("golden")
	void scoresEqualTheReference(final JsonObject golden) throws Exception {
		final List<Integer> labels = new ArrayList<>(), truth = new ArrayList<>();
		final JsonArray stats = golden.getAsJsonArray("stats");
		for (int r = 0; r < stats.size(); r++)
			for (int c = 0; c < golden.get("n_classes").getAsInt(); c++)
				for (int n = stats.get(r).getAsJsonArray().get(c).getAsInt(); n > 0; n--) {
					labels.add(r + 1);
					truth.add(c);
				}
		final ImagePlus found = image("labels", labels, 3);
		found.setLut(Luts.classes(stats.size()));
		final ResultsTable table = (ResultsTable) run(found, image("truth", truth, 3), "picture", "no").getOutput("scores");
		final int all = row(table, "one-to-one", "all");
		assertEquals(golden.get("mIoU").getAsDouble(), table.getValue("IoU", all), 1e-4);
		assertEquals(golden.get("accuracy").getAsDouble(), table.getValue("Accuracy", all), 1e-4);
		assertEquals(truth.size(), table.getValue("Pixels", all));
	}

	private static int row(final ResultsTable table, final String matching, final String truth) {
		for (int r = 0; r < table.size(); r++)
			if (table.getStringValue("Matching", r).equals(matching) && table.getStringValue("Truth", r).equals(truth)) return r;
		throw new AssertionError(matching + " " + truth);
	}

	@Test
	void tablesAndPictureOfOneComparison() throws Exception {
		final ImagePlus labels = image("labels", List.of(1, 1, 1, 2, 2, 3, 3, 3, 3, 0), 1);
		labels.setProperty("Info", "Class 1: matrix\n");
		final CommandModule module = run(labels, image("truth", List.of(7, 7, 7, 7, 7, 9, 9, 9, 255, 9), 1));
		final ResultsTable scores = (ResultsTable) module.getOutput("scores");
		assertEquals(2 * 3, scores.size());
		final int seven = row(scores, "one-to-one", "7");
		assertEquals("matrix", scores.getStringValue("Labels", seven));
		assertEquals(60, scores.getValue("IoU", seven), 1e-9);
		assertEquals(60, scores.getValue("Accuracy", seven), 1e-9);
		assertEquals("matrix; class 2", scores.getStringValue("Labels", row(scores, "many-to-one", "7")));
		assertEquals(100, scores.getValue("Accuracy", row(scores, "many-to-one", "all")), 1e-9);
		assertEquals(75, scores.getValue("Accuracy", row(scores, "one-to-one", "all")), 1e-9);
		final ResultsTable confusion = (ResultsTable) module.getOutput("confusion");
		assertEquals(3, confusion.size());
		assertEquals(2, confusion.getValue("Truth7", 1));
		assertEquals("none", confusion.getStringValue("one-to-one", 1));
		assertEquals("7", confusion.getStringValue("many-to-one", 1));
		final ImagePlus picture = (ImagePlus) module.getOutput("drawn");
		assertEquals("Confusion of labels", picture.getTitle());
		assertTrue(picture.getWidth() > 200 && picture.getHeight() > 3 * 72);
	}

	@Test
	void ignoreNoneCountsEveryValue() throws Exception {
		final ImagePlus labels = image("labels", List.of(1, 1, 2, 2), 1), truth = image("truth", List.of(0, 0, 255, 255), 1);
		final CommandModule module = run(labels, truth, "ignore", "none", "picture", "no");
		final ResultsTable scores = (ResultsTable) module.getOutput("scores");
		assertEquals(100, scores.getValue("IoU", row(scores, "one-to-one", "255")));
		assertNull(module.getOutput("drawn"));
	}

	@Test
	void whatDoesNotFitIsSaid() throws Exception {
		final ImagePlus labels = image("labels", List.of(1, 1, 2, 2), 1);
		assertEquals("The labels are 4 x 1 with 1 slice but truth is 3 x 1 with 1 slice; give truth of the same size.",
			assertThrows(UserException.class, () -> run(labels, image("truth", List.of(1, 1, 1), 1))).getMessage());
		assertEquals("ignore=all is not known; use none or a whole number such as 255.", assertThrows(UserException.class,
			() -> run(labels, image("truth", List.of(1, 1, 1, 1), 1), "ignore", "all")).getMessage());
		assertTrue(assertThrows(UserException.class, () -> run(labels, Map.of())).getMessage().startsWith("truth is missing"));
	}
}
