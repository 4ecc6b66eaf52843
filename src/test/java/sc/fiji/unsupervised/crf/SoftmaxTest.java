package sc.fiji.unsupervised.crf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SoftmaxTest {

	@Test
	void exponentialIsExactToAboutOneUnitInTheLastPlace() {
		for (float x = 0; x > -86.9f; x -= 0.00037f) {
			final double expected = Math.exp(x);
			assertTrue(Math.abs(Softmax.exp(x) - expected) < 1.2e-7 * expected, "exp(" + x + ")");
		}
		assertEquals(1, Softmax.exp(0));
		assertEquals(1, Softmax.exp(-0f));
		assertEquals(0, Softmax.exp(-100));
		assertEquals(0, Softmax.exp(Float.NEGATIVE_INFINITY));
		assertTrue(Float.isNaN(Softmax.exp(Float.NaN)));
	}

	@Test
	void largeValuesDoNotOverflow() {
		final float[] values = { 1e30f, 1e30f, -1e30f };
		Softmax.apply(values);
		assertArrayEquals(new float[] { 0.5f, 0.5f, 0 }, values);
	}
}
