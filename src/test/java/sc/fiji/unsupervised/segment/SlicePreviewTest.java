package sc.fiji.unsupervised.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import net.imglib2.type.numeric.IntegerType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.unsupervised.Cancelled;
import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.model.ModelFile;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.segment.SlicePreview.Shown;
import sc.fiji.unsupervised.stack.ImageStack;
import sc.fiji.unsupervised.stack.Position;

class SlicePreviewTest {

	private static final TrainOptions OPTIONS = TrainOptions.defaults().withClasses(2).withMethod("kmeans");
	private static final TrainOptions PLAIN = withRefine("none");

	private static TrainOptions withRefine(final String refine) {
		return new TrainOptions(2, "kmeans", "texture", 1, "auto", "auto", "auto", 0, refine, "cpu", 1, 1);
	}

	/** Noise on the left, stripes on the right, in two slices; counts how often it is read. */
	private static final class TwoTextures implements ImageStack {

		private static final int WIDTH = 120, HEIGHT = 100;

		private int reads;

		@Override
		public int slices() {
			return 2;
		}

		@Override
		public int channels() {
			return 1;
		}

		@Override
		public boolean isRgb() {
			return false;
		}

		@Override
		public int width(final int slice) {
			return WIDTH;
		}

		@Override
		public int height(final int slice) {
			return HEIGHT;
		}

		@Override
		public Position position(final int slice) {
			return new Position(slice, 0, "");
		}

		@Override
		public synchronized float[] plane(final int slice, final int channel) {
			reads++;
			final SplittableRandom random = new SplittableRandom(slice);
			final float[] plane = new float[WIDTH * HEIGHT];
			for (int i = 0; i < plane.length; i++) plane[i] = (float) (i % WIDTH < 60 ? random.nextDouble(-1, 1) : Math.sin(i %
				WIDTH * 0.35));
			return plane;
		}
	}

	private static List<Shown> show(final SlicePreview preview, final ImageStack stack, final int slice,
		final TrainOptions options)
	{
		final List<Shown> shown = new ArrayList<>();
		preview.show(stack, slice, options, Progress.NONE, shown::add);
		return shown;
	}

	private static double equal(final short[] a, final short[] b) {
		return IntStream.range(0, a.length).filter(i -> a[i] == b[i]).count() / (double) a.length;
	}

	private static short[] labels(final Labels labels, final int slice) {
		final short[] values = new short[TwoTextures.WIDTH * TwoTextures.HEIGHT];
		int i = 0;
		for (final IntegerType<?> label : labels.slices().get(slice)) values[i++] = (short) label.getInteger();
		return values;
	}

	@Test
	void looksLikeTheRun() {
		final TwoTextures stack = new TwoTextures();
		final Labels run = Segmenter.apply(stack, Segmenter.train(stack, OPTIONS, Progress.NONE), OPTIONS.toApply(),
			Progress.NONE);
		try (SlicePreview preview = new SlicePreview()) {
			show(preview, stack, 0, OPTIONS);
			final List<Shown> shown = show(preview, stack, 1, OPTIONS);
			assertEquals(2, shown.size(), "without refinement, then with it");
			final double same = equal(labels(run, 1), shown.get(1).labels().labels());
			assertTrue(same > 0.99, "equal pixels " + same);
			assertEquals(List.of(Palette.rgb(1), Palette.rgb(2)), shown.get(1).colours());
			assertEquals("", shown.get(1).note());
		}
	}

	@Test
	void nothingIsReadAgainWhenClassesChange() {
		final TwoTextures stack = new TwoTextures();
		try (SlicePreview preview = new SlicePreview()) {
			final List<Shown> two = show(preview, stack, 0, PLAIN);
			assertEquals(1, two.size());
			final int before = stack.reads;
			final List<Shown> three = show(preview, stack, 0, PLAIN.withClasses(3));
			assertEquals(3, IntStream.range(0, TwoTextures.WIDTH * TwoTextures.HEIGHT).map(i -> three.get(0).labels()
				.labels()[i]).distinct().count());
			assertArrayEquals(two.get(0).labels().labels(), show(preview, stack, 0, PLAIN).get(0).labels().labels());
			assertEquals(before, stack.reads);
			show(preview, stack, 1, PLAIN);
			assertTrue(stack.reads > before);
		}
	}

	@Test
	void aStandInSaysSo() {
		final TwoTextures stack = new TwoTextures();
		try (SlicePreview preview = new SlicePreview()) {
			final Shown stand = show(preview, stack, 0, PLAIN.withMethod("stego")).get(0), own = show(preview, stack, 0, PLAIN).get(0);
			assertTrue(stand.note().contains("stands in for stego"), stand.note());
			assertArrayEquals(own.labels().labels(), stand.labels().labels());
		}
	}

	@Test
	void aSavedModel(@TempDir final Path folder) {
		final TwoTextures stack = new TwoTextures();
		final Path file = folder.resolve("m.useg");
		final SegmentationModel model = Segmenter.train(stack, PLAIN, Progress.NONE);
		ModelFile.write(file, model);
		final Labels run = Segmenter.apply(stack, model, PLAIN.toApply(), Progress.NONE);
		try (SlicePreview preview = new SlicePreview()) {
			final List<Shown> shown = new ArrayList<>();
			preview.show(stack, 1, file, PLAIN.toApply(), Progress.NONE, shown::add);
			assertTrue(equal(labels(run, 1), shown.get(0).labels().labels()) > 0.99);
			assertThrows(UserException.class, () -> preview.show(stack, 1, folder.resolve("none.useg"), PLAIN.toApply(), Progress.NONE,
				shown::add));
			preview.show(stack, 0, file, PLAIN.toApply(), Progress.NONE, shown::add);
			assertEquals(2, shown.size());
		}
	}

	@Test
	void goesOnAfterACancelOrAMistake() {
		final TwoTextures stack = new TwoTextures();
		try (SlicePreview preview = new SlicePreview()) {
			assertThrows(CancelledException.class, () -> preview.show(stack, 0, PLAIN, Cancelled.AT_ONCE, shown -> {}));
			assertThrows(UserException.class, () -> show(preview, stack, 0, new TrainOptions(2, "kmeans", "nonsense", 1, "auto",
				"auto", "auto", 0, "none", "cpu", 1, 1)));
			assertEquals(1, show(preview, stack, 0, PLAIN).size());
		}
	}
}
