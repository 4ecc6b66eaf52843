package sc.fiji.unsupervised.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntBinaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.unsupervised.Cancelled;
import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.Progress;

class PolishTest {

	private static final int WIDTH = 173, HEIGHT = 149, CELL = 8;

	/** A border through the corners of no cell. */
	private static int oblique(final int x, final int y) {
		return x > 61 + 0.37 * y ? 2 : 1;
	}

	private static int disc(final int x, final int y) {
		return Math.hypot(x - 84, y - 68) < 9 ? 2 : 1;
	}

	private static short[] map(final IntBinaryOperator truth) {
		final short[] labels = new short[WIDTH * HEIGHT];
		for (int i = 0; i < labels.length; i++) labels[i] = (short) truth.applyAsInt(i % WIDTH, i / WIDTH);
		return labels;
	}

	/** What a cell map makes of it: every cell that the second class touches belongs to it. */
	private static short[] cells(final IntBinaryOperator truth) {
		return map((x, y) -> {
			int most = 1;
			for (int v = y / CELL * CELL; v < y / CELL * CELL + CELL; v++) for (int u = x / CELL * CELL; u < x / CELL * CELL +
				CELL; u++) most = Math.max(most, truth.applyAsInt(u, v));
			return most;
		});
	}

	/** The first class has grey 0.4, the second 0.6. */
	private static float[] picture(final IntBinaryOperator truth, final double noise) {
		final SplittableRandom random = new SplittableRandom(3);
		final float[] values = new float[WIDTH * HEIGHT];
		for (int i = 0; i < values.length; i++) values[i] = (float) (0.2 + 0.2 * truth.applyAsInt(i % WIDTH, i / WIDTH) + noise *
			random.nextDouble(-1, 1));
		return values;
	}

	private static float[] probabilities(final short[] start, final int classes, final float[]... planes) {
		final short[] labels = start.clone();
		float[] p = null;
		for (final int pieces : Polish.PIECES) {
			p = new Polish(labels, planes, WIDTH, classes, (double) pieces / CELL, (double) pieces / CELL, Progress.NONE)
				.logProbabilities(0, HEIGHT);
			for (int i = 0; i < labels.length; i++) labels[i] = best(p, i, classes);
		}
		return p;
	}

	private static short best(final float[] p, final int i, final int classes) {
		int best = 0;
		for (int k = 1; k < classes; k++) if (p[k * WIDTH * HEIGHT + i] > p[best * WIDTH * HEIGHT + i]) best = k;
		return (short) (best + 1);
	}

	private static short[] polish(final short[] start, final int classes, final float[]... planes) {
		final float[] p = probabilities(start, classes, planes);
		final short[] labels = new short[start.length];
		for (int i = 0; i < labels.length; i++) labels[i] = best(p, i, classes);
		return labels;
	}

	private static int wrong(final short[] labels, final short[] truth) {
		int wrong = 0;
		for (int i = 0; i < labels.length; i++) if (labels[i] != truth[i]) wrong++;
		return wrong;
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 3 })
	void findsTheBorderBetweenTwoGreys(final int channels) {
		final short[] truth = map(PolishTest::oblique), start = cells(PolishTest::oblique);
		// Equal channels have a covariance that cannot be inverted.
		final float[][] planes = new float[channels][];
		Arrays.fill(planes, picture(PolishTest::oblique, 0.09));
		assertTrue(wrong(start, truth) > 400);
		assertEquals(0, wrong(polish(start, 2, planes), truth));
	}

	@Test
	void findsThingsOfAFewCells() {
		final short[] truth = map(PolishTest::disc), start = cells(PolishTest::disc);
		assertTrue(wrong(start, truth) > 100);
		assertEquals(0, wrong(polish(start, 2, picture(PolishTest::disc, 0.09)), truth));
	}

	/** A noisy stripe, narrower than a cell: where the later rounds look as far as the first one, more of it is wrong. */
	@Test
	void laterRoundsLookLessFar() {
		final IntBinaryOperator stripe = (x, y) -> x >= 80 && x < 85 ? 2 : 1;
		final short[] truth = map(stripe);
		final float[] picture = picture(stripe, 0.25);
		final short[] wide = cells(stripe), narrow = polish(wide, 2, picture);
		for (int round = 0; round < Polish.PIECES.size(); round++) {
			final float[] p = new Polish(wide, new float[][] { picture }, WIDTH, 2, 1.0 / CELL, 1.0 / CELL, Progress.NONE)
				.logProbabilities(0, HEIGHT);
			for (int i = 0; i < wide.length; i++) wide[i] = best(p, i, 2);
		}
		assertTrue(wrong(narrow, truth) < 0.9 * wrong(wide, truth), wrong(narrow, truth) + " and " + wrong(wide, truth));
	}

	@Test
	void theMapStaysWhereValuesSayNothing() {
		final short[] truth = map(PolishTest::oblique);
		final short[] labels = polish(truth, 2, picture((x, y) -> 1, 0.4));
		for (int y = 0; y < HEIGHT; y++) for (int x = 0; x < WIDTH; x++)
			if (oblique(x - CELL / 2, y) == oblique(x + CELL / 2, y)) assertEquals(truth[y * WIDTH + x], labels[y * WIDTH + x],
				x + ", " + y);
	}

	@Test
	void constantPicturesKeepTheirMapToo() {
		final short[] truth = map(PolishTest::oblique);
		final short[] labels = polish(truth, 2, new float[WIDTH * HEIGHT]);
		assertTrue(wrong(labels, truth) < 2 * HEIGHT, "half a cell at the border at most");
	}

	@Test
	void aSliceOfOneClassStaysSoAndAbsentClassesNeverAppear() {
		final short[] one = map((x, y) -> 3);
		assertArrayEquals(one, polish(one, 4, picture(PolishTest::oblique, 0.09)));
		for (final short label : polish(cells(PolishTest::oblique), 4, picture(PolishTest::oblique, 0.3))) assertTrue(label <=
			2);
	}

	@Test
	void likelyClassesAtAPlaceAreTheOnesAroundIt() {
		// Both greys occur left and right, in other shares: the border between them is none of values.
		final IntBinaryOperator mixed = (x, y) -> (x * 7 + y * 13) % 10 < (oblique(x, y) == 1 ? 2 : 8) ? 2 : 1;
		final short[] truth = map(PolishTest::oblique);
		final short[] labels = polish(truth, 2, picture(mixed, 0.02));
		for (int y = 0; y < HEIGHT; y++) for (int x = 0; x < WIDTH; x++) if (oblique(x - 32, y) == oblique(x + 32, y))
			assertEquals(truth[y * WIDTH + x], labels[y * WIDTH + x], x + ", " + y);
	}

	@Test
	void probabilitiesSumToOne() {
		final float[] p = probabilities(cells(PolishTest::oblique), 3, picture(PolishTest::oblique, 0.3));
		for (int i = 0; i < WIDTH * HEIGHT; i++) {
			double sum = 0;
			for (int k = 0; k < 3; k++) sum += Math.exp(p[k * WIDTH * HEIGHT + i]);
			assertEquals(1, sum, 1e-5);
			assertFalse(Float.isNaN(p[i]));
		}
	}

	@Test
	void bandsGiveWhatTheWholeGives() {
		final Polish polish = new Polish(cells(PolishTest::oblique), new float[][] { picture(PolishTest::oblique, 0.3) }, WIDTH,
			2, 1.0 / CELL, 1.0 / CELL, Progress.NONE);
		final float[] whole = polish.logProbabilities(0, HEIGHT), band = polish.logProbabilities(40, 70);
		assertArrayEquals(Arrays.copyOfRange(whole, WIDTH * (HEIGHT + 40), WIDTH * (HEIGHT + 70)), Arrays.copyOfRange(band, 30 *
			WIDTH, 60 * WIDTH));
	}

	@Test
	void sameBytesForAnyNumberOfThreads() throws InterruptedException, ExecutionException {
		final float[] picture = picture(PolishTest::oblique, 0.3);
		final short[] start = cells(PolishTest::oblique);
		final float[] one = new ForkJoinPool(1).submit(() -> probabilities(start, 2, picture)).get();
		assertArrayEquals(one, new ForkJoinPool(5).submit(() -> probabilities(start, 2, picture)).get());
	}

	@Test
	void cellsSmallerThanPixelsCountAsPixels() {
		final short[] truth = map(PolishTest::oblique);
		final Polish polish = new Polish(truth, new float[][] { picture(PolishTest::oblique, 0.09) }, WIDTH, 2, 2, 2,
			Progress.NONE);
		final float[] p = polish.logProbabilities(0, HEIGHT);
		for (int i = 0; i < truth.length; i++) assertEquals(truth[i], best(p, i, 2));
	}

	@Test
	void canBeStopped() {
		assertThrows(CancelledException.class, () -> new Polish(map(PolishTest::oblique), new float[][] { picture(
			PolishTest::oblique, 0) }, WIDTH, 2, 1.0 / CELL, 1.0 / CELL, Cancelled.AT_ONCE));
	}
}
