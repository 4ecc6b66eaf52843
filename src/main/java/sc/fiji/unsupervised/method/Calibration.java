package sc.fiji.unsupervised.method;

import ai.djl.ndarray.NDManager;

import java.util.Arrays;
import java.util.SplittableRandom;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.method.PointSampler.Extent;
import sc.fiji.unsupervised.method.StegoOptions.Triple;
import sc.fiji.unsupervised.model.Tensor;

/**
 * Shifts from the stack's own similarities, without labels: of the pairs that a term draws, as many shall attract as
 * two random cells would share a class, were the classes those of plain k-means. With cluster shares p, this share is
 * the sum of p squared, and the shift is the quantile of the centred feature similarities above which it lies.
 */
final class Calibration {

	/** Batches whose similarities are pooled; each gives some 200,000 pairs a term. */
	private static final int BATCHES = 8;

	private Calibration() {}

	/**
	 * @param shares of the clusters, sum 1
	 * @param pointwise whether similarities are centred per point
	 * @param order draws the batches
	 * @return the shift of each term, 0 for one that the options do not have
	 */
	static Triple shifts(final TileFeatures features, final Session session, final HeadOptions options,
		final boolean pointwise, final double[] shares, final BatchOrder order, final int rows, final int columns, final SplittableRandom random,
		final Progress progress)
	{
		double together = 0;
		for (final double p : shares) together += p * p;
		final float[][][] values = new float[3][BATCHES][0];
		final HeadOptions plain = options.withDropout(0);
		final Head any = Head.random(features.channels(), 1, random);
		try (HeadTrainer trainer = new HeadTrainer(session, any, new Tensor(new float[2], 2, 1), plain, HeadScript.script(
			pointwise), rows, columns))
		{
			for (int i = 0; i < BATCHES; i++) {
				progress.step("Calibrating", i / (double) BATCHES, "");
				final int[] tiles = order.next();
				final Extent[] valid = Arrays.stream(tiles).mapToObj(features::valid).toArray(Extent[]::new);
				final Draws draws = Draws.random(tiles.length / 2, features.channels(), plain, random);
				try (NDManager scope = session.manager().newSubManager()) {
					final float[][] terms = trainer.similarities(features.batch(scope, tiles), valid, draws);
					for (int g = 0; g < terms.length; g++) values[plain.term(g)][i] = terms[g];
				}
			}
		}
		return new Triple(quantile(values[0], 1 - together), quantile(values[1], 1 - together), quantile(values[2], 1 -
			together));
	}

	private static float quantile(final float[][] parts, final double q) {
		final int n = Arrays.stream(parts).mapToInt(p -> p.length).sum();
		if (n == 0) return 0;
		final float[] all = new float[n];
		int at = 0;
		for (final float[] p : parts) {
			System.arraycopy(p, 0, all, at, p.length);
			at += p.length;
		}
		Arrays.parallelSort(all);
		return all[(int) Math.max(0, Math.min(n - 1, Math.round(q * (n - 1))))];
	}
}
