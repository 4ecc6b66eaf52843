package sc.fiji.unsupervised.cluster;

/**
 * How much clusters count when they are merged: by the area of their insides. A cluster whose cells lie beside cells of
 * their own is a thing; one whose cells rarely touch each other is the border between things, of which an image with many
 * small objects has as much as of either, and would claim a class of its own ({@code docs/merging.md}).
 */
public final class Interior {

	/** From 1 to 2 the results are alike; {@link Votes} take a far higher one where clusterings agree better with it. */
	static final double POWER = 1.5;
	/** Of shares, insides and their powers. */
	private static final double LEAST = 1e-4;
	/** Of insides in a tree. */
	private static final double LEAST_IN_TREE = 0.2;

	private Interior() {}

	/**
	 * For the choice of classes: share of each cluster times {@code ((p - q) / (1 - q))^1.5}, where p is the share of its
	 * neighbours that belong to itself and q that expected by chance. Directions hardly show borders, which lie between in
	 * length: the weights of {@link Metric#COSINE} are the shares.
	 *
	 * @return (n), positive; the shares if there are no pairs
	 */
	public static double[] weights(final Metric metric, final Contact contact) {
		return weights(metric, contact, POWER, LEAST);
	}

	/**
	 * The same with another power.
	 *
	 * @param power 0 counts cells alone; the higher, the more a few clusters of large regions decide
	 */
	static double[] weights(final Metric metric, final Contact contact, final double power) {
		return weights(metric, contact, power, LEAST);
	}

	/**
	 * For trees, which are cut finely, too: no cluster's inside counts as less than a fifth of it, or the parts of a class
	 * of small things would cost nothing and be merged with whatever is near before all others are.
	 *
	 * @return (n), positive; the shares for {@link Metric#COSINE} or if there are no pairs
	 */
	public static double[] treeWeights(final Metric metric, final Contact contact) {
		return weights(metric, contact, POWER, LEAST_IN_TREE);
	}

	/** @param least that an inside counts as, however little a cluster touches itself */
	private static double[] weights(final Metric metric, final Contact contact, final double power, final double least) {
		final double[] weights = new double[contact.shares().length];
		double all = 0;
		for (final double[] row : contact.pairs()) for (final double c : row) all += c;
		for (int i = 0; i < weights.length; i++) {
			double own = 1;
			if (all > 0 && metric == Metric.EUCLIDEAN) {
				double sum = 0;
				for (final double c : contact.pairs()[i]) sum += c;
				final double chance = sum / all;
				own = sum > 0 && chance < 1 ? (contact.pairs()[i][i] / sum - chance) / (1 - chance) : chance;
			}
			weights[i] = Math.max(LEAST, contact.shares()[i]) * Math.max(LEAST, Math.pow(Math.max(least, own), power));
		}
		return weights;
	}
}
