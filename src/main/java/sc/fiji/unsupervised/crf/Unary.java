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
			final Softmax softmax = new Softmax();
			final float[][] e = new float[n][Softmax.BLOCK];
			for (int first = from; first < to; first += Softmax.BLOCK) {
				final int size = Math.min(Softmax.BLOCK, to - first);
				for (int k = 0; k < n; k++) System.arraycopy(logits, k * points + first, e[k], 0, size);
				softmax.apply(e);
				for (int k = 0; k < n; k++) for (int i = 0; i < size; i++)
					out[k * points + first + i] = (float) Math.log(Math.min(1, Math.max(FLOOR, e[k][i])));
			}
		});
		return out;
	}
}
