package sc.fiji.unsupervised.backbone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.DoubleUnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GaussianKernelsTest {

	@ParameterizedTest
	@CsvSource({ "0.7, 7", "1, 9", "2, 15", "4, 28", "8, 56" })
	void areExactOnPolynomials(final double sigma, final int taps) {
		final float[] smooth = GaussianKernels.smooth(sigma, taps), first = GaussianKernels.first(sigma, taps), second =
			GaussianKernels.second(sigma, taps);
		assertEquals(1, apply(smooth, x -> 1), 1e-6);
		assertEquals(0, apply(smooth, x -> x), 1e-6);
		assertEquals(sigma * sigma, apply(smooth, x -> x * x), 0.02 * sigma * sigma, "variance, but for the cut tails");
		assertEquals(0, apply(first, x -> 1), 1e-6);
		assertEquals(sigma, apply(first, x -> x), 1e-5);
		assertEquals(0, apply(second, x -> 1), 1e-5);
		assertEquals(0, apply(second, x -> x), 1e-5);
		assertEquals(sigma * sigma, apply(second, x -> x * x / 2), 1e-4);
	}

	@Test
	void sigmaZeroIsTheIdentity() {
		assertArrayEquals(new float[] { 0, 0, 1, 0, 0 }, GaussianKernels.smooth(0, 5));
	}

	private static double apply(final float[] kernel, final DoubleUnaryOperator f) {
		double sum = 0;
		for (int i = 0; i < kernel.length; i++) sum += kernel[i] * f.applyAsDouble(i - (kernel.length - 1) / 2.0);
		return sum;
	}
}
