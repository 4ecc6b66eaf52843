package sc.fiji.unsupervised.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

import java.util.SplittableRandom;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.cluster.OrderStatistic;
import sc.fiji.unsupervised.engine.Script;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.method.StegoOptions.Triple;

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
		final boolean pointwise, final double[] shares, final BatchOrder order, final SplittableRandom random,
		final Progress progress)
	{
		double together = 0;
		for (final double p : shares) together += p * p;
		final float[][][] values = new float[3][BATCHES][0];
		final HeadOptions plain = options.withDropout(0);
		final String text = HeadScript.script(pointwise) + plain.sampling().script() + HeadScript.similarities(plain);
		try (Script script = Script.compile(session, text)) {
			for (int i = 0; i < BATCHES; i++) {
				progress.step("Calibrating", i / (double) BATCHES, "");
				final int[] tiles = order.next();
				final Draws draws = Draws.random(tiles.length / 2, features.channels(), plain, random);
				try (NDManager scope = session.manager().newSubManager()) {
					final NDList inputs = StepInput.of(scope, features.rows(tiles), plain, features.rows(), features.columns(), features
						.valid(tiles), draws);
					final NDArray fd = script.call("similarities", inputs.toArray(NDArray[]::new)).singletonOrThrow();
					for (int g = 0; g < Math.min(3, plain.groups()); g++) values[plain.term(g)][i] = fd.get(":,:," + g + ":" + (g +
						1)).toFloatArray();
				}
			}
		}
		return new Triple(quantile(values[0], 1 - together), quantile(values[1], 1 - together), quantile(values[2], 1 -
			together));
	}

	static float quantile(final float[][] parts, final double q) {
		return (float) OrderStatistic.of(parts, n -> (int) Math.max(0, Math.min(n - 1, Math.round(q * (n - 1))))).orElse(0);
	}
}
