package sc.fiji.unsupervised.cluster;

/** How a feature vector is compared with a prototype. */
public enum Metric {

	/** The angle alone counts: spherical k-means, the cluster probe of STEGO. */
	COSINE,

	/** The distance counts. */
	EUCLIDEAN
}
