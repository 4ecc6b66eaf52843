package sc.fiji.unsupervised.cluster;

/**
 * Classes from a few examples each: Gaussians around their means with one covariance, that of the examples around the
 * means shrunk towards a ball of equal size (linear discriminant analysis, regularised as by Friedman, "Regularized
 * discriminant analysis", JASA 84, 1989). Directions in which examples of one class differ count less. Without two
 * examples of a class the nearest mean wins.
 */
public final class Discriminant {

	/** Share of the covariance that the examples tell; the rest is the ball. */
	private static final double TOLD = 0.3;
	/** Of the size of the ball: what rounding may take. */
	private static final double ROUNDING = 1e-9;

	/** (classes, K) and (classes): scores are linear but for a term that all classes share. */
	private final double[][] weights;
	private final double[] offsets;

	private Discriminant(final double[][] weights, final double[] offsets) {
		this.weights = weights;
		this.offsets = offsets;
	}

	/**
	 * @param metric for directions the means have length 1, as the examples have
	 * @param examples (n, K)
	 * @param classOf (n), from 0; each class has an example
	 */
	public static Discriminant fit(final Metric metric, final float[][] examples, final int[] classOf,
		final int classes)
	{
		final double[][] means = new double[classes][examples[0].length], residuals = new double[examples.length][];
		final int[] counts = new int[classes];
		for (int i = 0; i < examples.length; i++) {
			final int k = classOf[i];
			counts[k]++;
			for (int c = 0; c < examples[i].length; c++) means[k][c] += (examples[i][c] - means[k][c]) / counts[k];
		}
		for (int i = 0; i < examples.length; i++) {
			residuals[i] = new double[examples[i].length];
			for (int c = 0; c < residuals[i].length; c++) residuals[i][c] = examples[i][c] - means[classOf[i]][c];
		}
		if (metric == Metric.COSINE) for (final double[] mean : means) normalise(mean);
		return of(means, covariance(residuals));
	}

	private static void normalise(final double[] vector) {
		double squares = 0;
		for (final double v : vector) squares += v * v;
		final double length = Math.max(Math.sqrt(squares), 1e-12);
		for (int c = 0; c < vector.length; c++) vector[c] /= length;
	}

	/** The shrunk covariance; the identity where examples tell nothing. Its size does not matter. */
	private static double[][] covariance(final double[][] residuals) {
		final int size = residuals[0].length;
		final double[][] covariance = new double[size][size];
		double trace = 0;
		for (final double[] r : residuals) for (int c = 0; c < size; c++) {
			trace += r[c] * r[c];
			for (int d = 0; d < size; d++) covariance[c][d] += TOLD * r[c] * r[d];
		}
		for (int c = 0; c < size; c++) covariance[c][c] += trace > 0 ? (1 - TOLD) * trace / size : 1;
		return covariance;
	}

	private static Discriminant of(final double[][] means, final double[][] covariance) {
		final Cholesky factor = new Cholesky(covariance, ROUNDING * covariance[0][0]);
		final double[][] weights = new double[means.length][];
		final double[] offsets = new double[means.length];
		for (int k = 0; k < means.length; k++) {
			weights[k] = factor.solve(means[k]);
			for (int c = 0; c < means[k].length; c++) offsets[k] -= weights[k][c] * means[k][c] / 2;
		}
		return new Discriminant(weights, offsets);
	}

	/**
	 * How well a vector fits each class, up to a term that all classes share.
	 *
	 * @param rows (N, K) row-major
	 * @param row which of them
	 * @return (classes)
	 */
	public double[] scores(final float[] rows, final int row) {
		final double[] scores = offsets.clone();
		for (int k = 0; k < scores.length; k++)
			for (int c = 0; c < weights[k].length; c++) scores[k] += weights[k][c] * rows[row * weights[k].length + c];
		return scores;
	}
}
