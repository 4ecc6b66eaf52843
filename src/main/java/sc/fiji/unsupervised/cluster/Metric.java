package sc.fiji.unsupervised.cluster;

/** How codes are compared with prototypes. */
public enum Metric {
	/** Angle alone: the dot product of unit vectors. */
	COSINE,
	/** Squared distance. */
	EUCLIDEAN
}
