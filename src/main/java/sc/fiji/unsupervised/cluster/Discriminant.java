package sc.fiji.unsupervised.cluster;

import java.util.Arrays;

/**
 * Classes from a few examples each: Gaussians around their means with one covariance, that of the examples around the
 * means shrunk towards a ball of equal size (linear discriminant analysis, regularised as by Friedman, "Regularized
 * discriminant analysis", JASA 84, 1989). Directions in which examples of one class differ count less. Without two
 * examples of a class the nearest mean wins. Vectors without a class, once they were given one, can tell more of the
 * covariance ({@link #learn}).
 */
public final class Discriminant {

	/** Share of the covariance that the examples tell; the rest is the ball. */
	private static final double TOLD = 0.3;
	/** Shares that examples and other vectors tell together. */
	private static final double TOLD_BESIDE = 0.15, LEARNT = 0.25;
	/** Of the size of the ball: what rounding may take. */
	private static final double ROUNDING = 1e-9;

	/** (classes, K). */
	private final double[][] means;
	/** (K, K), of trace 1, or all 0: what the examples tell. */
	private final double[][] told;
	/** (classes, K) and (classes): scores are linear but for a term that all classes share. */
	private final double[][] weights;
	private final double[] offsets;

	private Discriminant(final double[][] means, final double[][] told, final double[][] covariance) {
		this.means = means;
		this.told = told;
		final Cholesky factor = new Cholesky(covariance, ROUNDING * covariance[0][0]);
		weights = new double[means.length][];
		offsets = new double[means.length];
		for (int k = 0; k < means.length; k++) {
			weights[k] = factor.solve(means[k]);
			for (int c = 0; c < means[k].length; c++) offsets[k] -= weights[k][c] * means[k][c] / 2;
		}
	}

	/**
	 * @param metric for directions the means have length 1, as the examples have
	 * @param examples (n, K)
	 * @param classOf (n), from 0; each class has an example
	 */
	public static Discriminant fit(final Metric metric, final float[][] examples, final int[] classOf,
		final int classes)
	{
		final double[][] means = new double[classes][examples[0].length];
		final int[] counts = new int[classes];
		for (int i = 0; i < examples.length; i++) {
			final int k = classOf[i];
			counts[k]++;
			for (int c = 0; c < examples[i].length; c++) means[k][c] += (examples[i][c] - means[k][c]) / counts[k];
		}
		final double[] all = new double[examples.length];
		Arrays.fill(all, 1);
		final double[][] told = scatter(examples, all, classOf, means);
		if (metric == Metric.COSINE) for (final double[] mean : means) normalise(mean);
		return new Discriminant(means, told, sum(TOLD, told, 0, told));
	}

	/**
	 * The same means with a covariance that other vectors tell beside the examples.
	 *
	 * @param vectors (n, K)
	 * @param shares (n) how much each counts
	 * @param classOf (n) class that each was given
	 */
	public Discriminant learn(final float[][] vectors, final double[] shares, final int[] classOf) {
		return new Discriminant(means, told, sum(TOLD_BESIDE, told, LEARNT, scatter(vectors, shares, classOf, means)));
	}

	/** Scatter of vectors around the means of their classes, (K, K), of trace 1; all 0 if they do not differ from them. */
	private static double[][] scatter(final float[][] vectors, final double[] shares, final int[] classOf,
		final double[][] means)
	{
		final int size = means[0].length;
		final double[][] scatter = new double[size][size];
		final double[] r = new double[size];
		double trace = 0;
		for (int i = 0; i < vectors.length; i++) {
			for (int c = 0; c < size; c++) r[c] = vectors[i][c] - means[classOf[i]][c];
			for (int c = 0; c < size; c++) {
				trace += shares[i] * r[c] * r[c];
				for (int d = 0; d < size; d++) scatter[c][d] += shares[i] * r[c] * r[d];
			}
		}
		if (trace > 0) for (final double[] row : scatter) for (int d = 0; d < size; d++) row[d] /= trace;
		return scatter;
	}

	/** Both and for the rest a ball, of trace 1 where neither is 0; scores know no size. */
	private static double[][] sum(final double a, final double[][] first, final double b, final double[][] second) {
		final int size = first.length;
		final double[][] sum = new double[size][size];
		for (int c = 0; c < size; c++) {
			for (int d = 0; d < size; d++) sum[c][d] = a * first[c][d] + b * second[c][d];
			sum[c][c] += (1 - a - b) / size;
		}
		return sum;
	}

	private static void normalise(final double[] vector) {
		double squares = 0;
		for (final double v : vector) squares += v * v;
		final double length = Math.max(Math.sqrt(squares), 1e-12);
		for (int c = 0; c < vector.length; c++) vector[c] /= length;
	}

	/**
	 * How well a vector fits each class, up to a term that all classes share.
	 *
	 * @param vector (K)
	 * @return (classes)
	 */
	public double[] scores(final float[] vector) {
		final double[] scores = offsets.clone();
		for (int k = 0; k < scores.length; k++) for (int c = 0; c < vector.length; c++) scores[k] += weights[k][c] * vector[c];
		return scores;
	}
}
