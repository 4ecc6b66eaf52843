package sc.fiji.unsupervised.crf;

import java.util.Arrays;

/**
 * Softmax in float32 with an exponential of its own: faster than that of Math, and the same bits on every machine. Works on
 * many points at once, class by class, in loops that the compiler vectorises. One instance per task.
 */
final class Softmax {

	private static final float LOG2_E = 1.44269504f;
	/** ln 2 in two parts, the first with few enough bits that its small multiples are exact. */
	private static final float LN2_HIGH = 0.693359375f, LN2_LOW = -2.12194440e-4f;
	/** Adding this to a small number leaves its nearest integer in the low bits. */
	private static final float ROUNDER = 12582912f;

	/** Points of one call, at most. */
	static final int BLOCK = 512;

	private final float[] max = new float[BLOCK], sum = new float[BLOCK], power = new float[BLOCK], rest = new float[BLOCK];

	/**
	 * In place, with the maximum over the classes subtracted first.
	 *
	 * @param values (n, {@value #BLOCK})
	 */
	void apply(final float[][] values) {
		Arrays.fill(max, Float.NEGATIVE_INFINITY);
		for (final float[] row : values) max(row, max);
		Arrays.fill(sum, 0);
		for (final float[] row : values) {
			exp(row, max, power, rest);
			add(row, sum);
		}
		for (final float[] row : values) divide(row, sum);
	}

	private static void max(final float[] row, final float[] max) {
		for (int i = 0; i < BLOCK; i++) max[i] = Math.max(max[i], row[i]);
	}

	private static void add(final float[] row, final float[] sum) {
		for (int i = 0; i < BLOCK; i++) sum[i] += row[i];
	}

	private static void divide(final float[] row, final float[] sum) {
		for (int i = 0; i < BLOCK; i++) row[i] /= sum[i];
	}

	/** e^(row - max) to about one unit in the last place; 0 below -87. Taylor series around the nearest power of 2. */
	private static void exp(final float[] row, final float[] max, final float[] power, final float[] rest) {
		for (int i = 0; i < BLOCK; i++) {
			final float x = row[i] - max[i];
			final float n = x * LOG2_E + ROUNDER - ROUNDER;
			final float r = x - n * LN2_HIGH - n * LN2_LOW;
			row[i] = x;
			power[i] = n;
			rest[i] = 1 + r * (1 + r * (1 / 2f + r * (1 / 6f + r * (1 / 24f + r * (1 / 120f + r * (1 / 720f + r * (1 / 5040f)))))));
		}
		for (int i = 0; i < BLOCK; i++)
			row[i] = row[i] < -87 ? 0 : rest[i] * Float.intBitsToFloat((int) power[i] + 127 << 23);
	}
}
