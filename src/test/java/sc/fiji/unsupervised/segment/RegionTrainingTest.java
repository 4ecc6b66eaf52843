package sc.fiji.unsupervised.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import net.imglib2.type.numeric.IntegerType;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.stack.ImageStack;
import sc.fiji.unsupervised.stack.Position;
import sc.fiji.unsupervised.stack.Region;

/** A stack of which only a disc near its left end counts. */
class RegionTrainingTest {

	private static final int WIDTH = 330, HEIGHT = 80;
	/** Farther to the right nothing is seen from the disc: 64 pixels of surroundings and a cell or two lie between. */
	private static final int FAR = 200;

	/** Two textures inside and around the disc; a factor and an offset for what is far from it. */
	private record Picture(float far, Region region) implements ImageStack {

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
		public float[] plane(final int slice, final int channel) {
			final SplittableRandom random = new SplittableRandom(slice + 1);
			final float[] plane = new float[WIDTH * HEIGHT];
			for (int i = 0; i < plane.length; i++) {
				final int x = i % WIDTH;
				final float value = (float) (x < 60 ? random.nextDouble(-1, 1) : 2 + Math.sin(x * 0.5) + 0.1 * random.nextDouble());
				plane[i] = x < FAR ? value : value * far + 100 * far;
			}
			return plane;
		}

		@Override
		public Region region(final int slice) {
			return region;
		}
	}

	private static boolean[] disc(final int radius) {
		final boolean[] inside = new boolean[WIDTH * HEIGHT];
		for (int i = 0; i < inside.length; i++) inside[i] = Math.hypot(i % WIDTH - 60, i / WIDTH - 40) < radius;
		return inside;
	}

	private static int[] labels(final ImageStack stack, final SegmentationModel model, final String refine) {
		final Labels labels = Segmenter.apply(stack, model, new ApplyOptions(refine, "cpu", 1), Progress.NONE);
		final int[] values = new int[2 * WIDTH * HEIGHT];
		int i = 0;
		for (final var slice : labels.slices()) for (final IntegerType<?> label : slice) values[i++] = label.getInteger();
		return values;
	}

	private static TrainOptions options(final String method, final String refine) {
		return new TrainOptions(2, method, "texture", 1, "auto", "auto", "auto", 5, refine, "cpu", 1, 1);
	}

	@ParameterizedTest
	@CsvSource({ "kmeans, crf3d", "merged, polish", "stego, crf" })
	void whatIsFarFromTheRegionDoesNotMatter(final String method, final String refine) {
		final boolean[] inside = disc(36);
		final Region region = Region.of(WIDTH, inside);
		final ImageStack calm = new Picture(1, region), wild = new Picture(-30, region);
		final SegmentationModel model = Segmenter.train(calm, options(method, refine), Progress.NONE);
		final SegmentationModel other = Segmenter.train(wild, options(method, refine), Progress.NONE);
		assertArrayEquals(model.clusters().centres().data(), other.clusters().centres().data());
		final int[] labels = labels(calm, model, refine);
		assertArrayEquals(labels, labels(wild, other, refine));
		for (int i = 0; i < labels.length; i++) assertEquals(inside[i % inside.length], labels[i] > 0, "pixel " + i);
		final double share = (double) Arrays.stream(labels).filter(l -> l == 1).count() / Arrays.stream(labels).filter(l -> l > 0)
			.count();
		assertEquals(model.classes().get(0).share(), share, 0.12, "classes are counted inside");
	}

	@Test
	void theWholeSelectedIsTheWhole() {
		final boolean[] all = new boolean[WIDTH * HEIGHT];
		Arrays.fill(all, true);
		final ImageStack whole = new Picture(1, Region.WHOLE), selected = new Picture(1, Region.of(WIDTH, all));
		final SegmentationModel model = Segmenter.train(whole, options("kmeans", "none"), Progress.NONE);
		assertArrayEquals(labels(whole, model, "none"), labels(selected, model, "none"));
	}

	/** A model labels any part, however small, as it does in the whole. */
	@ParameterizedTest
	@CsvSource({ "1, none", "20, none" })
	void aPartHasTheLabelsOfTheWhole(final int radius, final String refine) {
		final SegmentationModel model = Segmenter.train(new Picture(1, Region.WHOLE), options("kmeans", refine), Progress.NONE);
		final boolean[] inside = disc(radius);
		final int[] whole = labels(new Picture(1, Region.WHOLE), model, refine), part = labels(new Picture(1, Region.of(WIDTH,
			inside)), model, refine);
		assertArrayEquals(IntStream.range(0, whole.length).map(i -> inside[i % inside.length] ? whole[i] : 0).toArray(), part);
		assertTrue(Arrays.stream(part).anyMatch(l -> l > 0));
	}

	@Test
	void lessThanACellIsNotEnoughToLearnFrom() {
		final boolean[] inside = new boolean[WIDTH * HEIGHT];
		inside[0] = inside[1] = true;
		final UserException e = assertThrows(UserException.class, () -> Segmenter.train(new Picture(1, Region.of(WIDTH, inside)),
			options("kmeans", "none"), Progress.NONE));
		assertTrue(e.getMessage().startsWith("No cell of 8 x 8 pixels has its centre in the selection"), e.getMessage());
	}
}
