/**
 * Applies a model to a chunked volume on a Spark cluster: what is one task, how it reads, labels and writes. Must not import
 * {@code ij} or SciJava; what labels is {@code segment.Segmenter}.
 */
package sc.fiji.unsupervised.spark;
