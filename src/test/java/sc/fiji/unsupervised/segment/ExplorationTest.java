package sc.fiji.unsupervised.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.SplittableRandom;

import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.IntegerType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.unsupervised.Cancelled;
import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.model.ModelFile;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.stack.Axes;
import sc.fiji.unsupervised.stack.ImgStack;

class ExplorationTest {

	private static final int WIDTH = 130, HEIGHT = 110, SLICES = 2;
	private static final TrainOptions OPTIONS = new TrainOptions(2, "kmeans", "texture", 1, "auto", "auto", "auto", 0,
		"none", "cpu", 1, 1);
	private static final Pins PINS = Pins.parse("20,30,1,1;110,90,1,2;30,80,2,1");

	/** Fine noise at the left, wide stripes at the right, of the same mean. */
	private static ImgStack twoTextures(final int seed) {
		final float[] values = new float[WIDTH * HEIGHT * SLICES];
		final SplittableRandom random = new SplittableRandom(seed);
		for (int i = 0; i < values.length; i++) values[i] = 500 + (float) (isLeft(i) ? 40 * random.nextDouble(-1, 1) : 40 * Math
			.sin(i % WIDTH * 0.35) + 2 * random.nextDouble(-1, 1));
		return ImgStack.of(ArrayImgs.floats(values, WIDTH, HEIGHT, SLICES), Axes.parse("XYZ"));
	}

	private static boolean isLeft(final int i) {
		return i % WIDTH < WIDTH / 2;
	}

	private static double accuracy(final Labels labels) {
		int same = 0, i = 0;
		for (final var slice : labels.slices())
			for (final IntegerType<?> label : slice) if (label.getInteger() == (isLeft(i++) ? 1 : 2)) same++;
		return (double) same / i;
	}

	private static double meanSimilarity(final Correspondence slice, final float[] code, final boolean left) {
		final CellGrid cells = slice.cells();
		final float[] out = new float[cells.rows() * cells.columns()];
		slice.similarity(code, out);
		double sum = 0;
		int n = 0;
		for (int y = 0; y < HEIGHT; y++)
			for (int x = 0; x < WIDTH; x++)
				if (x < WIDTH / 2 == left && Math.abs(x - WIDTH / 2) > 12) {
					sum += out[cells.cell(x, y)];
					n++;
				}
		return sum / n;
	}

	@Test
	void theSameTextureIsMoreAlikeInBothSlicesAndInAnotherStack() {
		try (Exploration exploration = Exploration.open(twoTextures(1), OPTIONS, Progress.NONE);
				Exploration other = exploration.beside(twoTextures(2), Progress.NONE))
		{
			final float[] code = exploration.slice(0, Progress.NONE).code(20, 30);
			for (final Correspondence slice : new Correspondence[] { exploration.slice(0, Progress.NONE), exploration.slice(1,
				Progress.NONE), other.slice(1, Progress.NONE) })
			{
				final double same = meanSimilarity(slice, code, true), different = meanSimilarity(slice, code, false);
				assertTrue(same > 0.5 && different < 0.1, same + " " + different);
			}
		}
	}

	@Test
	void pointsLabelTheStackAndSurviveTheFile(@TempDir final Path folder) {
		final ImgStack stack = twoTextures(1);
		final Path file = folder.resolve("points.useg");
		final double accuracy;
		try (Exploration exploration = Exploration.open(stack, OPTIONS, Progress.NONE)) {
			final SegmentationModel model = exploration.model(PINS, Progress.NONE);
			ModelFile.write(file, model);
			accuracy = accuracy(Segmenter.apply(stack, model, OPTIONS.toApply(), Progress.NONE));
			assertEquals("points", model.training().method());
			assertEquals(PINS.format(), model.training().settings().get("points"));
		}
		assertTrue(accuracy > 0.9, "accuracy " + accuracy);
		assertEquals(accuracy, accuracy(Segmenter.apply(stack, ModelFile.read(file), OPTIONS.toApply(), Progress.NONE)));
	}

	@Test
	void aTrainedModelGivesItsCodes() {
		final ImgStack stack = twoTextures(1);
		final SegmentationModel trained = Segmenter.train(stack, OPTIONS.withMethod("stego").withSteps(40), Progress.NONE);
		try (Exploration exploration = Exploration.open(stack, trained, OPTIONS.toApply(), Progress.NONE)) {
			assertEquals(trained.clusters().centres().size(1), exploration.slice(0, Progress.NONE).cells().channels());
			final SegmentationModel model = exploration.model(PINS, Progress.NONE);
			assertEquals("stego", model.training().settings().get("codes"));
			final double accuracy = accuracy(Segmenter.apply(stack, model, OPTIONS.toApply(), Progress.NONE));
			assertTrue(accuracy > 0.8, "accuracy " + accuracy);
		}
	}

	@Test
	void equalPointsGiveEqualModelsWhateverWasLookedAtBefore() {
		final float[][] centres = new float[2][];
		for (int i = 0; i < 2; i++)
			try (Exploration exploration = Exploration.open(twoTextures(1), OPTIONS, Progress.NONE)) {
				if (i == 1) exploration.slice(1, Progress.NONE);
				centres[i] = exploration.model(PINS, Progress.NONE).clusters().centres().data();
			}
		assertArrayEquals(centres[0], centres[1]);
	}

	@Test
	void whatDoesNotFitIsRefused() {
		try (Exploration exploration = Exploration.open(twoTextures(1), OPTIONS, Progress.NONE)) {
			assertThrows(UserException.class, () -> exploration.model(Pins.parse("1,1,1,1;5,5,3,2"), Progress.NONE));
			final ImgStack colours = ImgStack.of(ArrayImgs.floats(new float[20 * 20 * 2], 20, 20, 2), Axes.parse("XYC"));
			assertTrue(assertThrows(UserException.class, () -> exploration.beside(colours, Progress.NONE)).getMessage()
				.contains("2 channels"));
			assertThrows(CancelledException.class, () -> exploration.slice(1, Cancelled.AT_ONCE));
		}
	}
}
