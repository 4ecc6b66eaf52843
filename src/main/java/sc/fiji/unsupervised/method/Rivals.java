package sc.fiji.unsupervised.method;

import java.util.List;

import sc.fiji.unsupervised.cluster.Metric;

/**
 * Methods for comparisons: what comes from the features alone, which every other one has to beat, and STEGO as published.
 * {@link Methods} has those that users choose from.
 */
public final class Rivals {

	private static final List<Method> ALL = List.of(new KMeansOnFeatures("euclidean", Metric.EUCLIDEAN, 64),
		new KMeansOnFeatures("pca", Metric.EUCLIDEAN, 8), new UntrainedHead(), Stego.exact());

	private Rivals() {}

	/**
	 * {@code euclidean}: Euclidean k-means on 64 principal components. {@code pca}: the same on 8.
	 * {@code untrained}: spherical k-means on the codes of a head of random weights. {@code stego-exact}: STEGO on points as
	 * published ({@link Sampling#BILINEAR}).
	 */
	public static List<Method> all() {
		return ALL;
	}
}
