package sc.fiji.unsupervised.method;

import sc.fiji.unsupervised.cluster.KMeans;

/**
 * What a user settles for any method.
 *
 * @param classes number of classes, at least 2
 * @param clusters number of clusters that are merged to classes later, not below it; 0 lets the method choose
 * @param steps training steps; 0 lets the method choose by the number of tiles
 * @param shifts {@code auto}, the name of a published set or three numbers ({@link Shifts#parse}); STEGO only
 * @param seed of all random draws
 */
public record MethodSettings(int classes, int clusters, int steps, String shifts, long seed) {

	/** As many clusters as the method likes. */
	public MethodSettings(final int classes, final int steps, final String shifts, final long seed) {
		this(classes, 0, steps, shifts, seed);
	}

	/**
	 * Options of k-means for the clusters. A cluster for each class is the best of ten starts. For more, which is slower and
	 * needs less care, three starts do; there are fewer clusters, but not than classes, where there are too few different
	 * cells.
	 *
	 * @param auto clusters if the user leaves it to the method; 0 for one of each class
	 */
	KMeans.Options kmeans(final int auto) {
		final int count = Math.max(classes, clusters > 0 ? clusters : auto);
		return count == classes ? KMeans.Options.of(classes, seed) : new KMeans.Options(count, classes, 0, 3, 50, 1e-4, seed);
	}
}
