package sc.fiji.unsupervised.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DiscriminantTest {

	/** Margin of the second of two classes. */
	private static double margin(final Discriminant d, final float... vector) {
		final double[] scores = d.scores(vector);
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
	 * By hand: residuals (0, +-1), (0, +-1), scatter diag(0, 1), shrunk 0.3 diag(0, 1) + 0.7 / 2 = diag(0.35, 0.65). The
	 * margin of (x, y) between means (0, 0) and (2, 2) is 2 (x - 1) / 0.35 + 2 (y - 1) / 0.65.
	 */
	@Test
	void directionInWhichExamplesDifferCountsLess() {
		final float[][] examples = { { 0, -1 }, { 0, 1 }, { 2, 1 }, { 2, 3 } };
		final Discriminant d = Discriminant.fit(Metric.EUCLIDEAN, examples, new int[] { 0, 0, 1, 1 }, 2);
		for (final float[] p : new float[][] { { 0, 0 }, { 3, -1 }, { 0.5f, 2 } })
			assertEquals(2 * (p[0] - 1) / 0.35 + 2 * (p[1] - 1) / 0.65, margin(d, p), 1e-9);
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

	/**
	 * By hand: vectors at (0, +-3) and (4, 4 +- 3) have the scatter diag(0, 1). One example of each class tells nothing: 0.25 of
	 * the scatter and 0.6 / 2 of the ball are diag(0.3, 0.55). The margin between (0, 0) and (4, 4) is 4 (x - 2) / 0.3 + 4 (y - 2) /
	 * 0.55.
	 */
	@Test
	void directionInWhichNamedVectorsDifferCountsLess() {
		final Discriminant first = Discriminant.fit(Metric.EUCLIDEAN, new float[][] { { 0, 0 }, { 4, 4 } }, new int[] { 0,
			1 }, 2);
		final float[][] vectors = { { 0, -3 }, { 0, 3 }, { 4, 1 }, { 4, 7 } };
		final Discriminant d = first.learn(vectors, new double[] { 0.3, 0.3, 0.2, 0.2 }, new int[] { 0, 0, 1, 1 });
		for (final float[] p : new float[][] { { 0, 0 }, { 3, -1 }, { 0.5f, 2 } })
			assertEquals(4 * (p[0] - 2) / 0.3 + 4 * (p[1] - 2) / 0.55, margin(d, p), 1e-9);
		assertTrue(margin(first, 1.4f, 3) > 0 && margin(d, 1.4f, 3) < 0);
	}

	@Test
	void vectorsCountByTheirShare() {
		final Discriminant first = Discriminant.fit(Metric.EUCLIDEAN, new float[][] { { 0, 0 }, { 4, 4 } }, new int[] { 0,
			1 }, 2);
		final float[][] vectors = { { 0, 1 }, { 5, 4 } };
		final double across = margin(first.learn(vectors, new double[] { 0.9, 0.1 }, new int[] { 0, 1 }), 4, 0);
		final double along = margin(first.learn(vectors, new double[] { 0.1, 0.9 }, new int[] { 0, 1 }), 4, 0);
		assertTrue(across > 0 && along < 0, across + " and " + along);
	}

	@Test
	void choleskySolves() {
		final double[][] a = { { 4, 2, 0 }, { 2, 5, 1 }, { 0, 1, 3 } };
		final double[] x = new Cholesky(a, 1e-12).solve(new double[] { 8, 15, 11 });
		assertArrayEquals(new double[] { 1, 2, 3 }, x, 1e-12);
	}
}
