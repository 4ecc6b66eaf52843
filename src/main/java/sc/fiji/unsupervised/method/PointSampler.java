package sc.fiji.unsupervised.method;

import java.util.Arrays;

/**
 * Bilinear sampling of cell grids as cells and weights (section 7.2 of the specification): each point reads four cells.
 * Corners are aligned, coordinates outside are clamped to the border, and the point grid is transposed as in the
 * reference. Only the valid part of a padded tile is sampled: its extent takes the place of the grid's. Where some of
 * these cells do not count, points are the centres of the cells that do, each as likely as any other.
 */
final class PointSampler {

	/**
	 * The part of a tile that counts.
	 *
	 * @param rows of cells from its upper left corner
	 * @param columns likewise
	 * @param cells numbers in the tile of those that count; empty where all in these rows and columns do
	 */
	record Extent(int rows, int columns, int[] cells) {

		/** All cells of some rows and columns. */
		Extent(final int rows, final int columns) {
			this(rows, columns, new int[0]);
		}

		/** How many cells count. */
		int count() {
			return cells.length > 0 ? cells.length : rows * columns;
		}

		/**
		 * Number in the tile of the i-th cell that counts.
		 *
		 * @param width of the tile's grid
		 */
		int cell(final int i, final int width) {
			return cells.length > 0 ? cells[i] : i / columns * width + i % columns;
		}

		/** Which of the cells that count lies at a coordinate in [-1, 1], each as likely as any other. */
		int at(final float coordinate) {
			return Math.min(count() - 1, (int) ((coordinate + 1) / 2 * count()));
		}
	}

	private final int columns, samples;

	/**
	 * @param columns w of the cell grid
	 * @param samples S
	 */
	PointSampler(final int columns, final int samples) {
		this.columns = columns;
		this.samples = samples;
	}

	/**
	 * Fills in the four cells and weights of each point of one tile.
	 *
	 * @param valid part of the tile to sample
	 * @param coords (B, S, S, 2)
	 * @param image which image of {@code coords}
	 * @param base number of the tile's first cell
	 * @param cells receives S * S * 4 cell numbers from {@code offset} on
	 * @param weights receives as many weights
	 */
	void locate(final Extent valid, final float[] coords, final int image, final int base, final int[] cells,
		final float[] weights, final int offset)
	{
		for (int i = 0; i < samples; i++)
			for (int j = 0; j < samples; j++) {
				final int c = ((image * samples + j) * samples + i) * 2, o = offset + (i * samples + j) * 4;
				if (valid.cells.length > 0) {
					Arrays.fill(cells, o, o + 4, base + valid.cells[valid.at(coords[c])]);
					Arrays.fill(weights, o, o + 4, 0.25f);
					continue;
				}
				final float x = position(coords[c], valid.columns), y = position(coords[c + 1], valid.rows);
				final int x0 = (int) x, y0 = (int) y;
				final int x1 = Math.min(x0 + 1, valid.columns - 1), y1 = Math.min(y0 + 1, valid.rows - 1);
				final float fx = x - x0, fy = y - y0;
				cells[o] = base + y0 * columns + x0;
				cells[o + 1] = base + y0 * columns + x1;
				cells[o + 2] = base + y1 * columns + x0;
				cells[o + 3] = base + y1 * columns + x1;
				weights[o] = (1 - fx) * (1 - fy);
				weights[o + 1] = fx * (1 - fy);
				weights[o + 2] = (1 - fx) * fy;
				weights[o + 3] = fx * fy;
			}
	}

	private static float position(final float coordinate, final int size) {
		final float p = (coordinate + 1) / 2 * (size - 1);
		return Math.max(0, Math.min(size - 1, p));
	}
}
