package sc.fiji.unsupervised.evaluate;

import java.util.Arrays;

/**
 * How well class boundaries lie on true ones: F-score of boundary pixels within a tolerance, per class (Csurka et al.,
 * "What is a good evaluation measure for semantic segmentation?", BMVC 2013), counted over the whole data set.
 * <p>
 * A pixel is on its class's boundary if one of its four neighbours is of another class. The image's border is none, and
 * pixels whose truth is ignored neither count nor make boundaries.
 */
public final class BoundaryScore {

	private final int tolerance;
	private final long[] predicted;
	private final long[] predictedHits;
	private final long[] actual;
	private final long[] actualHits;

	/**
	 * @param classes number of classes
	 * @param tolerance largest Euclidean distance in pixels at which boundaries still agree, 0 or more
	 */
	public BoundaryScore(final int classes, final int tolerance) {
		if (tolerance < 0) throw new IllegalArgumentException("Negative tolerance.");
		this.tolerance = tolerance;
		predicted = new long[classes];
		predictedHits = new long[classes];
		actual = new long[classes];
		actualHits = new long[classes];
	}

	/**
	 * Adds a plane of height * width pixels, row-major.
	 *
	 * @param prediction matched class of each pixel, or -1 for none
	 * @param truth true class of each pixel, or -1 to ignore it
	 */
	public void add(final int[] prediction, final int[] truth, final int width, final int height) {
		if (prediction.length != width * height || truth.length != width * height)
			throw new IllegalArgumentException("Planes have the wrong size.");
		final int[] lines = boundary(prediction, truth, width, height);
		final int[] trueLines = boundary(truth, truth, width, height);
		count(lines, trueLines, width, height, predicted, predictedHits);
		count(trueLines, lines, width, height, actual, actualHits);
	}

	/** The class of pixels on a boundary, -1 elsewhere. */
	private static int[] boundary(final int[] classes, final int[] truth, final int width, final int height) {
		final int[] lines = new int[classes.length];
		Arrays.fill(lines, -1);
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++) {
				final int p = y * width + x;
				if (truth[p] < 0 || classes[p] < 0) continue;
				if (x > 0 && differs(classes, truth, p, p - 1) || x < width - 1 && differs(classes, truth, p, p + 1) ||
					y > 0 && differs(classes, truth, p, p - width) || y < height - 1 && differs(classes, truth, p, p + width))
					lines[p] = classes[p];
			}
		return lines;
	}

	private static boolean differs(final int[] classes, final int[] truth, final int p, final int neighbour) {
		return truth[neighbour] >= 0 && classes[neighbour] != classes[p];
	}

	private void count(final int[] lines, final int[] others, final int width, final int height, final long[] all,
		final long[] hits)
	{
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++) {
				final int k = lines[y * width + x];
				if (k < 0) continue;
				all[k]++;
				if (near(others, k, x, y, width, height)) hits[k]++;
			}
	}

	private boolean near(final int[] lines, final int k, final int x, final int y, final int width, final int height) {
		final int t = tolerance;
		for (int v = Math.max(0, y - t); v <= Math.min(height - 1, y + t); v++)
			for (int u = Math.max(0, x - t); u <= Math.min(width - 1, x + t); u++)
				if (lines[v * width + u] == k && (u - x) * (u - x) + (v - y) * (v - y) <= t * t) return true;
		return false;
	}

	/** F-score of each class in percent; NaN for a class without any boundary in truth and prediction. */
	public double[] classScores() {
		final double[] scores = new double[actual.length];
		for (int k = 0; k < scores.length; k++) {
			final double precision = predicted[k] > 0 ? (double) predictedHits[k] / predicted[k] : 0;
			final double recall = actual[k] > 0 ? (double) actualHits[k] / actual[k] : 0;
			if (predicted[k] + actual[k] == 0) scores[k] = Double.NaN;
			else scores[k] = precision + recall > 0 ? 200 * precision * recall / (precision + recall) : 0;
		}
		return scores;
	}

	/** Mean of the defined class scores in percent, NaN if there is none. */
	public double mean() {
		return Arrays.stream(classScores()).filter(s -> !Double.isNaN(s)).average().orElse(Double.NaN);
	}
}
