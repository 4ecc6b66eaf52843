package sc.fiji.unsupervised.crf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SoftmaxTest {

	/** Of each pair (0, x) the second one before it is divided by the sum: e^x. */
	private static float[] exponentials(final float[] x) {
		final float[][] rows = new float[2][Softmax.BLOCK];
		System.arraycopy(x, 0, rows[1], 0, x.length);
		new Softmax().apply(rows);
		final float[] e = new float[x.length];
		for (int i = 0; i < e.length; i++) e[i] = rows[1][i] / rows[0][i];
		return e;
	}

	@Test
	void exponentialIsExactToAFewUnitsInTheLastPlace() {
		final float[] x = new float[Softmax.BLOCK];
		for (int step = 0; step < 232_000; step += x.length) {
			for (int i = 0; i < x.length; i++) x[i] = -0.00037f * (step + i);
			final float[] e = exponentials(x);
			for (int i = 0; i < x.length; i++) {
				final double expected = Math.exp(x[i]);
				assertTrue(Math.abs(e[i] - expected) < 3e-7 * expected, "exp(" + x[i] + ")");
			}
		}
		assertArrayEquals(new float[] { 1, 1, 0, 0 }, exponentials(new float[] { 0, -0f, -100, Float.NEGATIVE_INFINITY }));
		assertTrue(Float.isNaN(exponentials(new float[] { Float.NaN })[0]));
	}

	@Test
	void largeValuesDoNotOverflow() {
		final float[][] rows = new float[3][Softmax.BLOCK];
		rows[0][7] = rows[1][7] = 1e30f;
		rows[2][7] = -1e30f;
		new Softmax().apply(rows);
		assertArrayEquals(new float[] { 0.5f, 0.5f, 0 }, new float[] { rows[0][7], rows[1][7], rows[2][7] });
		assertEquals(1 / 3f, rows[2][8]);
	}
}
