package sc.fiji.unsupervised.segment;

import java.util.stream.IntStream;

/**
 * How likely each class is at a place, by the labels around it: shares of the pixels of each cell, averaged with a
 * Gaussian of {@value #SIGMA} cells, so that next to a border of the label map both sides are possible and far from one
 * hardly any other class is.
 */
final class CellPrior {

	/** About as far as a border of a map that was made of cells may be wrong, in cells. */
	private static final double SIGMA = 1.5;
	/** Added to each share: a class that no neighbour has stays possible where the values leave no doubt. */
	private static final float FLOOR = 0.01f;

	private final int rows, columns, classes;
	private final double stepY;
	/** (classes, rows * columns): logarithms. */
	private final float[][] logs;
	/** For each pixel of a row the cell to the left of its centre and how far to the right of that cell's centre it is. */
	private final int[] left;
	private final float[] part;

	/**
	 * @param labels of the pixels, 1 to {@code classes} or 0 for one that does not count, row-major
	 * @param width of the slice in pixels
	 * @param cellsPerPixelX how many cells a pixel is wide; a cell counts as one pixel at least
	 * @param cellsPerPixelY how many cells a pixel is high
	 */
	CellPrior(final short[] labels, final int width, final int classes, final double cellsPerPixelX,
		final double cellsPerPixelY)
	{
		this.classes = classes;
		final int height = labels.length / width;
		final double stepX = Math.min(1, cellsPerPixelX);
		stepY = Math.min(1, cellsPerPixelY);
		columns = 1 + (int) ((width - 0.5) * stepX);
		rows = 1 + (int) ((height - 0.5) * stepY);
		logs = shares(labels, width, height, stepX);
		final float[] kernel = kernel();
		IntStream.range(0, classes).parallel().forEach(k -> smooth(logs[k], kernel));
		left = new int[width];
		part = new float[width];
		for (int x = 0; x < width; x++) {
			final float position = position(x, stepX, columns);
			left[x] = (int) position;
			part[x] = position - left[x];
		}
	}

	private static float position(final int pixel, final double step, final int cells) {
		return (float) Math.max(0, Math.min(cells - 1, (pixel + 0.5) * step - 0.5));
	}

	private float[][] shares(final short[] labels, final int width, final int height, final double stepX) {
		final float[][] shares = new float[classes][rows * columns];
		IntStream.range(0, rows).parallel().forEach(row -> {
			// The rows whose centre lies in this row of cells.
			final int from = (int) Math.ceil(row / stepY - 0.5), to = Math.min(height, (int) Math.ceil((row + 1) / stepY - 0.5));
			final int[] pixels = new int[columns];
			for (int y = from; y < to; y++) for (int x = 0; x < width; x++) {
				final int column = Math.min(columns - 1, (int) ((x + 0.5) * stepX)), label = labels[y * width + x] & 0xffff;
				if (label == 0) continue;
				pixels[column]++;
				shares[label - 1][row * columns + column]++;
			}
			for (final float[] s : shares) for (int x = 0; x < columns; x++) s[row * columns + x] /= Math.max(1, pixels[x]);
		});
		return shares;
	}

	private static float[] kernel() {
		final int radius = (int) Math.ceil(3 * SIGMA);
		final float[] kernel = new float[2 * radius + 1];
		float sum = 0;
		for (int i = 0; i < kernel.length; i++) sum += kernel[i] = (float) Math.exp(-(i - radius) * (i - radius) / (2 * SIGMA *
			SIGMA));
		for (int i = 0; i < kernel.length; i++) kernel[i] /= sum;
		return kernel;
	}

	/** Shares to logarithms of averaged shares; beyond the border the nearest cell goes on. */
	private void smooth(final float[] shares, final float[] kernel) {
		final float[] across = new float[shares.length];
		final int radius = kernel.length / 2;
		for (int y = 0; y < rows; y++) for (int x = 0; x < columns; x++) for (int i = -radius; i <= radius; i++)
			across[y * columns + x] += kernel[i + radius] * shares[y * columns + Math.max(0, Math.min(columns - 1, x + i))];
		for (int y = 0; y < rows; y++) for (int x = 0; x < columns; x++) {
			float sum = FLOOR;
			for (int i = -radius; i <= radius; i++) sum += kernel[i + radius] * across[Math.max(0, Math.min(rows - 1, y + i)) *
				columns + x];
			shares[y * columns + x] = (float) Math.log(sum);
		}
	}

	/**
	 * The logarithms for a row of pixels, interpolated between the centres of cells.
	 *
	 * @param out class k of pixel x at {@code k * stride + at + x}
	 */
	void row(final int y, final float[] out, final int at, final int stride) {
		final float position = position(y, stepY, rows), down = position - (int) position;
		final int upper = (int) position * columns, lower = Math.min(rows - 1, (int) position + 1) * columns;
		final float[] cells = new float[columns];
		for (int k = 0; k < classes; k++) {
			for (int c = 0; c < columns; c++) cells[c] = (1 - down) * logs[k][upper + c] + down * logs[k][lower + c];
			for (int x = 0; x < left.length; x++) out[k * stride + at + x] = (1 - part[x]) * cells[left[x]] + part[x] *
				cells[Math.min(columns - 1, left[x] + 1)];
		}
	}
}
