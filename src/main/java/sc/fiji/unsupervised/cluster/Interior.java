package sc.fiji.unsupervised.cluster;

/**
 * How much clusters count when they are merged: by the area of their insides. A cluster whose cells lie beside cells of
 * their own is a thing; one whose cells rarely touch each other is the border between things, of which an image with many
 * small objects has as much as of either, and would claim a class of its own ({@code docs/merging.md}).
 */
public final class Interior {

	/** From 1 to 2 the results are alike. */
	private static final double POWER = 1.5;
	private static final double LEAST = 1e-4;

	private Interior() {}

	/**
	 * Share of each cluster times {@code ((p - q) / (1 - q))^1.5}, where p is the share of its neighbours that belong to
	 * itself and q that expected by chance.
	 *
	 * @param shares (n)
	 * @param contact (n, n), symmetric, share of the pairs of neighbours that belong to both; all 0 if unknown
	 * @return (n), positive; the shares if the contact is unknown
	 */
	public static double[] weights(final double[] shares, final double[][] contact) {
		final double[] weights = new double[shares.length];
		double all = 0;
		for (final double[] row : contact) for (final double c : row) all += c;
		for (int i = 0; i < weights.length; i++) {
			double own = 1;
			if (all > 0) {
				double sum = 0;
				for (final double c : contact[i]) sum += c;
				final double chance = sum / all;
				own = sum > 0 && chance < 1 ? Math.max(0, (contact[i][i] / sum - chance) / (1 - chance)) : chance;
			}
			weights[i] = Math.max(LEAST, shares[i]) * Math.max(LEAST, Math.pow(own, POWER));
		}
		return weights;
	}
}
