package sc.fiji.unsupervised.cluster;

/**
 * Weighted means of the prototypes of each class, and how the prototypes scatter around them. Prototypes compared by
 * direction count with length 1.
 */
public final class GroupMeans {

	private final double[][] means;
	private final double[] weights;
	private final double within;

	private GroupMeans(final double[][] means, final double[] weights, final double within) {
		this.means = means;
		this.weights = weights;
		this.within = within;
	}

	/**
	 * @param shares (n) weight of each prototype, not negative; those without weight hardly count
	 */
	public static GroupMeans of(final ClassPrototypes prototypes, final double[] shares) {
		final double[][] rows = Rows.doubles(prototypes.prototypes());
		final double[][] means = new double[prototypes.classes()][rows[0].length];
		final double[] weights = new double[means.length];
		for (int i = 0; i < rows.length; i++) {
			final int g = prototypes.classOf()[i];
			final double w = Math.max(shares[i], Rows.TINY);
			weights[g] += w;
			for (int k = 0; k < rows[i].length; k++) means[g][k] += w * (rows[i][k] - means[g][k]) / weights[g];
		}
		double within = 0;
		for (int i = 0; i < rows.length; i++) within += shares[i] * squaredDistance(rows[i], means[prototypes.classOf()[i]]);
		return new GroupMeans(means, weights, within);
	}

	private static double squaredDistance(final double[] a, final double[] b) {
		double sum = 0;
		for (int k = 0; k < a.length; k++) sum += (a[k] - b[k]) * (a[k] - b[k]);
		return sum;
	}

	/** Weighted scatter of the prototypes around the means of their classes. */
	public double within() {
		return within;
	}

	/** By how much {@link #within} grows if two classes become one (Ward). */
	public double loss(final int i, final int j) {
		return weights[i] * weights[j] / (weights[i] + weights[j]) * squaredDistance(i, j);
	}

	public double squaredDistance(final int i, final int j) {
		return squaredDistance(means[i], means[j]);
	}

	/** Cosine of two means, 0 if one of them has no length. */
	public double cosine(final int i, final int j) {
		double product = 0, a = 0, b = 0;
		for (int k = 0; k < means[i].length; k++) {
			product += means[i][k] * means[j][k];
			a += means[i][k] * means[i][k];
			b += means[j][k] * means[j][k];
		}
		return a > 0 && b > 0 ? product / Math.sqrt(a * b) : 0;
	}
}
