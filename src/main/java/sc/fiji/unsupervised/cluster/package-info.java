/**
 * Classes from feature vectors: prototypes and their scores, spherical and Euclidean k-means, principal components.
 * Entry classes: {@link sc.fiji.unsupervised.cluster.KMeans} and {@link sc.fiji.unsupervised.cluster.Prototypes}. Pure
 * Java: must not import {@code ij}, {@code org.scijava}, {@code ai.djl} or any room above; results do not depend on the
 * number of threads.
 */
package sc.fiji.unsupervised.cluster;
