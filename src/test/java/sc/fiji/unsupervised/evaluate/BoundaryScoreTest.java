package sc.fiji.unsupervised.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

class BoundaryScoreTest {

	private static final int W = 20, H = 10;

	/** Class 0 left of column {@code edge}, 1 from there. */
	private static int[] split(final int edge) {
		final int[] plane = new int[W * H];
		for (int p = 0; p < plane.length; p++) plane[p] = p % W < edge ? 0 : 1;
		return plane;
	}

	private static double mean(final int tolerance, final int[] prediction, final int[] truth) {
		final BoundaryScore score = new BoundaryScore(2, tolerance);
		score.add(prediction, truth, W, H);
		return score.mean();
	}

	@Test
	void equalPlanesScoreFull() {
		assertEquals(100, mean(0, split(8), split(8)));
	}

	@Test
	void toleranceIsADistanceInPixels() {
		assertEquals(0, mean(1, split(10), split(8)));
		assertEquals(100, mean(2, split(10), split(8)));
	}

	@Test
	void precisionAndRecallOfASpuriousRegion() {
		final int[] truth = split(8), prediction = split(8);
		prediction[5 * W + 16] = 0;
		final BoundaryScore score = new BoundaryScore(2, 0);
		score.add(prediction, truth, W, H);
		// Class 0: 10 of 11 predicted pixels are right; class 1: 10 of 14, the wrong pixel's four neighbours being new.
		final double p0 = 10.0 / 11, p1 = 10.0 / 14;
		assertArrayEquals(new double[] { 200 * p0 / (1 + p0), 200 * p1 / (1 + p1) }, score.classScores(), 1e-9);
		assertEquals((200 * p0 / (1 + p0) + 200 * p1 / (1 + p1)) / 2, score.mean(), 1e-9);
	}

	@Test
	void ignoredPixelsMakeNoBoundary() {
		final int[] truth = new int[W * H], prediction = split(8);
		for (int p = 0; p < truth.length; p++) if (p % W >= 8) truth[p] = -1;
		final BoundaryScore score = new BoundaryScore(2, 2);
		score.add(prediction, truth, W, H);
		assertTrue(Double.isNaN(score.mean()));
	}

	@Test
	void aMissedClassScoresZeroAndSlicesAddUp() {
		final BoundaryScore score = new BoundaryScore(3, 2);
		score.add(new int[W * H], split(8), W, H);
		assertArrayEquals(new double[] { 0, 0, Double.NaN }, score.classScores());
		score.add(split(8), split(8), W, H);
		final double recall = 0.5;
		assertEquals(200 * recall / (1 + recall), score.mean(), 1e-9);
	}

	@Test
	void clustersWithoutAClassCountAsOther() {
		final int[] prediction = split(8);
		for (int p = 0; p < prediction.length; p++) if (prediction[p] == 1) prediction[p] = -1;
		final BoundaryScore score = new BoundaryScore(2, 0);
		score.add(prediction, split(8), W, H);
		assertArrayEquals(new double[] { 100, 0 }, score.classScores());
		Arrays.fill(prediction, -1);
		assertEquals(0, mean(0, prediction, split(8)));
	}
}
