package sc.fiji.unsupervised;

/**
 * What a training tells after one of its steps, for those who watch it.
 *
 * @param step number of the step, from 1
 * @param steps how many there will be if nobody ends it early
 * @param curve a row of {@code SegmentationModel.Training.curve}: losses of self, k nearest, random and the probe, then
 *          mean code similarities of the first three
 * @param histograms counts of code similarities in equal bins over [-1, 1], one row for self, k nearest and random
 */
public record TrainingStep(int step, int steps, float[] curve, int[][] histograms) {}
