package sc.fiji.unsupervised.cluster;

/**
 * Number and sum of the vectors of each cluster, or how these change. Elements are added in double precision, in which a
 * vector that leaves takes away what it brought.
 */
final class ClusterSums {

	/** Vectors of each cluster. */
	final long[] counts;

	private final int length;
	/** (n, K) */
	private final double[] sums;

	/**
	 * @param n clusters
	 * @param length K of a vector
	 */
	ClusterSums(final int n, final int length) {
		this.length = length;
		counts = new long[n];
		sums = new double[n * length];
	}

	/** Vector i goes from one cluster to another; from n if it has been in none. */
	void move(final Points points, final int i, final int from, final int to) {
		final float[] x = points.data;
		final double unit = points.unit(i);
		final int row = i * length, t = to * length;
		counts[to]++;
		if (from == counts.length) {
			for (int k = 0; k < length; k++) sums[t + k] += x[row + k] * unit;
			return;
		}
		final int f = from * length;
		counts[from]--;
		for (int k = 0; k < length; k++) {
			final double value = x[row + k] * unit;
			sums[f + k] -= value;
			sums[t + k] += value;
		}
	}

	/** Adds the change of some vectors. */
	void add(final ClusterSums change) {
		for (int j = 0; j < counts.length; j++) counts[j] += change.counts[j];
		for (int i = 0; i < sums.length; i++) sums[i] += change.sums[i];
	}

	boolean hasEmpty() {
		for (final long c : counts) if (c == 0) return true;
		return false;
	}

	/**
	 * Mean of a cluster that is not empty, on the unit sphere for {@link Metric#COSINE}; a mean of length 0 leaves the centre
	 * where it was.
	 *
	 * @param centres (n, K), of which that of cluster j is replaced
	 */
	void mean(final int j, final Metric metric, final float[] centres) {
		final int from = j * length;
		double norm = counts[j];
		if (metric == Metric.COSINE) {
			norm = 0;
			for (int k = 0; k < length; k++) norm += sums[from + k] * sums[from + k];
			norm = Math.sqrt(norm);
			if (norm < Rows.TINY) return;
		}
		for (int k = 0; k < length; k++) centres[from + k] = (float) (sums[from + k] / norm);
	}

	/**
	 * Sum of the squared distances of all vectors to their centres, less that of their squared lengths.
	 *
	 * @param centres (n, K)
	 */
	double scatter(final float[] centres) {
		double sum = 0;
		for (int j = 0; j < counts.length; j++) {
			double product = 0;
			for (int k = j * length; k < (j + 1) * length; k++) product += sums[k] * centres[k];
			sum += counts[j] * Rows.squaredLength(centres, j * length, length) - 2 * product;
		}
		return sum;
	}
}
