package sc.fiji.unsupervised.crf;

/** The CRF's unary term, in float32. */
final class Unary {

	/** Probabilities are raised to at least this before the logarithm, as in the reference. */
	private static final float FLOOR = 1e-5f;

	private Unary() {}

	/**
	 * Minus the unary term: {@code max(softmax, 1e-5)}'s logarithm.
	 *
	 * @param logits (n, points): log-probabilities or any logits
	 * @return (n, points), values in [ln 1e-5, 0]
	 */
	static float[] negative(final float[] logits, final int n) {
		final int points = logits.length / n;
		final float[] out = new float[logits.length];
		Blocks.forEach(points, (from, to) -> {
			final float[] e = new float[n];
			for (int p = from; p < to; p++) {
				for (int k = 0; k < n; k++) e[k] = logits[k * points + p];
				Softmax.apply(e);
				for (int k = 0; k < n; k++) out[k * points + p] = (float) Math.log(Math.min(1, Math.max(FLOOR, e[k])));
			}
		});
		return out;
	}
}
