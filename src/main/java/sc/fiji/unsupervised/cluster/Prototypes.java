package sc.fiji.unsupervised.cluster;

import sc.fiji.unsupervised.model.Tensor;

/**
 * One vector for each cluster, and the score of a feature vector for each of them: the larger the more alike. Scores
 * times the inverse temperature alpha (2) are log-probabilities up to a constant.
 *
 * @param metric how vectors are compared
 * @param centres (n, K)
 * @param spread Euclidean only: mean squared distance of a vector to its own centre, the unit of the scores; else 1
 */
public record Prototypes(Metric metric, Tensor centres, float spread) {

	public Prototypes {
		if (centres.shape().length != 2) throw new IllegalArgumentException("centres must be a table (n, K)");
		if (!(spread > 0)) throw new IllegalArgumentException("spread must be positive");
	}

	/** Prototypes with unit spread. */
	public Prototypes(final Metric metric, final Tensor centres) {
		this(metric, centres, 1);
	}

	/** Number n of clusters. */
	public int count() {
		return centres.size(0);
	}

	/** Length K of a vector. */
	public int channels() {
		return centres.size(1);
	}

	/** A vector as the metric sees it: of length 1 for {@link Metric#COSINE}. */
	public float[] unit(final float[] vector) {
		final float factor = metric == Metric.COSINE ? Rows.inverseLength(vector, 0, vector.length) : 1;
		final float[] unit = vector.clone();
		for (int i = 0; i < unit.length; i++) unit[i] *= factor;
		return unit;
	}

	/**
	 * Scores of some vectors. Cosine: {@code <x / max(|x|, 1e-12), c / |c|>} in [-1, 1]. Euclidean:
	 * {@code (2 <x, c> - |c|^2) / spread}, the negative squared distance but for a term that all clusters share, so that
	 * it is linear in x and may be interpolated.
	 *
	 * @param rows (N, K) row-major
	 * @param from first row
	 * @param count of rows
	 * @param out receives (count, n) row-major
	 */
	public void scores(final float[] rows, final int from, final int count, final float[] out) {
		final int n = count(), length = channels();
		final float[] scaled = scaled(), shifts = shifts();
		final Dots dots = new Dots(length);
		final float[][] products = new float[n][Dots.BLOCK];
		for (int b = 0; b < count; b += Dots.BLOCK) {
			final int size = Math.min(Dots.BLOCK, count - b);
			dots.products(rows, from + b, size, scaled, products);
			for (int i = 0; i < size; i++) {
				final float unit = metric == Metric.COSINE ? Rows.inverseLength(rows, (from + b + i) * length, length) : 1;
				for (int j = 0; j < n; j++) out[(b + i) * n + j] = products[j][i] * unit - shifts[j];
			}
		}
	}

	/** The vectors whose inner product with x is the score, but for the length of x and {@link #shifts()}. */
	private float[] scaled() {
		final float[] factors = factors();
		final int length = channels();
		final float[] scaled = centres.data().clone();
		for (int i = 0; i < scaled.length; i++) scaled[i] *= factors[i / length];
		return scaled;
	}

	private float[] factors() {
		final float[] factors = new float[count()];
		for (int j = 0; j < factors.length; j++)
			factors[j] = metric == Metric.COSINE ? Rows.inverseLength(centres.data(), j * channels(), channels()) : 2 / spread;
		return factors;
	}

	/** What is subtracted from the inner product. */
	private float[] shifts() {
		final float[] shifts = new float[count()];
		if (metric == Metric.COSINE) return shifts;
		final int length = channels();
		for (int j = 0; j < shifts.length; j++) {
			double sum = 0;
			for (int k = 0; k < length; k++) sum += (double) centres.data()[j * length + k] * centres.data()[j * length + k];
			shifts[j] = (float) (sum / spread);
		}
		return shifts;
	}
}
