package sc.fiji.unsupervised.crf;

/** Softmax in float32 with an exponential of its own: faster than that of Math, and the same bits on every machine. */
final class Softmax {

	private static final float LOG2_E = 1.44269504f;
	/** ln 2 in two parts, the first with few enough bits that its small multiples are exact. */
	private static final float LN2_HIGH = 0.693359375f, LN2_LOW = -2.12194440e-4f;
	/** Adding this to a small number leaves its nearest integer in the low bits. */
	private static final float ROUNDER = 12582912f;

	private Softmax() {}

	/** In place, with the maximum subtracted first. */
	static void apply(final float[] values) {
		float max = Float.NEGATIVE_INFINITY;
		for (final float v : values) max = Math.max(max, v);
		float sum = 0;
		for (int k = 0; k < values.length; k++) {
			values[k] = exp(values[k] - max);
			sum += values[k];
		}
		for (int k = 0; k < values.length; k++) values[k] /= sum;
	}

	/** e^x for x ≤ 0 to about one unit in the last place; 0 below -87. Taylor series around the nearest power of 2. */
	static float exp(final float x) {
		if (x < -87) return 0;
		final float shifted = x * LOG2_E + ROUNDER;
		final float n = shifted - ROUNDER;
		final float r = x - n * LN2_HIGH - n * LN2_LOW;
		final float p = 1 + r * (1 + r * (1 / 2f + r * (1 / 6f + r * (1 / 24f + r * (1 / 120f + r * (1 / 720f + r *
			(1 / 5040f)))))));
		return p * Float.intBitsToFloat((int) n + 127 << 23);
	}
}
