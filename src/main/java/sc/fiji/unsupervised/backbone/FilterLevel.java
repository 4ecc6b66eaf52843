package sc.fiji.unsupervised.backbone;

/**
 * Geometry and kernels of the filters of one size. Large filters are evaluated on every second or fourth pixel only
 * (at the centre of blocks of {@code step} pixels, with kernels sampled half-way): their maps are so smooth that
 * nothing is lost, and the cost falls with the square.
 *
 * @param sigma of the Gaussian in pixels
 * @param finer sigma of the next finer level, for the difference of Gaussians; 0 for the picture itself
 * @param step distance of evaluated positions in pixels, 1 or even
 */
record FilterLevel(double sigma, double finer, int step) {

	/** Sizes of the bank: {@code docs/texture.md}, F2. */
	private static final double[] SIGMAS = { 0.7, 1, 2, 4, 8 };

	/** Derivatives end at 3.5 sigma, where a Gaussian has fallen to 0.2 %. */
	private static final double DERIVATIVE_REACH = 3.5;

	/** The structure tensor is averaged with a Gaussian of 1.5 sigma that ends at 3 of its own sigma. */
	private static final double INTEGRATION = 1.5, INTEGRATION_REACH = 3;

	/**
	 * All levels, finest first.
	 *
	 * @param cell side of a cell in pixels, of which at least 2 x 2 positions are evaluated
	 */
	static FilterLevel[] all(final int cell) {
		final FilterLevel[] levels = new FilterLevel[SIGMAS.length];
		for (int i = 0; i < levels.length; i++) {
			final int step = Math.max(1, Math.min((int) SIGMAS[i] / 2, cell / 2));
			levels[i] = new FilterLevel(SIGMAS[i], i == 0 ? 0 : SIGMAS[i - 1], step);
		}
		return levels;
	}

	/** Length of the derivative kernels: odd for step 1, else even. */
	int taps() {
		final int radius = (int) Math.ceil(DERIVATIVE_REACH * sigma);
		return step == 1 ? 2 * radius + 1 : 2 * radius;
	}

	/** Radius of the structure tensor's average, in evaluated positions. */
	int integrationRadius() {
		return (int) Math.ceil(INTEGRATION_REACH * INTEGRATION * sigma / step);
	}

	/** Pixels around a tile that the simple filters see. */
	int reach() {
		return (taps() - step) / 2;
	}

	/** Pixels around a tile that the structure tensor sees. */
	int margin() {
		return reach() + step * integrationRadius();
	}

	/** (4, taps): Gaussian, first derivative, second derivative, Gaussian of the finer level. */
	float[][] kernels() {
		final int n = taps();
		return new float[][] { GaussianKernels.smooth(sigma, n), GaussianKernels.first(sigma, n), GaussianKernels.second(
			sigma, n), GaussianKernels.smooth(finer, n) };
	}

	/** (2 r + 1): the structure tensor's average. */
	float[] integrationKernel() {
		return GaussianKernels.smooth(INTEGRATION * sigma / step, 2 * integrationRadius() + 1);
	}
}
