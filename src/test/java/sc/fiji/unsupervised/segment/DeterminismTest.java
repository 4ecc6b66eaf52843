package sc.fiji.unsupervised.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;

import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.method.Methods;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.stack.Axes;
import sc.fiji.unsupervised.stack.ImageStack;
import sc.fiji.unsupervised.stack.ImgStack;

/** The same seed gives the same numbers, for every method and refinement, on one thread and on two. */
@Timeout(120)
class DeterminismTest {

	private static final int WIDTH = 90, HEIGHT = 70, SLICES = 1, CLASSES = 3;

	static Stream<String> methods() {
		return Methods.ids().stream();
	}

	private static ImageStack stack() {
		final float[] values = new float[WIDTH * HEIGHT * SLICES];
		final SplittableRandom random = new SplittableRandom(4);
		for (int i = 0; i < values.length; i++) {
			final int x = i % WIDTH, y = i / WIDTH % HEIGHT;
			values[i] = (float) (x < 30 + y / 3 ? random.nextDouble(100) : x < 65 ? 50 + 40 * Math.sin(x * 0.9) : 60 + 30 * Math
				.sin(y * 0.5)) + random.nextInt(9);
		}
		return ImgStack.of(ArrayImgs.floats(values, WIDTH, HEIGHT, SLICES), Axes.parse("XYZ"));
	}

	/** Everything that a training and the labellings with its model give, by name. */
	private static Map<String, float[]> run(final String method, final int threads) {
		final ForkJoinPool pool = new ForkJoinPool(threads); // for the streams of this program, which then stay in it
		try {
			return pool.submit(() -> results(method, threads)).join();
		}
		finally {
			pool.shutdown();
		}
	}

	private static Map<String, float[]> results(final String method, final int threads) {
		final TrainOptions options = new TrainOptions(CLASSES, method, "texture", 1, "auto", "auto", "auto", 6, "none", "cpu", 7,
			threads);
		final SegmentationModel model = Segmenter.train(stack(), options, Progress.NONE);
		final Map<String, float[]> all = new TreeMap<>();
		model.backbone().state().forEach((name, tensor) -> all.put(name, tensor.data()));
		model.head().forEach((name, tensor) -> all.put("head " + name, tensor.data()));
		all.put("centres", model.clusters().centres().data());
		all.put("shares", model.clusters().shares().data());
		all.put("contact", model.clusters().contact().data());
		for (int i = 0; i < model.training().curve().length; i++) all.put("curve " + i, model.training().curve()[i]);
		for (final String refine : ApplyOptions.REFINEMENTS) {
			final Labels labels = Segmenter.apply(stack(), model, new ApplyOptions(refine, "cpu", threads, true), Progress.NONE);
			for (int s = 0; s < SLICES; s++) {
				all.put("labels " + refine + s, values(labels.slices().get(s)));
				all.put("probabilities " + refine + s, values(labels.probabilities().get(s)));
			}
		}
		return all;
	}

	private static float[] values(final Iterable<? extends RealType<?>> image) {
		final FloatBuffer values = FloatBuffer.allocate(WIDTH * HEIGHT * CLASSES);
		for (final RealType<?> value : image) values.put(value.getRealFloat());
		return values.array();
	}

	/** Windows has no way to tell the engine's matrix products to keep their order; labels are the same there, too. */
	@ParameterizedTest
	@MethodSource("methods")
	void twoThreadsGiveWhatOneGives(final String method) {
		final Map<String, float[]> one = run(method, 1), two = run(method, 2);
		assertEquals(one.keySet(), two.keySet());
		assertTrue(one.size() > 5 + 2 * SLICES * ApplyOptions.REFINEMENTS.size(), one.keySet().toString());
		one.forEach((name, values) -> {
			if (OS.LINUX.isCurrentOs() || name.startsWith("labels")) assertArrayEquals(values, two.get(name), name);
		});
	}
}
