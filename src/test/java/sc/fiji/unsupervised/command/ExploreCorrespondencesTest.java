package sc.fiji.unsupervised.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.ImageProcessor;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scijava.Context;
import org.scijava.command.CommandService;

import sc.fiji.unsupervised.TestImages;
import sc.fiji.unsupervised.UserException;

/** Labels from points without a screen. */
class ExploreCorrespondencesTest {

	private static final int WIDTH = 120, HEIGHT = 90;
	private static final String POINTS = "20,40,1,1; 100,30,2,2";

	private static Context context;
	private static CommandService commands;

	private final ImagePlus image = TestImages.twoTextures("cells.tif", WIDTH, HEIGHT, 2);

	@BeforeAll
	static void start() {
		context = new Context();
		commands = context.service(CommandService.class);
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	private ImagePlus run(final Object... more) throws Exception {
		final List<Object> inputs = new ArrayList<>(List.of("image", image, "device", "cpu", "refine", "none"));
		inputs.addAll(Arrays.asList(more));
		return (ImagePlus) commands.run(ExploreCorrespondences.class, false, inputs.toArray()).get().getOutput("labels");
	}

	@Test
	void pointsLabelTheStack() throws Exception {
		final ImagePlus labels = run("points", POINTS);
		assertEquals("cells-labels", labels.getTitle());
		assertEquals(2, labels.getStackSize());
		int same = 0;
		for (int s = 1; s <= 2; s++) {
			final ImageProcessor slice = labels.getStack().getProcessor(s);
			for (int i = 0; i < WIDTH * HEIGHT; i++) if (slice.get(i) == (i % WIDTH < WIDTH / 2 ? 1 : 2)) same++;
		}
		assertTrue(same > 0.95 * 2 * WIDTH * HEIGHT, same + " pixels");
		assertTrue(labels.getInfoProperty().contains("Method: points"), labels.getInfoProperty());
	}

	@Test
	void theSavedModelGivesTheSameLabelsAndItsCodesCanBeExplored(@TempDir final Path folder) throws Exception {
		final File model = folder.resolve("points.useg").toFile();
		final ImagePlus labels = run("points", POINTS, "save", model);
		final ImagePlus applied = (ImagePlus) commands.run(ApplyModel.class, false, "image", image, "model", model, "refine",
			"none", "device", "cpu").get().getOutput("labels");
		final ImagePlus explored = run("points", POINTS, "model", model);
		for (int s = 1; s <= 2; s++) {
			assertArrayEquals((byte[]) labels.getStack().getPixels(s), (byte[]) applied.getStack().getPixels(s));
			assertArrayEquals((byte[]) labels.getStack().getPixels(s), (byte[]) explored.getStack().getPixels(s));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"1,2,1,1|points has points of one class only; give points of at least two classes.", //
		"20,40,1,1;100,30,2|points has \"100,30,2\", which is no point; write", //
		"20,40,1,1;100,30,3,2|points has a point in slice 3 but the image has 2; use 1 to 2.", //
		"20,40,1,1;120,30,1,2|points has the point 120,30 outside of the image of 120 x 90 pixels;", //
		"''|points is missing, and there is no window to pick them in; give points=x,y,slice,class;..." })
	void wrongPointsAreAnsweredInOneSentence(final String points, final String sentence) {
		Throwable cause = assertThrows(ExecutionException.class, () -> run("points", points));
		while (cause.getCause() != null) cause = cause.getCause();
		final String message = assertInstanceOf(UserException.class, cause).getMessage();
		assertTrue(message.startsWith(sentence) && message.endsWith(".") && !message.contains("\n"), message);
	}
}
