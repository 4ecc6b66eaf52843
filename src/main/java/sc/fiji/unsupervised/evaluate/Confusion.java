package sc.fiji.unsupervised.evaluate;

/**
 * How many pixels of each true class each cluster took, over a whole data set (spec section 12). Not safe for use by
 * several threads at once; give each its own and {@link #merge}.
 */
public final class Confusion {

	private final int clusters;
	private final int classes;
	private final long[][] counts;

	/** All zero, of shape (clusters, classes). */
	public Confusion(final int clusters, final int classes) {
		this.clusters = clusters;
		this.classes = classes;
		counts = new long[clusters][classes];
	}

	/**
	 * Counts pixels. Those with a cluster outside 0..clusters-1 or a class outside 0..classes-1 (such as 255 for "ignore")
	 * do not count.
	 *
	 * @param labels cluster of each pixel
	 * @param truth class of each pixel, of the same length
	 */
	public void add(final int[] labels, final int[] truth) {
		if (labels.length != truth.length) throw new IllegalArgumentException("Labels and truth differ in size.");
		for (int p = 0; p < labels.length; p++) add(labels[p], truth[p], 1);
	}

	/** Counts {@code pixels} pixels of one cluster and class; out of range they do not count. */
	public void add(final int cluster, final int trueClass, final long pixels) {
		if (cluster >= 0 && cluster < clusters && trueClass >= 0 && trueClass < classes)
			counts[cluster][trueClass] += pixels;
	}

	/** Adds the counts of another one of the same shape. */
	public void merge(final Confusion other) {
		if (other.clusters != clusters || other.classes != classes)
			throw new IllegalArgumentException("Confusions differ in shape.");
		for (int r = 0; r < clusters; r++)
			for (int c = 0; c < classes; c++) counts[r][c] += other.counts[r][c];
	}

	public int clusters() {
		return clusters;
	}

	public int classes() {
		return classes;
	}

	/** Number of pixels of a cluster and a true class. */
	public long count(final int cluster, final int trueClass) {
		return counts[cluster][trueClass];
	}

	/** A copy of shape (clusters, classes), as {@code cluster.Hungarian.maximise} wants it for a one-to-one match. */
	public double[][] scores() {
		final double[][] scores = new double[clusters][classes];
		for (int r = 0; r < clusters; r++)
			for (int c = 0; c < classes; c++) scores[r][c] = counts[r][c];
		return scores;
	}

	/**
	 * The many-to-one match: each cluster takes the class it shares most pixels with (the lower one on ties), -1 for empty
	 * clusters. It uses the labels more freely than a one-to-one match and grows with the number of clusters; name it
	 * where its scores are shown.
	 */
	public int[] manyToOne() {
		final int[] classOf = new int[clusters];
		for (int r = 0; r < clusters; r++) {
			int best = -1;
			for (int c = 0; c < classes; c++) if (counts[r][c] > (best < 0 ? 0 : counts[r][best])) best = c;
			classOf[r] = best;
		}
		return classOf;
	}
}
