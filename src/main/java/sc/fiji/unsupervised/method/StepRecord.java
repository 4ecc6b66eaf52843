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

	/** From what an {@code objective} gives ({@link HeadScript}): the random term has a group per repetition. */
	static StepRecord of(final NDList objective, final Script script) {
		final float[] counts = script.call("histogram", objective.get(3)).singletonOrThrow().toFloatArray();
		final int[][] histograms = new int[3][HeadScript.BINS];
		for (int i = 0; i < counts.length; i++) histograms[i / HeadScript.BINS][i % HeadScript.BINS] = (int) counts[i];
		return new StepRecord(objective.get(0).getFloat(), join(objective.get(1).toFloatArray()), objective.get(2)
			.getFloat(), join(objective.get(4).toFloatArray()), histograms, objective.get(5).toFloatArray());
	}

	/** Of a method that trains prototypes alone. */
	static StepRecord of(final float probe, final float[] shares) {
		return new StepRecord(probe, new float[3], probe, new float[3], new int[3][HeadScript.BINS], shares);
	}

	private static float[] join(final float[] groups) {
		float sum = 0;
		for (int g = 2; g < groups.length; g++) sum += groups[g];
		return new float[] { groups[0], groups[1], sum / Math.max(1, groups.length - 2) };
	}
}
