package sc.fiji.unsupervised.cluster;

/**
 * Which clusters lie beside which.
 *
 * @param shares (n) of the cells, sum 1
 * @param pairs (n, n), symmetric: share of the pairs of adjacent cells that belong to both, sum 1; all 0 without pairs
 */
public record Contact(double[] shares, double[][] pairs) {

	/**
	 * @param cells (n) number of cells of each cluster
	 * @param pairs (n, n) number of pairs, in either order
	 */
	public static Contact of(final long[] cells, final long[][] pairs) {
		final int n = cells.length;
		long count = 0, all = 0;
		for (int i = 0; i < n; i++) {
			count += cells[i];
			for (int j = 0; j < n; j++) all += pairs[i][j];
		}
		final double[] shares = new double[n];
		final double[][] contact = new double[n][n];
		for (int i = 0; i < n; i++) {
			shares[i] = (double) cells[i] / Math.max(1, count);
			for (int j = 0; j < n; j++) contact[i][j] = (pairs[i][j] + pairs[j][i]) / (2.0 * Math.max(1, all));
		}
		return new Contact(shares, contact);
	}

	/**
	 * How much more often than by chance adjacent cells have the same class: 1 for large regions, 0 for salt and pepper.
	 *
	 * @param classOf (n) class of each cluster
	 * @return (p - q) / (1 - q); 0 if there is one class only, or no pair
	 */
	public double coherence(final int[] classOf) {
		final int n = classOf.length;
		final double[] share = new double[n];
		double same = 0, chance = 0, all = 0;
		for (int i = 0; i < n; i++)
			for (int j = 0; j < n; j++) {
				all += pairs[i][j];
				share[classOf[i]] += pairs[i][j];
				if (classOf[i] == classOf[j]) same += pairs[i][j];
			}
		for (final double s : share) chance += s * s;
		return all > 0 && chance < 1 ? (same - chance) / (1 - chance) : 0;
	}
}
