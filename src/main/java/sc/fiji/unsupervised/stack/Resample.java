package sc.fiji.unsupervised.stack;

import java.util.Arrays;

/** Changes the size of a plane: the mean over the covered area when shrinking, bilinear when enlarging. */
final class Resample {

	private Resample() {}

	/** A plane of the new size, row-major; the same array when the size stays. */
	static float[] resize(final float[] plane, final int width, final int height, final int newWidth,
		final int newHeight)
	{
		if (newWidth == width && newHeight == height) return plane;
		if (newWidth > width || newHeight > height) {
			final float[] out = new float[Math.multiplyExact(newWidth, newHeight)];
			new Bilinear(height, width, newHeight, newWidth).resize(plane, 1, 0, newHeight, out);
			return out;
		}
		return shrinkRows(shrinkColumns(plane, width, height, newWidth), newWidth, height, newHeight);
	}

	private static float[] shrinkColumns(final float[] plane, final int width, final int height, final int newWidth) {
		final float[] out = new float[newWidth * height];
		for (int x = 0; x < newWidth; x++) {
			final double from = (double) x * width / newWidth, to = (x + 1.0) * width / newWidth;
			final int last = Math.min((int) Math.ceil(to), width);
			for (int y = 0; y < height; y++) {
				double sum = 0;
				for (int i = (int) from; i < last; i++)
					sum += covered(i, from, to) * plane[y * width + i];
				out[y * newWidth + x] = (float) (sum / (to - from));
			}
		}
		return out;
	}

	private static float[] shrinkRows(final float[] plane, final int width, final int height, final int newHeight) {
		final float[] out = new float[width * newHeight];
		final double[] sum = new double[width];
		for (int y = 0; y < newHeight; y++) {
			final double from = (double) y * height / newHeight, to = (y + 1.0) * height / newHeight;
			final int last = Math.min((int) Math.ceil(to), height);
			Arrays.fill(sum, 0);
			for (int i = (int) from; i < last; i++) {
				final double weight = covered(i, from, to);
				for (int x = 0; x < width; x++)
					sum[x] += weight * plane[i * width + x];
			}
			for (int x = 0; x < width; x++)
				out[y * width + x] = (float) (sum[x] / (to - from));
		}
		return out;
	}

	/** How much of the pixel from {@code i} to {@code i + 1} lies between two places. */
	private static double covered(final int i, final double from, final double to) {
		return Math.min(i + 1, to) - Math.max(i, from);
	}
}
