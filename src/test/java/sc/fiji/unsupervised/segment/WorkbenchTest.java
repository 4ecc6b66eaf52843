package sc.fiji.unsupervised.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.IntegerType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.unsupervised.Cancelled;
import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.ModelFile;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.stack.Axes;
import sc.fiji.unsupervised.stack.ImgStack;

class WorkbenchTest {

	private static final int WIDTH = 250, HEIGHT = 230;
	private static final TrainOptions OPTIONS = new TrainOptions(2, "kmeans", "texture", 1, "auto", "auto", "auto", 30,
		"none", "cpu", 1, 1);

	private Session session;

	@BeforeEach
	void open() {
		session = Session.open(new Session.Options("cpu", 1, 1));
	}

	@AfterEach
	void close() {
		session.close();
	}

	/** Noise on the left, stripes on the right, in two slices. */
	private static ImgStack twoTextures() {
		final float[] values = new float[WIDTH * HEIGHT * 2];
		final SplittableRandom random = new SplittableRandom(4);
		for (int i = 0; i < values.length; i++) values[i] = (float) (i % WIDTH < 125 ? random.nextDouble(-1, 1) : Math.sin(i %
			WIDTH * 0.35) + 0.05 * random.nextDouble(-1, 1));
		return ImgStack.of(ArrayImgs.floats(values, WIDTH, HEIGHT, 2), Axes.parse("XYZ"));
	}

	private static byte[] bytes(final SegmentationModel model, final Path file) throws IOException {
		ModelFile.write(file, model);
		return Files.readAllBytes(file);
	}

	@Test
	void theOrderInWhichSlicesWereLookedAtDoesNotChangeTheModel(@TempDir final Path folder) throws IOException {
		final byte[] plain = bytes(Segmenter.train(twoTextures(), OPTIONS, Progress.NONE), folder.resolve("a.useg"));
		try (Workbench workbench = Workbench.open(session, twoTextures(), OPTIONS, Progress.NONE)) {
			workbench.prepare(1, Progress.NONE);
			assertTrue(workbench.isPrepared(1));
			assertFalse(workbench.isPrepared(0));
			final SegmentationModel model = workbench.train(OPTIONS, workbench.trainingSlices(), Progress.NONE);
			assertArrayEquals(plain, bytes(model, folder.resolve("b.useg")));
		}
	}

	@Test
	void labelsFromKeptFeaturesAreThoseOfApply() {
		final ImgStack stack = twoTextures();
		final SegmentationModel model = Segmenter.train(stack, OPTIONS, Progress.NONE);
		final Labels whole = Segmenter.apply(stack, model, OPTIONS.toApply(), Progress.NONE);
		try (Workbench workbench = Workbench.open(session, stack, model)) {
			final SliceLabels kept = workbench.label(1, model, OPTIONS.toApply(), Progress.NONE);
			final Img<? extends IntegerType<?>> slice = whole.slices().get(1);
			int i = 0, different = 0;
			for (final IntegerType<?> value : slice) if (value.getInteger() != kept.labels()[i++]) different++;
			assertEquals(WIDTH * HEIGHT, i);
			// features are kept in half precision
			assertTrue(different < i / 1000, different + " pixels differ");
		}
	}

	@Test
	void featuresOfThePixelsOfATextureAreAlike() {
		try (Workbench workbench = Workbench.open(session, twoTextures(), OPTIONS, Progress.NONE)) {
			final CellGrid grid = workbench.features(0, Progress.NONE);
			assertEquals(grid.cell(3, 2), grid.cell(7, 7));
			assertEquals(grid.columns() + 2, grid.cell(16, 8));
			final double alike = distance(grid, grid.cell(40, 40), grid.cell(80, 160));
			assertTrue(distance(grid, grid.cell(40, 40), grid.cell(200, 160)) > 2 * alike);
		}
	}

	private static double distance(final CellGrid grid, final int a, final int b) {
		double sum = 0;
		for (int c = 0; c < grid.channels(); c++) {
			final double d = grid.values()[a * grid.channels() + c] - grid.values()[b * grid.channels() + c];
			sum += d * d;
		}
		return Math.sqrt(sum);
	}

	@Test
	void aCancelledSliceIsComputedAnew() {
		try (Workbench workbench = Workbench.open(session, twoTextures(), OPTIONS, Progress.NONE)) {
			assertThrows(CancelledException.class, () -> workbench.prepare(0, Cancelled.AT_ONCE));
			assertFalse(workbench.isPrepared(0));
			final float[] features = workbench.features(0, Progress.NONE).values();
			try (Workbench other = Workbench.open(session, twoTextures(), OPTIONS, Progress.NONE)) {
				assertArrayEquals(other.features(0, Progress.NONE).values(), features);
			}
		}
	}
}
