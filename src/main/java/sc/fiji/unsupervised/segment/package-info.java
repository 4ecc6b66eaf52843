/**
 * The facade: a stack enters at {@link sc.fiji.unsupervised.segment.Segmenter#train} and
 * {@link sc.fiji.unsupervised.segment.Segmenter#apply}, labels leave there. Options are records that check every value.
 * Must not import {@code ij} or {@code org.scijava}.
 */
package sc.fiji.unsupervised.segment;
