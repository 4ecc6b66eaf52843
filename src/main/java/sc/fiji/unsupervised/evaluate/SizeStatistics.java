package sc.fiji.unsupervised.evaluate;

import java.util.Arrays;

/**
 * Distribution of sizes; all but the count are NaN when there is none.
 *
 * @param count how many
 * @param mean of the sizes
 * @param sd standard deviation of the sample (divided by count - 1; 0 for one)
 * @param min smallest
 * @param median middle one, or the mean of the two in the middle
 * @param max largest
 */
public record SizeStatistics(int count, double mean, double sd, double min, double median, double max) {

	/** @param sizes any number of them, in any order */
	public static SizeStatistics of(final double[] sizes) {
		final int n = sizes.length;
		if (n == 0) return new SizeStatistics(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
		final double[] sorted = sizes.clone();
		Arrays.sort(sorted);
		final double mean = Arrays.stream(sorted).sum() / n;
		final double squares = Arrays.stream(sorted).map(s -> (s - mean) * (s - mean)).sum();
		return new SizeStatistics(n, mean, Math.sqrt(squares / Math.max(1, n - 1)), sorted[0], (sorted[(n - 1) / 2] + sorted[n /
			2]) / 2, sorted[n - 1]);
	}
}
