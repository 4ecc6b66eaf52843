package sc.fiji.unsupervised.cluster;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * Principal axes of a set of vectors, largest variance first, with deterministic signs: the component of largest
 * magnitude of each axis is positive.
 *
 * @param mean (C) of the vectors
 * @param axes (count, C), orthonormal rows
 * @param variances (count) along each axis, descending, never negative
 */
public record PrincipalAxes(double[] mean, double[][] axes, double[] variances) {

	/** Axes whose variance is below this share of the largest carry rounding only. */
	private static final double RANK = 1e-7;

	/** Vectors centred at a time; few enough for the cache. */
	private static final int BLOCK = 128;

	/**
	 * @param rows (N, C) row-major, finite
	 * @param channels C
	 * @param most upper bound of the number of axes; fewer, but at least one, when the rank is lower
	 */
	public static PrincipalAxes of(final float[] rows, final int channels, final int most) {
		final double[] mean = mean(rows, channels);
		final double[][] covariance = covariance(rows, mean);
		// Of a covariance the singular vectors are the eigenvectors; the library's eigenvalue iteration gives up on
		// matrices of low rank, this one does not.
		final SingularValueDecomposition svd = new SingularValueDecomposition(new Array2DRowRealMatrix(covariance, false));
		final double[] values = svd.getSingularValues();
		int count = 1;
		while (count < Math.min(most, values.length) && values[count] > RANK * values[0]) count++;
		final double[][] axes = new double[count][];
		final double[] variances = new double[count];
		for (int i = 0; i < count; i++) {
			axes[i] = signed(svd.getU().getColumn(i));
			variances[i] = Math.max(values[i], 0);
		}
		return new PrincipalAxes(mean, axes, variances);
	}

	private static double[] mean(final float[] rows, final int channels) {
		final double[] mean = new double[channels];
		for (int i = 0; i < rows.length; i += channels) for (int c = 0; c < channels; c++) mean[c] += rows[i + c];
		final int count = rows.length / channels;
		for (int c = 0; c < channels; c++) mean[c] /= count;
		return mean;
	}

	private static double[][] covariance(final float[] rows, final double[] mean) {
		final int channels = mean.length, count = rows.length / channels;
		final int blocks = (count + BLOCK - 1) / BLOCK, strips = Math.min(channels, 8);
		final double[][] sum = new double[channels][channels];
		// Each task owns some rows of the matrix and meets the vectors in order: no reduction, no dependence on threads.
		IntStream.range(0, strips).parallel().forEach(strip -> {
			final double[] block = new double[BLOCK * channels];
			for (int b = 0; b < blocks; b++) {
				final int from = b * BLOCK, n = Math.min(BLOCK, count - from);
				for (int i = 0; i < n; i++) for (int c = 0; c < channels; c++)
					block[i * channels + c] = rows[(from + i) * channels + c] - mean[c];
				for (int r = strip; r < channels; r += strips) for (int i = 0; i < n; i++)
					addScaled(sum[r], block, i * channels, block[i * channels + r], r + 1);
			}
		});
		for (int r = 0; r < channels; r++) for (int c = 0; c <= r; c++) {
			sum[r][c] /= count;
			sum[c][r] = sum[r][c];
		}
		return sum;
	}

	private static void addScaled(final double[] sum, final double[] x, final int offset, final double factor,
		final int length)
	{
		for (int c = 0; c < length; c++) sum[c] += factor * x[offset + c];
	}

	private static double[] signed(final double[] axis) {
		final double largest = Arrays.stream(axis).map(Math::abs).max().orElse(0);
		// The first component that is as large up to rounding decides, so that ties do not hang on the last bit.
		for (final double a : axis) if (Math.abs(a) >= largest * (1 - 1e-9)) {
			if (a < 0) for (int i = 0; i < axis.length; i++) axis[i] = -axis[i];
			break;
		}
		return axis;
	}
}
