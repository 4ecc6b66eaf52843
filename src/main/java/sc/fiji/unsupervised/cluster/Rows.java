package sc.fiji.unsupervised.cluster;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.model.Tensor;

/** Small helpers for vectors stored as the rows of a tensor (N, K). */
final class Rows {

	/** Below this length a vector has no direction. */
	static final float TINY = 1e-12f;

	private Rows() {}

	/**
	 * @throws IllegalArgumentException if it is no table with at least one row and column
	 * @throws UserException if a value is not finite
	 */
	static void check(final Tensor rows) {
		if (rows.shape().length != 2 || rows.data().length == 0)
			throw new IllegalArgumentException("feature vectors must come as a table (N, K) with N, K > 0");
		float sum = 0;
		for (final float v : rows.data()) sum += v * 0;
		if (sum != 0) throw new UserException(
			"The features hold values that are not finite; look for NaN or infinite pixels in the image.");
	}

	/** Centres of prototypes as the metric sees them: of length 1 for {@link Metric#COSINE}. */
	static double[][] doubles(final Prototypes prototypes) {
		final int n = prototypes.count(), length = prototypes.channels();
		final float[] data = prototypes.centres().data();
		final double[][] rows = new double[n][length];
		for (int i = 0; i < n; i++) {
			final double unit = prototypes.metric() == Metric.COSINE ? inverseLength(data, i * length, length) : 1;
			for (int k = 0; k < length; k++) rows[i][k] = data[i * length + k] * unit;
		}
		return rows;
	}

	/** Which of the first {@code n} rows is nearest. */
	static int nearest(final double[][] rows, final int n, final double[] row) {
		int best = 0;
		double least = Double.POSITIVE_INFINITY;
		for (int i = 0; i < n; i++) {
			double square = 0;
			for (int k = 0; k < row.length; k++) square += (rows[i][k] - row[k]) * (rows[i][k] - row[k]);
			if (square < least) {
				least = square;
				best = i;
			}
		}
		return best;
	}

	/** 1 / max(|x|, 1e-12) of the row that starts at {@code offset}. */
	static float inverseLength(final float[] x, final int offset, final int length) {
		return inverseLength(squaredLength(x, offset, length));
	}

	/** The same, given the squared length. */
	static float inverseLength(final double square) {
		return (float) (1 / Math.max(Math.sqrt(square), TINY));
	}

	/** Four sums, none of which waits for the others. */
	static double squaredLength(final float[] x, final int offset, final int length) {
		double a = 0, b = 0, c = 0, d = 0;
		int k = offset;
		for (; k + 3 < offset + length; k += 4) {
			a += (double) x[k] * x[k];
			b += (double) x[k + 1] * x[k + 1];
			c += (double) x[k + 2] * x[k + 2];
			d += (double) x[k + 3] * x[k + 3];
		}
		for (; k < offset + length; k++) a += (double) x[k] * x[k];
		return a + b + (c + d);
	}

	/** Squared length of each row of a table (n, length). */
	static float[] squaredLengths(final float[] x, final int length) {
		final float[] squares = new float[x.length / length];
		for (int j = 0; j < squares.length; j++) squares[j] = (float) squaredLength(x, j * length, length);
		return squares;
	}
}
