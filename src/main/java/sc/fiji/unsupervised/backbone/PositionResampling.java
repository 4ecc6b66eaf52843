package sc.fiji.unsupervised.backbone;

/**
 * Bicubic resampling of position embeddings to another grid, exactly as the programs with which the networks were
 * trained (stego.md 3.3). The choice is not stored in the weights.
 */
enum PositionResampling {

	/** DINO, and DINOv2 without registers: half-pixel centres, no antialias, 0.1 added inside the coordinate map. */
	OFFSET {

		@Override
		double[] weights(final int from, final int to, final int i) {
			final double source = (i + 0.5) * from / (to + 0.1) - 0.5;
			final int first = (int) Math.floor(source) - 1;
			final double[] row = new double[from];
			for (int tap = first; tap < first + 4; tap++)
				row[Math.max(0, Math.min(from - 1, tap))] += cubic(source - tap, -0.75);
			return row;
		}
	},

	/** DINOv2 with registers, and timm's own networks: antialiased, to the wanted size. */
	ANTIALIAS {

		@Override
		double[] weights(final int from, final int to, final int i) {
			final double scale = (double) from / to, widening = Math.max(1, scale);
			final double centre = scale * (i + 0.5), support = 2 * widening;
			final int first = Math.max((int) (centre - support + 0.5), 0);
			final int end = Math.min((int) (centre + support + 0.5), from);
			final double[] row = new double[from];
			double sum = 0;
			for (int tap = first; tap < end; tap++) sum += row[tap] = cubic((tap - centre + 0.5) / widening, -0.5);
			for (int tap = first; tap < end; tap++) row[tap] /= sum;
			return row;
		}
	};

	/** Weights of the {@code from} stored values in value {@code i} of {@code to}. */
	abstract double[] weights(int from, int to, int i);

	/**
	 * The matrix that resamples one axis.
	 *
	 * @return (to, from), rows sum to 1
	 */
	final double[][] matrix(final int from, final int to) {
		final double[][] matrix = new double[to][];
		for (int i = 0; i < to; i++) matrix[i] = weights(from, to, i);
		return matrix;
	}

	/** Keys' cubic kernel with parameter {@code a}. */
	private static double cubic(final double distance, final double a) {
		final double x = Math.abs(distance);
		if (x <= 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
		if (x < 2) return ((a * x - 5 * a) * x + 8 * a) * x - 4 * a;
		return 0;
	}
}
