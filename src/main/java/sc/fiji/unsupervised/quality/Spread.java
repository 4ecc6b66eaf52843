package sc.fiji.unsupervised.quality;

import java.util.Collection;
import java.util.Locale;

/**
 * Mean and standard deviation of a sample.
 *
 * @param mean NaN without values
 * @param sd of the sample (divided by count - 1), 0 for one value
 * @param count of values
 */
record Spread(double mean, double sd, int count) {

	/** Values that are NaN do not count. */
	static Spread of(final Collection<Double> values) {
		final double[] defined = values.stream().mapToDouble(v -> v).filter(v -> !Double.isNaN(v)).toArray();
		double mean = 0, squares = 0;
		for (final double v : defined) mean += v / defined.length;
		for (final double v : defined) squares += (v - mean) * (v - mean);
		final int n = defined.length;
		return new Spread(n == 0 ? Double.NaN : mean, n < 2 ? 0 : Math.sqrt(squares / (n - 1)), n);
	}

	/** {@code 24.1 ± 0.3}, of one value {@code 24.1}, of none a dash. */
	String text() {
		if (count == 0) return "–";
		return count == 1 ? String.format(Locale.ROOT, "%.1f", mean) : String.format(Locale.ROOT, "%.1f ± %.1f", mean, sd);
	}
}
