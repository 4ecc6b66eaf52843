package sc.fiji.unsupervised.method;

import ai.djl.ndarray.NDList;

import sc.fiji.unsupervised.engine.Script;

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

	/** From what an {@code objective} gives ({@link HeadScript}): the random term may have several groups. */
	static StepRecord of(final NDList objective, final HeadOptions options, final Script script) {
		final float[] counts = script.call("histogram", objective.get(3)).singletonOrThrow().toFloatArray();
		final int[][] histograms = new int[3][HeadScript.BINS];
		for (int i = 0; i < counts.length; i++)
			histograms[options.term(i / HeadScript.BINS)][i % HeadScript.BINS] = (int) counts[i];
		return new StepRecord(objective.get(0).getFloat(), join(objective.get(1).toFloatArray(), options), objective.get(2)
			.getFloat(), join(objective.get(4).toFloatArray(), options), histograms, objective.get(5).toFloatArray());
	}

	/** The losses of the three terms and of the probe, then the three mean similarities: a row of a model's curve. */
	public float[] row() {
		return new float[] { losses[0], losses[1], losses[2], probe, similarity[0], similarity[1], similarity[2] };
	}

	/** Mean of the groups of each term. */
	private static float[] join(final float[] groups, final HeadOptions options) {
		final float[] terms = new float[3];
		final int[] counts = new int[3];
		for (int g = 0; g < groups.length; g++) {
			terms[options.term(g)] += groups[g];
			counts[options.term(g)]++;
		}
		for (int t = 0; t < 3; t++) terms[t] /= Math.max(1, counts[t]);
		return terms;
	}
}
