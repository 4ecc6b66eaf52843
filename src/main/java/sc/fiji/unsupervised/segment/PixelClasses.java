package sc.fiji.unsupervised.segment;

import java.util.Arrays;
import java.util.stream.IntStream;

import sc.fiji.unsupervised.cluster.Cholesky;

/**
 * What values the pixels of each class have: Gaussians with a mean each and one covariance for all (linear discriminant
 * analysis, Hastie et al., "The Elements of Statistical Learning", section 4.3), so that a pixel between two classes goes
 * to the nearer mean, however wide or frequent the classes are. Sums run over fixed blocks of pixels: the same bytes for
 * any number of threads.
 */
final class PixelClasses {

	private static final int BLOCKS = 64;
	/** Added to the covariance: a share of each channel's variance, and the rounding of 8-bit values for constant ones. */
	private static final double RIDGE = 1e-3, ROUNDING = 1e-6;

	/** (classes, channels) and (classes): the log-likelihood is linear in the values but for a term all classes share. */
	private final float[][] weights;
	private final float[] offsets;

	private PixelClasses(final float[][] weights, final float[] offsets) {
		this.weights = weights;
		this.offsets = offsets;
	}

	int classes() {
		return offsets.length;
	}

	/**
	 * @param labels 1 to {@code classes}, or 0 for a pixel that does not count
	 * @param planes one array of values for each channel
	 */
	static PixelClasses fit(final short[] labels, final float[][] planes, final int classes) {
		final int channels = planes.length;
		final double[] counts = new double[classes];
		final double[][] means = new double[classes][channels], covariance = new double[channels][channels];
		final Sums[] parts = IntStream.range(0, BLOCKS).parallel().mapToObj(b -> new Sums(labels, planes, classes,
			(int) ((long) b * labels.length / BLOCKS), (int) ((b + 1L) * labels.length / BLOCKS))).toArray(Sums[]::new);
		for (final Sums part : parts) for (int k = 0; k < classes; k++) {
			counts[k] += part.counts[k];
			for (int c = 0; c < channels; c++) means[k][c] += part.values[k][c];
		}
		for (int k = 0; k < classes; k++) for (int c = 0; c < channels; c++) means[k][c] /= Math.max(1, counts[k]);
		final double all = Math.max(1, Arrays.stream(counts).sum());
		for (int c = 0; c < channels; c++) for (int d = 0; d <= c; d++) {
			double products = 0, between = 0;
			for (final Sums part : parts) products += part.products[c][d];
			for (int k = 0; k < classes; k++) between += counts[k] * means[k][c] * means[k][d];
			covariance[c][d] = covariance[d][c] = (products - between) / all;
			if (c == d) covariance[c][c] += RIDGE * variance(products, counts, means, c) + ROUNDING;
		}
		return of(counts, means, covariance);
	}

	/** Variance of a channel over all pixels. */
	private static double variance(final double squares, final double[] counts, final double[][] means, final int c) {
		double n = 0, sum = 0;
		for (int k = 0; k < counts.length; k++) {
			n += counts[k];
			sum += counts[k] * means[k][c];
		}
		return n == 0 ? 0 : Math.max(0, squares - sum * sum / n) / n;
	}

	private static PixelClasses of(final double[] counts, final double[][] means, final double[][] covariance) {
		final Cholesky factor = new Cholesky(covariance, ROUNDING);
		final float[][] weights = new float[counts.length][means[0].length];
		final float[] offsets = new float[counts.length];
		for (int k = 0; k < counts.length; k++) {
			final double[] w = factor.solve(means[k]);
			double shift = 0;
			for (int c = 0; c < w.length; c++) {
				weights[k][c] = (float) w[c];
				shift += w[c] * means[k][c] / 2;
			}
			offsets[k] = counts[k] > 0 ? (float) -shift : Float.NEGATIVE_INFINITY;
		}
		return new PixelClasses(weights, offsets);
	}

	/**
	 * Adds the log-likelihoods of consecutive pixels, up to a term that all classes share.
	 *
	 * @param first pixel in the planes
	 * @param count of pixels
	 * @param out class k of the i-th pixel at {@code k * stride + at + i}
	 */
	void addRow(final float[][] planes, final int first, final int count, final float[] out, final int at,
		final int stride)
	{
		for (int k = 0; k < offsets.length; k++) {
			final int row = k * stride + at;
			for (int i = 0; i < count; i++) out[row + i] += offsets[k];
			for (int c = 0; c < planes.length; c++) {
				final float[] plane = planes[c];
				final float weight = weights[k][c];
				for (int i = 0; i < count; i++) out[row + i] += weight * plane[first + i];
			}
		}
	}

	/** Sums over a block of pixels. */
	private static final class Sums {

		private final long[] counts;
		/** (classes, channels): sums of values. */
		private final double[][] values;
		/** (channels, channels), lower triangle: sums of products. */
		private final double[][] products;

		Sums(final short[] labels, final float[][] planes, final int classes, final int from, final int to) {
			final int channels = planes.length;
			counts = new long[classes];
			values = new double[classes][channels];
			products = new double[channels][channels];
			for (int i = from; i < to; i++) {
				final int k = (labels[i] & 0xffff) - 1;
				if (k < 0) continue;
				counts[k]++;
				for (int c = 0; c < channels; c++) {
					final double v = planes[c][i];
					values[k][c] += v;
					for (int d = 0; d <= c; d++) products[c][d] += v * planes[d][i];
				}
			}
		}
	}
}
