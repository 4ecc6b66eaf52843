package sc.fiji.unsupervised.backbone;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The learned position embedding of the patches, for any grid of patches.
 *
 * @param values (grid, grid, width), row-major
 * @param grid M, rows and columns of the grid it was trained on
 * @param width D, channels
 */
record PositionEmbedding(float[] values, int grid, int width, PositionResampling resampling) {

	/**
	 * The embedding for a grid of {@code rows} x {@code columns} patches; the stored numbers if that is the native grid.
	 * A grid that is not square is resampled even if it has the native number of patches.
	 *
	 * @return (rows, columns, D), row-major
	 */
	float[] at(final int rows, final int columns) {
		if (rows == grid && columns == grid) return values;
		final double[][] vertical = resampling.matrix(grid, rows);
		final double[][] horizontal = resampling.matrix(grid, columns);
		final float[] result = new float[Math.multiplyExact(rows * columns, width)];
		IntStream.range(0, rows).parallel().forEach(row -> resampleRow(vertical[row], horizontal, row * columns, result));
		return result;
	}

	private void resampleRow(final double[] vertical, final double[][] horizontal, final int start, final float[] result) {
		final double[] row = new double[grid * width];
		for (int y = 0; y < grid; y++) {
			final double w = vertical[y];
			if (w == 0) continue;
			for (int i = 0; i < row.length; i++) row[i] += w * values[y * row.length + i];
		}
		final double[] cell = new double[width];
		for (int column = 0; column < horizontal.length; column++) {
			Arrays.fill(cell, 0);
			for (int x = 0; x < grid; x++) {
				final double w = horizontal[column][x];
				if (w == 0) continue;
				for (int c = 0; c < width; c++) cell[c] += w * row[x * width + c];
			}
			for (int c = 0; c < width; c++) result[(start + column) * width + c] = (float) cell[c];
		}
	}
}
