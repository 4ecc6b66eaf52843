package sc.fiji.unsupervised.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DiscriminantTest {

	/** Margin of the second of two classes. */
	private static double margin(final Discriminant d, final float... vector) {
		final double[] scores = d.scores(vector, 0);
		return scores[1] - scores[0];
	}

	@Test
	void oneExampleOfEachClassIsTheNearestExample() {
		final float[][] examples = { { 0, 0 }, { 4, 0 } };
		final Discriminant d = Discriminant.fit(Metric.EUCLIDEAN, examples, new int[] { 0, 1 }, 2);
		assertEquals(0, margin(d, 2, 7), 1e-12);
		assertTrue(margin(d, 2.1f, -7) > 0 && margin(d, 1.9f, 50) < 0);
	}

	/**
	 * By hand: residuals (0, +-1), (0, +-1), scatter diag(0, 4), shrunk 0.3 diag(0, 4) + 0.7 * 4 / 2 = diag(1.4, 2.6). The
	 * margin of (x, y) between means (0, 0) and (2, 2) is 2 (x - 1) / 1.4 + 2 (y - 1) / 2.6.
	 */
	@Test
	void directionInWhichExamplesDifferCountsLess() {
		final float[][] examples = { { 0, -1 }, { 0, 1 }, { 2, 1 }, { 2, 3 } };
		final Discriminant d = Discriminant.fit(Metric.EUCLIDEAN, examples, new int[] { 0, 0, 1, 1 }, 2);
		for (final float[] p : new float[][] { { 0, 0 }, { 3, -1 }, { 0.5f, 2 } })
			assertEquals(2 * (p[0] - 1) / 1.4 + 2 * (p[1] - 1) / 2.6, margin(d, p), 1e-9);
		assertTrue(margin(d, 1.6f, 0.2f) > 0, "nearer to the first mean but for the direction that varies");
	}

	@Test
	void equalExamplesAreOne() {
		final Discriminant d = Discriminant.fit(Metric.EUCLIDEAN, new float[][] { { 1, 1 }, { 1, 1 }, { 3, 1 } }, new int[] {
			0, 0, 1 }, 2);
		assertEquals(0, margin(d, 2, 5), 1e-12);
	}

	/** The mean of unit vectors is shorter than they are, the more so the more they differ; that must not cost a class. */
	@Test
	void meansOfDirectionsHaveLengthOne() {
		final float s = (float) Math.sqrt(0.5);
		final Discriminant d = Discriminant.fit(Metric.COSINE, new float[][] { { s, s, 0 }, { s, -s, 0 }, { 0, 0, 1 } },
			new int[] { 0, 0, 1 }, 2);
		assertEquals(0, margin(d, s, 0, s), 1e-6);
	}

	@Test
	void rowsAreReadInTheirPlace() {
		final Discriminant d = Discriminant.fit(Metric.EUCLIDEAN, new float[][] { { 0, 0 }, { 4, 0 } }, new int[] { 0, 1 }, 2);
		assertArrayEquals(d.scores(new float[] { 3, 1 }, 0), d.scores(new float[] { 9, 9, 3, 1 }, 1), 0);
	}

	@Test
	void choleskySolves() {
		final double[][] a = { { 4, 2, 0 }, { 2, 5, 1 }, { 0, 1, 3 } };
		final double[] x = new Cholesky(a, 1e-12).solve(new double[] { 8, 15, 11 });
		assertArrayEquals(new double[] { 1, 2, 3 }, x, 1e-12);
	}
}
