package sc.fiji.unsupervised.cluster;

import sc.fiji.unsupervised.model.Tensor;

/**
 * One prototype for each cluster. A code belongs to the cluster of the highest score.
 * <p>
 * Cosine: the score is the cosine of code and prototype. Euclidean: minus the squared distance, scaled so that the
 * typical distance within a cluster is 1; the part that is equal for all prototypes is left out.
 */
public final class Prototypes {

	private static final float FLOOR = 1e-12f;

	private final Metric metric;
	private final Tensor centres;
	private final float scale;
	private final int count, size;
	/** (K, n): weights of the linear score, transposed so that the inner loop runs over clusters. */
	private final float[] weights;
	private final float[] bias;

	/**
	 * @param centres (n, K)
	 * @param scale of Euclidean scores, 1 / mean squared distance within clusters; 1 for cosine
	 */
	public Prototypes(final Metric metric, final Tensor centres, final float scale) {
		this.metric = metric;
		this.centres = centres;
		this.scale = scale;
		count = centres.size(0);
		size = centres.size(1);
		weights = new float[count * size];
		bias = new float[count];
		for (int k = 0; k < count; k++) {
			double squared = 0;
			for (int i = 0; i < size; i++) squared += (double) centre(k, i) * centre(k, i);
			final double factor = metric == Metric.COSINE ? 1 / Math.max(Math.sqrt(squared), FLOOR) : 2.0 * scale;
			for (int i = 0; i < size; i++) weights[i * count + k] = (float) (centre(k, i) * factor);
			bias[k] = metric == Metric.COSINE ? 0 : (float) (-squared * scale);
		}
	}

	private float centre(final int k, final int i) {
		return centres.data()[k * size + i];
	}

	public Metric metric() {
		return metric;
	}

	/** (n, K), as given. */
	public Tensor centres() {
		return centres;
	}

	public float scale() {
		return scale;
	}

	/** n. */
	public int count() {
		return count;
	}

	/**
	 * Scores that are linear in the code: for cosine still to be divided by the code's length, which does not change
	 * their order.
	 *
	 * @param code (K)
	 * @param out receives (n)
	 */
	public void linearScores(final float[] code, final float[] out) {
		scores(code, 0, out);
	}

	/** The same for a code that lies in a larger array. */
	void scores(final float[] codes, final int offset, final float[] out) {
		System.arraycopy(bias, 0, out, 0, count);
		for (int i = 0; i < size; i++) {
			final float x = codes[offset + i];
			final int row = i * count;
			for (int k = 0; k < count; k++) out[k] += x * weights[row + k];
		}
	}
}
