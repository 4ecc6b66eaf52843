package sc.fiji.unsupervised.method;

import ai.djl.ndarray.NDArray;

import sc.fiji.unsupervised.engine.Script;

/**
 * What a training step tells about itself. Arrays are in the order self, k nearest, random.
 *
 * @param losses unweighted mean losses of the three terms
 * @param probe loss of the cluster probe, -1 (perfect) to 1
 * @param similarity mean code similarity (cosine) of the three terms; all near 1: codes collapse, all near 0: nothing
 *          attracts
 * @param histograms counts of code similarities in equal bins over [-1, 1], one row per term; for random of its
 *          first repetition
 * @param shares of the clusters among the batch's cells, sum 1
 */
public record StepRecord(float[] losses, float probe, float[] similarity, int[][] histograms, float[] shares) {

	/** Joins the groups of the loss script: the random term has a group per repetition. */
	static StepRecord of(final float[] losses, final float probe, final float[] means, final NDArray similarities,
		final float[] shares, final Script script)
	{
		final float[] counts = script.call("histogram", similarities).singletonOrThrow().toFloatArray();
		final int[][] histograms = new int[3][StegoLoss.BINS];
		for (int i = 0; i < counts.length; i++) histograms[i / StegoLoss.BINS][i % StegoLoss.BINS] = (int) counts[i];
		return new StepRecord(join(losses), probe, join(means), histograms, shares);
	}

	/** The weighted sum of the three terms. */
	public float total(final StegoOptions.Triple weights) {
		return weights.self() * losses[0] + weights.knn() * losses[1] + weights.random() * losses[2];
	}

	/** The losses of the three terms and of the probe, then the three mean similarities: a row of a model's curve. */
	public float[] row() {
		return new float[] { losses[0], losses[1], losses[2], probe, similarity[0], similarity[1], similarity[2] };
	}

	private static float[] join(final float[] groups) {
		float sum = 0;
		for (int g = 2; g < groups.length; g++) sum += groups[g];
		return new float[] { groups[0], groups[1], sum / (groups.length - 2) };
	}
}
