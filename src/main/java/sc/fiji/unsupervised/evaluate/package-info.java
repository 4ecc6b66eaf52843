/**
 * Comparing label images with a ground truth and measuring classes. Nothing here ever reaches training.
 * Entry classes: {@link sc.fiji.unsupervised.evaluate.LabelComparison} for images,
 * {@link sc.fiji.unsupervised.evaluate.MatchedScores}, {@link sc.fiji.unsupervised.evaluate.ClassMeasurements}.
 * Must not import {@code ij}, {@code org.scijava}, {@code ai.djl} or any room but the root and {@code engine}; the
 * one-to-one assignment comes from {@code cluster.Hungarian} through the caller.
 */
package sc.fiji.unsupervised.evaluate;
