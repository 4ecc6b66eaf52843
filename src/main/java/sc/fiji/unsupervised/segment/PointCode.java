package sc.fiji.unsupervised.segment;

import java.util.Arrays;

/**
 * What a clicked pixel stands for: the mean code of its cell and the eight around it, of which those count most whose
 * pixels look like the clicked one. A person points at a thing, but half of the cells at its border hold its surroundings;
 * this takes the code from the side of the border that was meant ({@code docs/merging.md}).
 */
final class PointCode {

	/** Values that differ by this share of their standard deviation around the pixel are alike. */
	private static final double ALIKE = 0.5;
	/** Distance in cells at which a cell counts little. */
	private static final double NEAR = 1;
	/** One grey level of 8 bits: what differs less is noise. */
	private static final double LEVEL = 1 / 255.0;

	private final CellGrid codes;
	private final float[][] planes;
	private final int width, column, row, left, right, top, bottom;

	private PointCode(final CellGrid codes, final float[][] planes, final int width, final int x, final int y) {
		this.codes = codes;
		this.planes = planes;
		this.width = width;
		final int cell = codes.cell(x, y), height = planes[0].length / width;
		column = cell % codes.columns();
		row = cell / codes.columns();
		left = (int) Math.max(0, Math.floor((column - 1) / codes.cellsPerPixelX()));
		right = (int) Math.min(width, Math.ceil((column + 2) / codes.cellsPerPixelX()));
		top = (int) Math.max(0, Math.floor((row - 1) / codes.cellsPerPixelY()));
		bottom = (int) Math.min(height, Math.ceil((row + 2) / codes.cellsPerPixelY()));
	}

	/**
	 * @param codes of a slice
	 * @param planes its channels, values in [0, 1], row-major
	 * @param width of the slice in pixels
	 * @return (channels of the codes)
	 */
	static float[] of(final CellGrid codes, final float[][] planes, final int width, final int x, final int y) {
		return new PointCode(codes, planes, width, x, y).code(x, y);
	}

	private float[] code(final int x, final int y) {
		final double[] unit = units(), alike = new double[9];
		final int[] pixels = new int[9];
		for (int v = top; v < bottom; v++) for (int u = left; u < right; u++) {
			final int cell = codes.cell(u, v), dx = cell % codes.columns() - column, dy = cell / codes.columns() - row;
			if (Math.abs(dx) > 1 || Math.abs(dy) > 1) continue;
			double difference = 0;
			for (int c = 0; c < planes.length; c++) {
				final double d = (planes[c][v * width + u] - planes[c][y * width + x]) / unit[c];
				difference += d * d;
			}
			pixels[3 * dy + dx + 4]++;
			alike[3 * dy + dx + 4] += Math.exp(-difference / (2 * planes.length));
		}
		final double[] sum = new double[codes.channels()];
		double all = 0;
		for (int i = 0; i < 9; i++) {
			if (pixels[i] == 0) continue;
			final int c = column + i % 3 - 1, r = row + i / 3 - 1;
			final double share = alike[i] / pixels[i], dx = c + 0.5 - (x + 0.5) * codes.cellsPerPixelX();
			final double dy = r + 0.5 - (y + 0.5) * codes.cellsPerPixelY();
			final double weight = share * share * Math.exp(-(dx * dx + dy * dy) / (2 * NEAR * NEAR));
			all += weight;
			for (int k = 0; k < sum.length; k++) sum[k] += weight * codes.values()[(r * codes.columns() + c) * sum.length + k];
		}
		final float[] code = new float[sum.length];
		for (int k = 0; k < code.length; k++) code[k] = (float) (sum[k] / all);
		return code;
	}

	/** What counts as alike in each channel: a share of its standard deviation around the pixel. */
	private double[] units() {
		return Arrays.stream(planes).mapToDouble(plane -> {
			double n = 0, mean = 0, squares = 0;
			for (int v = top; v < bottom; v++) for (int u = left; u < right; u++) {
				final double delta = plane[v * width + u] - mean;
				mean += delta / ++n;
				squares += delta * (plane[v * width + u] - mean);
			}
			return ALIKE * (Math.sqrt(squares / n) + LEVEL);
		}).toArray();
	}
}
