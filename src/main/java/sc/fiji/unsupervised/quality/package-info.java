/**
 * The comparison that anyone can rerun: methods and their rivals on labelled sets, one row of numbers for each, and the
 * report made of them. The truth of a set reaches {@link sc.fiji.unsupervised.quality.Scorer} alone. Entry class:
 * {@link sc.fiji.unsupervised.quality.Evaluate}, started by {@code scripts/evaluate}. Stands above the
 * room {@code imagej} and takes filters and thresholds of rivals from ImageJ. Must not import {@code ai.djl} or the room
 * {@code command}.
 */
package sc.fiji.unsupervised.quality;
