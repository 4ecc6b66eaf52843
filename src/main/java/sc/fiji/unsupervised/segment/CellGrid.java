package sc.fiji.unsupervised.segment;

/**
 * Features or codes of a whole slice, tiles joined.
 *
 * @param values (rows, columns, channels), row-major; rows and columns may reach beyond the slice, see {@link #cell}
 * @param rows of cells
 * @param columns of cells
 * @param channels numbers per cell
 * @param cellsPerPixelX columns per pixel of the slice as it is on screen
 * @param cellsPerPixelY rows per pixel
 */
public record CellGrid(float[] values, int rows, int columns, int channels, double cellsPerPixelX,
	double cellsPerPixelY)
{

	public CellGrid {
		if (values.length != Math.multiplyExact(Math.multiplyExact(rows, columns), channels))
			throw new IllegalArgumentException(values.length + " values for " + rows + " x " + columns + " x " + channels);
	}

	/** Index of the cell that holds a pixel; outside the slice that of the nearest cell. */
	public int cell(final int x, final int y) {
		final int column = (int) Math.max(0, Math.min(columns - 1, (x + 0.5) * cellsPerPixelX));
		final int row = (int) Math.max(0, Math.min(rows - 1, (y + 0.5) * cellsPerPixelY));
		return row * columns + column;
	}
}
