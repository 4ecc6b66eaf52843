/**
 * Clusters in feature or code space: prototypes, k-means, principal components, one-to-one assignment. Entry classes:
 * {@link sc.fiji.unsupervised.cluster.KMeans}, {@link sc.fiji.unsupervised.cluster.Prototypes}. Pure Java; must not
 * import {@code ij}, {@code org.scijava}, {@code ai.djl} or any room above {@code model}.
 */
package sc.fiji.unsupervised.cluster;
