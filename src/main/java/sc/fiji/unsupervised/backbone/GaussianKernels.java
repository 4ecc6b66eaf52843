package sc.fiji.unsupervised.backbone;

/**
 * Sampled one-dimensional Gaussians and their derivatives, corrected so that they are exact on low polynomials however
 * coarsely they are sampled: the Gaussian keeps a constant, the first derivative gives {@code sigma} on the ramp
 * {@code x}, the second {@code sigma^2} on {@code x^2 / 2}. An even number of taps samples half-way between pixels.
 */
final class GaussianKernels {

	private GaussianKernels() {}

	/**
	 * @param sigma in pixels; 0 for the identity, which needs an odd number of taps
	 * @param taps length of the kernel, centred
	 */
	static float[] smooth(final double sigma, final int taps) {
		final double[] g = gaussian(sigma, taps);
		return scaled(g, 1);
	}

	/** First derivative times {@code sigma}. */
	static float[] first(final double sigma, final int taps) {
		final double[] g = gaussian(sigma, taps);
		double ramp = 0;
		for (int i = 0; i < taps; i++) {
			final double x = position(i, taps);
			g[i] *= x;
			ramp += g[i] * x;
		}
		return scaled(g, sigma / ramp);
	}

	/** Second derivative times {@code sigma^2}. */
	static float[] second(final double sigma, final int taps) {
		final double[] g = gaussian(sigma, taps);
		double variance = 0;
		for (int i = 0; i < taps; i++) variance += g[i] * position(i, taps) * position(i, taps);
		double parabola = 0;
		for (int i = 0; i < taps; i++) {
			final double x = position(i, taps);
			// Subtracting the truncated kernel's own variance makes the sum exactly zero.
			g[i] *= x * x - variance;
			parabola += g[i] * x * x / 2;
		}
		return scaled(g, sigma * sigma / parabola);
	}

	private static double[] gaussian(final double sigma, final int taps) {
		final double[] g = new double[taps];
		double sum = 0;
		for (int i = 0; i < taps; i++) {
			final double x = position(i, taps);
			g[i] = sigma == 0 ? (x == 0 ? 1 : 0) : Math.exp(-x * x / (2 * sigma * sigma));
			sum += g[i];
		}
		for (int i = 0; i < taps; i++) g[i] /= sum;
		return g;
	}

	private static double position(final int i, final int taps) {
		return i - (taps - 1) / 2.0;
	}

	private static float[] scaled(final double[] g, final double factor) {
		final float[] result = new float[g.length];
		for (int i = 0; i < g.length; i++) result[i] = (float) (g[i] * factor);
		return result;
	}
}
