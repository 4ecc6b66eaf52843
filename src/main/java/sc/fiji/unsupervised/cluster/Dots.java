package sc.fiji.unsupervised.cluster;

import java.util.Arrays;

/**
 * Inner products of many vectors with a few. Works on blocks of 64 vectors, turned so that the innermost loop runs over
 * vectors: the compiler vectorises it whatever the length and the number of the others. One instance per task.
 */
final class Dots {

	/** Vectors of one block. */
	static final int BLOCK = 64;

	private final int length;
	private final float[] turned;
	private final float[] sum = new float[BLOCK];

	/**
	 * @param length K of all vectors
	 */
	Dots(final int length) {
		this.length = length;
		turned = new float[(length + 3) / 4 * 4 * BLOCK];
	}

	/**
	 * @param x (N, K)
	 * @param from first row
	 * @param count of rows, at most {@link #BLOCK}
	 * @param centres (n, K)
	 * @param out receives (n, BLOCK): products of centre j at {@code j * BLOCK}
	 */
	void products(final float[] x, final int from, final int count, final float[] centres, final float[] out) {
		turn(x, from, count);
		final int n = centres.length / length;
		for (int j = 0; j < n; j++) {
			product(centres, j * length);
			System.arraycopy(sum, 0, out, j * BLOCK, BLOCK);
		}
	}

	private void turn(final float[] x, final int from, final int count) {
		for (int i = 0; i < count; i++) {
			final int row = (from + i) * length;
			for (int k = 0; k < length; k++) turned[k * BLOCK + i] = x[row + k];
		}
	}

	private void product(final float[] centres, final int offset) {
		final float[] t = turned, s = sum;
		Arrays.fill(s, 0);
		int k = 0;
		for (; k + 3 < length; k += 4) {
			final float a = centres[offset + k], b = centres[offset + k + 1], c = centres[offset + k + 2],
					d = centres[offset + k + 3];
			final int o = k * BLOCK;
			for (int i = 0; i < BLOCK; i++)
				s[i] += a * t[o + i] + b * t[o + BLOCK + i] + c * t[o + 2 * BLOCK + i] + d * t[o + 3 * BLOCK + i];
		}
		for (; k < length; k++) {
			final float a = centres[offset + k];
			final int o = k * BLOCK;
			for (int i = 0; i < BLOCK; i++) s[i] += a * t[o + i];
		}
	}
}
