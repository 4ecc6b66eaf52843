package sc.fiji.unsupervised.crf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.model.SafeTensors;
import sc.fiji.unsupervised.model.Tensor;

class DenseCrfTest {

	private static final float[] MEAN = { 0.485f, 0.456f, 0.406f }, STD = { 0.229f, 0.224f, 0.225f };

	private static SafeTensors golden(final String name) {
		return SafeTensors.open(Path.of("test-data/golden/crf/" + name + ".safetensors"));
	}

	/** The (H, W, RGB) picture as blue, green and red plane. */
	private static float[][] bgr(final Tensor rgb) {
		final float[][] planes = new float[3][rgb.size(0) * rgb.size(1)];
		for (int p = 0; p < planes[0].length; p++)
			for (int c = 0; c < 3; c++) planes[2 - c][p] = rgb.data()[3 * p + c];
		return planes;
	}

	/** What the reference sees after normalising, de-normalising and cutting to 8 bit: blue, green, red. */
	private static float[][] roundTrip(final float[] normalised) {
		final int points = normalised.length / 3;
		final float[][] planes = new float[3][points];
		for (int c = 0; c < 3; c++)
			for (int p = 0; p < points; p++)
				planes[2 - c][p] = (int) ((normalised[c * points + p] * STD[c] + MEAN[c]) * 255);
		return planes;
	}

	private static int[] argmax(final float[] q, final int n) {
		final int points = q.length / n;
		final int[] labels = new int[points];
		for (int k = 1; k < n; k++)
			for (int p = 0; p < points; p++) if (q[k * points + p] > q[labels[p] * points + p]) labels[p] = k;
		return labels;
	}

	private static void assertArgmax(final Tensor expected, final float[] q, final int n) {
		final int[] labels = argmax(q, n);
		for (int p = 0; p < labels.length; p++) assertEquals((int) expected.data()[p], labels[p]);
	}

	@ParameterizedTest
	@ValueSource(strings = { "odd_37x51", "photo_48x64", "synthetic_40x52" })
	void marginalsEqualTheReference(final String name) throws Exception {
		final SafeTensors golden = golden(name);
		final JsonObject variants = JsonParser.parseString(Files.readString(Path.of("test-data/golden/crf/" + name +
			".json"))).getAsJsonObject().getAsJsonObject("variants");
		final Tensor rgb = golden.get("crf_rgb_u8");
		final int h = rgb.size(0), w = rgb.size(1), n = golden.get("unary").size(0);
		final float[] logits = logits(golden);
		assertArrayEquals(golden.get("unary").data(), minus(Unary.negative(logits, n)), 1e-5f);
		assertEquals(6, variants.size());
		for (final String variant : variants.keySet()) {
			final JsonObject v = variants.getAsJsonObject(variant);
			final CrfOptions options = new CrfOptions(v.get("MAX_ITER").getAsInt(), v.get("POS_W").getAsFloat(), v.get(
				"POS_XY_STD").getAsFloat(), v.get("Bi_W").getAsFloat(), v.get("Bi_XY_STD").getAsFloat(), v.get("Bi_RGB_STD")
					.getAsFloat());
			final float[] q = new DenseCrf(Sites.plane(w, h), bgr(rgb), options, Progress.NONE).marginals(logits, n, Progress.NONE);
			final Tensor expected = golden.get(variant + ".Q");
			assertArrayEquals(expected.data(), q, 1e-5f, variant);
			assertArrayEquals(argmax(expected.data(), n), argmax(q, n), variant);
			if (variant.equals("default")) assertArgmax(golden.get("default.argmax"), q, n);
		}
	}

	private static float[] logits(final SafeTensors golden) {
		if (golden.names().contains("logits")) return golden.get("logits").data();
		final float[] logits = golden.get("probs_in").data();
		for (int i = 0; i < logits.length; i++) logits[i] = (float) Math.log(logits[i]);
		return logits;
	}

	private static float[] minus(final float[] values) {
		for (int i = 0; i < values.length; i++) values[i] = -values[i];
		return values;
	}

	@Test
	void roundTripOfTheReferenceIsReproduced() {
		final SafeTensors golden = golden("odd_37x51");
		final float[][] expected = bgr(golden.get("crf_rgb_u8"));
		final float[][] planes = roundTrip(golden.get("image_normalised").data());
		for (int c = 0; c < 3; c++) assertArrayEquals(expected[c], planes[c]);
	}

	@Test
	void refinesClusterProbabilitiesLikeTheReference() {
		final SafeTensors golden = golden("inference");
		final Tensor logProbs = golden.get("cluster_log_probs");
		final int n = logProbs.size(1), h = logProbs.size(2), w = logProbs.size(3);
		final DenseCrf crf = new DenseCrf(Sites.plane(w, h), roundTrip(golden.get("image").data()), CrfOptions.defaults(),
			Progress.NONE);
		final float[] q = crf.marginals(logProbs.data(), n, Progress.NONE);
		assertArrayEquals(golden.get("cluster_crf_Q").data(), q, 1e-5f);
		assertArgmax(golden.get("cluster_crf_argmax"), q, n);
	}

	private static float[] noise(final int size, final int seed, final float range) {
		final Random random = new Random(seed);
		final float[] values = new float[size];
		for (int i = 0; i < size; i++) values[i] = random.nextFloat() * range;
		return values;
	}

	private static float[] grey(final int points, final int seed) {
		final float[] values = noise(points, seed, 256);
		for (int p = 0; p < points; p++) values[p] = (int) values[p];
		return values;
	}

	@Test
	void threadsDoNotChangeOneBit() throws Exception {
		final int w = 257, h = 211, n = 6;
		final float[] grey = grey(w * h, 1), logits = noise(n * w * h, 2, 4);
		float[] first = null;
		for (final int threads : new int[] { 1, 2, 4 }) {
			final ForkJoinPool pool = new ForkJoinPool(threads);
			try {
				final float[] q = pool.submit(() -> new DenseCrf(Sites.plane(w, h), new float[][] { grey }, CrfOptions.defaults(),
					Progress.NONE).marginals(logits, n, Progress.NONE)).get();
				if (first == null) first = q;
				assertArrayEquals(first, q);
			}
			finally {
				pool.shutdown();
			}
		}
	}

	@Test
	void slicesOfAStackShareThePositionsWithoutADifference() {
		final int w = 50, h = 41, n = 3;
		final float[] logits = noise(n * w * h, 2, 4);
		final DenseCrf first = new DenseCrf(Sites.plane(w, h), new float[][] { grey(w * h, 1) }, CrfOptions.defaults(), Progress.NONE);
		final float[][] guide = { grey(w * h, 11), grey(w * h, 12) };
		assertArrayEquals(new DenseCrf(Sites.plane(w, h), guide, CrfOptions.defaults(), Progress.NONE).marginals(logits, n,
			Progress.NONE), first.withGuide(guide, Progress.NONE).marginals(logits, n, Progress.NONE));
	}

	@Test
	void marginalsSumToOneForAnyNumberOfClasses() {
		final int w = 23, h = 19, points = w * h;
		final float[] grey = grey(points, 5);
		final DenseCrf crf = new DenseCrf(Sites.plane(w, h), new float[][] { grey }, CrfOptions.defaults(), Progress.NONE);
		for (int n = 1; n <= 9; n++) {
			final float[] q = crf.marginals(noise(n * points, n, 3), n, Progress.NONE);
			for (int p = 0; p < points; p++) {
				float sum = 0;
				for (int k = 0; k < n; k++) sum += q[k * points + p];
				assertEquals(1, sum, 1e-5f);
			}
		}
	}

	@Test
	void classesInOtherOrderGiveTheSameMarginals() {
		final int w = 40, h = 30, points = w * h, n = 5;
		final float[] logits = noise(n * points, 8, 3);
		final float[] swapped = new float[logits.length];
		for (int k = 0; k < n; k++) System.arraycopy(logits, k * points, swapped, (n - 1 - k) * points, points);
		final DenseCrf crf = new DenseCrf(Sites.plane(w, h), new float[][] { grey(points, 9) }, CrfOptions.defaults(), Progress.NONE);
		final float[] a = crf.marginals(logits, n, Progress.NONE), b = crf.marginals(swapped, n, Progress.NONE);
		for (int k = 0; k < n; k++)
			for (int p = 0; p < points; p++) assertEquals(a[k * points + p], b[(n - 1 - k) * points + p], 1e-4f);
	}

	@Test
	void noisyLabelsOfAConstantImageBecomeTheMajority() {
		final int w = 60, h = 50, points = w * h;
		final float[] logits = new float[2 * points];
		final Random random = new Random(4);
		for (int p = 0; p < points; p++) logits[(random.nextInt(10) < 7 ? 0 : points) + p] = 1;
		final float[] q = new DenseCrf(Sites.plane(w, h), new float[][] { new float[points] }, CrfOptions.defaults(), Progress.NONE)
			.marginals(logits, 2, Progress.NONE);
		for (final int label : argmax(q, 2)) assertEquals(0, label);
	}

	@Test
	void equalEvidenceStaysEqual() {
		final int w = 31, h = 17, points = w * h;
		final float[] q = new DenseCrf(Sites.plane(w, h), new float[][] { grey(points, 6) }, CrfOptions.defaults(), Progress.NONE)
			.marginals(new float[4 * points], 4, Progress.NONE);
		for (final float v : q) assertEquals(0.25f, v, 1e-6f);
	}

	@Test
	void edgesOfTheGuideHoldLabelsApart() {
		final int w = 64, h = 64, points = w * h;
		final float[] guide = new float[points], logits = new float[2 * points];
		final Random random = new Random(7);
		for (int p = 0; p < points; p++) {
			final boolean right = p % w >= 37;
			guide[p] = right ? 200 : 60;
			logits[(right ^ random.nextInt(10) < 3 ? points : 0) + p] = 1;
		}
		final float[] q = new DenseCrf(Sites.plane(w, h), new float[][] { guide }, CrfOptions.defaults(), Progress.NONE).marginals(
			logits, 2, Progress.NONE);
		final int[] labels = argmax(q, 2);
		int wrong = 0;
		for (int p = 0; p < points; p++) if (labels[p] != (p % w >= 37 ? 1 : 0)) wrong++;
		assertTrue(wrong < points / 200, wrong + " wrong labels");
	}

	@Test
	void answersCancelWithinAnIteration() {
		final int w = 32, h = 32, points = w * h;
		final DenseCrf crf = new DenseCrf(Sites.plane(w, h), new float[][] { new float[points] }, CrfOptions.defaults(),
			Progress.NONE);
		final AtomicInteger reports = new AtomicInteger(), checks = new AtomicInteger();
		final Progress stop = new Progress() {

			@Override
			public void report(final String stage, final double fraction, final String message) {
				reports.incrementAndGet();
			}

			@Override
			public boolean isCancelled() {
				return checks.incrementAndGet() > 4;
			}
		};
		assertThrows(CancelledException.class, () -> crf.marginals(new float[2 * points], 2, stop));
		assertEquals(1, reports.get());
	}

	@Test
	void wrongSizesAreRefused() {
		final float[][] guide = { new float[12] };
		assertThrows(IllegalArgumentException.class, () -> new DenseCrf(Sites.plane(4, 4), guide, CrfOptions.defaults(),
			Progress.NONE));
		assertThrows(IllegalArgumentException.class, () -> new DenseCrf(Sites.plane(4, 3), new float[6][12], CrfOptions.defaults(),
			Progress.NONE));
		final DenseCrf crf = new DenseCrf(Sites.plane(4, 3), guide, CrfOptions.defaults(), Progress.NONE);
		assertThrows(IllegalArgumentException.class, () -> crf.marginals(new float[12], 2, Progress.NONE));
		assertThrows(IllegalArgumentException.class, () -> crf.marginals(new float[0], 0, Progress.NONE));
	}
}
