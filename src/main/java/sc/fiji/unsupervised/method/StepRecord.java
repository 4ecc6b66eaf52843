package sc.fiji.unsupervised.method;

import java.util.Arrays;

/**
 * What a training step tells about itself. Arrays are in the order self, k nearest, random; terms that a method does not
 * have are 0.
 *
 * @param loss what was minimised
 * @param losses unweighted mean losses of the three terms
 * @param probe loss of the prototypes; of STEGO's cluster probe -1 (perfect) to 1
 * @param similarity mean similarity (cosine) of codes or of class probabilities in the three terms; all near 1: they
 *          collapse, all near 0: nothing attracts
 * @param histograms counts of these similarities in equal bins over [-1, 1], one row per term; for random of its first
 *          repetition
 * @param shares of the clusters among the batch's cells, sum 1
 */
public record StepRecord(float loss, float[] losses, float probe, float[] similarity, int[][] histograms,
	float[] shares)
{

	/**
	 * From what a step gives: loss, the groups' losses, the prototypes' loss, the groups' mean similarities, histograms of
	 * the terms, shares.
	 */
	static StepRecord of(final float[] step, final HeadOptions options) {
		final int groups = options.groups(), terms = Math.min(3, groups), bins = HeadScript.BINS;
		final int[][] histograms = new int[3][bins];
		for (int i = 0; i < terms * bins; i++) histograms[i / bins][i % bins] = (int) step[2 + 2 * groups + i];
		return new StepRecord(step[0], join(step, 1, options), step[1 + groups], join(step, 2 + groups, options), histograms,
			Arrays.copyOfRange(step, 2 + 2 * groups + terms * bins, step.length));
	}

	/** The losses of the three terms and of the probe, then the three mean similarities: a row of a model's curve. */
	public float[] row() {
		return new float[] { losses[0], losses[1], losses[2], probe, similarity[0], similarity[1], similarity[2] };
	}

	/** Mean of the groups of each term. */
	private static float[] join(final float[] step, final int start, final HeadOptions options) {
		final float[] terms = new float[3];
		final int[] counts = new int[3];
		for (int g = 0; g < options.groups(); g++) {
			terms[options.term(g)] += step[start + g];
			counts[options.term(g)]++;
		}
		for (int t = 0; t < 3; t++) terms[t] /= Math.max(1, counts[t]);
		return terms;
	}
}
