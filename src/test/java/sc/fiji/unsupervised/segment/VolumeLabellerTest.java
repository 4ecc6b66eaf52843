package sc.fiji.unsupervised.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

import net.imglib2.img.array.ArrayImgs;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.cluster.ClassPrototypes;
import sc.fiji.unsupervised.cluster.Metric;
import sc.fiji.unsupervised.cluster.Prototypes;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.method.Head;
import sc.fiji.unsupervised.method.HeadNetwork;
import sc.fiji.unsupervised.model.Tensor;
import sc.fiji.unsupervised.stack.Axes;
import sc.fiji.unsupervised.stack.ChannelMap;
import sc.fiji.unsupervised.stack.ImageStack;
import sc.fiji.unsupervised.stack.ImgStack;
import sc.fiji.unsupervised.stack.IntensityScale;
import sc.fiji.unsupervised.stack.Slices;
import sc.fiji.unsupervised.stack.TileGrid;

/** Sections refined together: dark left, bright right in all; features that tell so in all sections but one. */
class VolumeLabellerTest {

	private static final int WIDTH = 64, HEIGHT = 48, SECTIONS = 7, WRONG = 3;
	private static final Tensor IDENTITY = new Tensor(new float[] { 1, 0, 0, 1 }, 2, 2);

	private Session session;
	private HeadNetwork head;

	@BeforeEach
	void open() {
		session = Session.open(new Session.Options("cpu", 1, 1));
		head = new HeadNetwork(session, Head.linear(IDENTITY, new Tensor(new float[2], 2)));
	}

	@AfterEach
	void close() {
		head.close();
		session.close();
	}

	private static Slices slices(final String axes) {
		final float[] values = new float[WIDTH * HEIGHT * SECTIONS];
		final SplittableRandom random = new SplittableRandom(1);
		for (int i = 0; i < values.length; i++) values[i] = (left(i) ? 0.3f : 0.6f) + (float) random.nextDouble(0.03);
		final ImageStack stack = ImgStack.of(ArrayImgs.floats(values, WIDTH, HEIGHT, SECTIONS), Axes.parse(axes));
		final ChannelMap channels = ChannelMap.parse("auto", 1);
		return new Slices(stack, channels, IntensityScale.fit(stack, channels, IntensityScale.Mode.STACK, Progress.NONE), 1);
	}

	private static boolean left(final int pixel) {
		return pixel % WIDTH < WIDTH / 2;
	}

	/** Codes along an axis each for left and right; in the wrong section a little nearer to the other. */
	private final class Source implements FeatureSource {

		@Override
		public TileGrid grid(final int slice) {
			return new TileGrid(WIDTH, HEIGHT, WIDTH, 8);
		}

		@Override
		public void feed(final int slice, final Progress progress, final Sink sink) {
			final float[] codes = new float[2 * 64];
			for (int cell = 0; cell < 64; cell++) {
				final boolean left = cell % 8 < 4;
				codes[2 * cell] = slice == WRONG ? left ? 0.68f : 0.73f : left ? 1 : 0;
				codes[2 * cell + 1] = slice == WRONG ? left ? 0.73f : 0.68f : left ? 0 : 1;
			}
			sink.accept(new int[] { 0 }, session.manager().create(codes, new Shape(1, 64, 2)));
		}

		@Override
		public void feedMirrored(final int slice, final Progress progress, final Sink sink) {
			throw new AssertionError("not asked for");
		}
	}

	private SliceScores scores() {
		return new SliceScores(new Source(), true, head, ClassPrototypes.single(new Prototypes(Metric.COSINE, IDENTITY)));
	}

	private static ApplyOptions refine(final String key) {
		return new ApplyOptions(key, "cpu", 1);
	}

	@Test
	void goesOnInsideAVolume() {
		final List<short[]> all = label("XYZ", "crf3d");
		final List<Integer> given = new ArrayList<>();
		new StackLabeller(slices("XYZ"), scores(), refine("crf3d")).label(2, Progress.NONE, (slice, i) -> {
			given.add(i);
			assertArrayEquals(all.get(i), slice.labels());
		});
		assertEquals(IntStream.range(2, SECTIONS).boxed().toList(), given);
	}

	private List<short[]> label(final String axes, final String refine) {
		final List<short[]> labels = new ArrayList<>();
		new StackLabeller(slices(axes), scores(), refine(refine)).label(0, Progress.NONE, (slice, i) -> {
			assertEquals(labels.size(), i);
			labels.add(slice.labels());
		});
		assertEquals(SECTIONS, labels.size());
		return labels;
	}

	private List<short[]> inBlocksOf(final int pixels) {
		final List<short[]> labels = new ArrayList<>();
		new VolumeLabeller(slices("XYZ"), scores(), refine("crf3d"), pixels).label(0, SECTIONS, Progress.NONE, (slice, i) -> {
			assertEquals(labels.size(), i);
			labels.add(slice.labels());
		});
		assertEquals(SECTIONS, labels.size());
		return labels;
	}

	private static double right(final short[] labels) {
		return IntStream.range(0, labels.length).filter(i -> labels[i] == (left(i) ? 1 : 2)).count() / (double) labels.length;
	}

	@Test
	void neighboursRepairASection() {
		final List<short[]> alone = label("XYZ", "crf"), together = label("XYZ", "crf3d");
		for (int s = 0; s < SECTIONS; s++) {
			assertEquals(s == WRONG ? 0 : 1, right(alone.get(s)), 0.02, "alone, section " + s);
			assertEquals(1, right(together.get(s)), 0.02, "together, section " + s);
		}
	}

	@Test
	void singleSectionsAreThoseOfTheCrfOfSlices() {
		final List<short[]> alone = label("XYT", "crf"), together = label("XYT", "crf3d");
		for (int s = 0; s < SECTIONS; s++) assertArrayEquals(alone.get(s), together.get(s));
	}

	@Test
	void threadsDoNotChangeOneBit() throws Exception {
		final List<short[]> first = on(1), second = on(2);
		for (int s = 0; s < SECTIONS; s++) assertArrayEquals(first.get(s), second.get(s));
	}

	private List<short[]> on(final int threads) throws Exception {
		final ForkJoinPool pool = new ForkJoinPool(threads);
		try {
			return pool.submit(() -> inBlocksOf(4 * WIDTH * HEIGHT)).get();
		}
		finally {
			pool.shutdown();
		}
	}

	@Test
	void blocksAgreeWithTheWhole() {
		final List<short[]> whole = inBlocksOf(1 << 22), parts = inBlocksOf(4 * WIDTH * HEIGHT);
		for (int s = 0; s < SECTIONS; s++) {
			final short[] a = whole.get(s), b = parts.get(s);
			assertEquals(a.length, IntStream.range(0, a.length).filter(i -> a[i] == b[i]).count(), 0.02 * a.length);
		}
	}

	@Test
	void sizesOfBlocks() {
		final VolumeLabeller labeller = new VolumeLabeller(slices("XYZ"), scores(), refine("crf3d"));
		assertEquals(64, labeller.sections(256, 256, 64), "all in one");
		assertEquals(16, labeller.sections(512, 512, 100));
		assertEquals(8, labeller.sections(1024, 1024, 100));
		assertEquals(3, labeller.sections(4096, 4096, 100));
		assertEquals(2, labeller.sections(4096, 4096, 2));
		assertTrue(labeller.sections(100_000, 100_000, 100) == 3);
	}
}
