package sc.fiji.unsupervised.cluster;

import java.util.Arrays;

/**
 * Inner products of many vectors with a few. Works on blocks of {@value #BLOCK} vectors, turned so that the innermost loop
 * runs over vectors: the compiler vectorises it whatever the length and the number of the others. Each element has an array
 * of its own, because the compiler does not see that parts of one array do not overlap. One instance per task.
 */
final class Dots {

	/** Vectors of one block. */
	static final int BLOCK = 128;

	private final float[][] turned;
	private final int[] offsets = new int[BLOCK];

	/**
	 * @param length K of all vectors
	 */
	Dots(final int length) {
		turned = new float[length][BLOCK];
	}

	/**
	 * @param x (N, K)
	 * @param from first row
	 * @param count of rows, at most {@link #BLOCK}
	 * @param centres (n, K)
	 * @param out receives (n, BLOCK)
	 */
	void products(final float[] x, final int from, final int count, final float[] centres, final float[][] out) {
		for (int i = 0; i < count; i++) offsets[i] = (from + i) * turned.length;
		products(x, count, centres, out);
	}

	/**
	 * The same for rows that need not follow each other.
	 *
	 * @param rows numbers of the rows
	 */
	void products(final float[] x, final int[] rows, final int count, final float[] centres, final float[][] out) {
		for (int i = 0; i < count; i++) offsets[i] = rows[i] * turned.length;
		products(x, count, centres, out);
	}

	private void products(final float[] x, final int count, final float[] centres, final float[][] out) {
		turn(x, count);
		final int n = centres.length / turned.length;
		for (int j = 0; j < n; j++) product(centres, j * turned.length, out[j]);
	}

	/** Eight elements at a time, so that a line of memory is fetched once. */
	private void turn(final float[] x, final int count) {
		final int length = turned.length;
		int k = 0;
		for (; k + 7 < length; k += 8)
			turn(x, k, offsets, count, turned[k], turned[k + 1], turned[k + 2], turned[k + 3], turned[k + 4], turned[k + 5],
				turned[k + 6], turned[k + 7]);
		for (; k < length; k++) {
			final float[] t = turned[k];
			for (int i = 0; i < count; i++) t[i] = x[offsets[i] + k];
		}
	}

	private static void turn(final float[] x, final int k, final int[] offsets, final int count, final float[] a,
		final float[] b, final float[] c, final float[] d, final float[] e, final float[] f, final float[] g, final float[] h)
	{
		for (int i = 0; i < count; i++) {
			final int o = offsets[i] + k;
			a[i] = x[o];
			b[i] = x[o + 1];
			c[i] = x[o + 2];
			d[i] = x[o + 3];
			e[i] = x[o + 4];
			f[i] = x[o + 5];
			g[i] = x[o + 6];
			h[i] = x[o + 7];
		}
	}

	private void product(final float[] centres, final int offset, final float[] sum) {
		final float[][] t = turned;
		Arrays.fill(sum, 0);
		int k = 0;
		for (int c = offset; k + 7 < t.length; k += 8, c += 8)
			add(centres[c], t[k], centres[c + 1], t[k + 1], centres[c + 2], t[k + 2], centres[c + 3], t[k + 3], centres[c + 4],
				t[k + 4], centres[c + 5], t[k + 5], centres[c + 6], t[k + 6], centres[c + 7], t[k + 7], sum);
		for (; k < t.length; k++) add(centres[offset + k], t[k], sum);
	}

	/** Eight elements at a time, so that sums are fetched and stored as seldom. */
	private static void add(final float a, final float[] ta, final float b, final float[] tb, final float c, final float[] tc,
		final float d, final float[] td, final float e, final float[] te, final float f, final float[] tf, final float g,
		final float[] tg, final float h, final float[] th, final float[] sum)
	{
		for (int i = 0; i < BLOCK; i++) sum[i] += a * ta[i] + b * tb[i] + c * tc[i] + d * td[i] + e * te[i] + f * tf[i] + g * tg[i] +
			h * th[i];
	}

	private static void add(final float a, final float[] ta, final float[] sum) {
		for (int i = 0; i < BLOCK; i++) sum[i] += a * ta[i];
	}
}
