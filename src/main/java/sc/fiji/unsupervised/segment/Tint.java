package sc.fiji.unsupervised.segment;

import java.util.stream.IntStream;

/**
 * Draws numbers of cells as translucent colours of pixels: interpolated bilinearly as labels are, then looked up in a table.
 * Made once for slices of a size, because most of the geometry is the same for every drawing.
 */
public final class Tint {

	/** Entries of a colour table. */
	public static final int COLOURS = 256;

	/** Rows of pixels of a parallel task. */
	private static final int BLOCK = 16;

	private final int width, height, columns;
	private final Axis across, down;

	/**
	 * @param width of the slice in pixels
	 * @param height of the slice in pixels
	 * @param cells how cells lie on the slice
	 */
	public Tint(final int width, final int height, final CellGrid cells) {
		this.width = width;
		this.height = height;
		columns = cells.columns();
		across = new Axis(width, cells.columns(), cells.cellsPerPixelX());
		down = new Axis(height, cells.rows(), cells.cellsPerPixelY());
	}

	/** For each pixel the two cells that its centre lies between, and the share of the second. */
	private static final class Axis {

		final int[] first, second;
		final float[] share;

		Axis(final int pixels, final int cells, final double cellsPerPixel) {
			first = new int[pixels];
			second = new int[pixels];
			share = new float[pixels];
			for (int i = 0; i < pixels; i++) {
				final double at = Math.max(0, Math.min(cells - 1, (i + 0.5) * cellsPerPixel - 0.5));
				first[i] = (int) at;
				second[i] = Math.min(first[i] + 1, cells - 1);
				share[i] = (float) (at - first[i]);
			}
		}
	}

	/**
	 * @param values of the cells, (rows, columns)
	 * @param low value drawn with the first colour; so are smaller ones
	 * @param high value drawn with the last colour, above {@code low}; so are greater ones
	 * @param colours {@link #COLOURS} of them as 0xAARRGGBB
	 * @param out receives (height, width) colours
	 */
	public void draw(final float[] values, final float low, final float high, final int[] colours, final int[] out) {
		final float factor = (COLOURS - 1) / (high - low);
		blocks((from, to) -> {
			final float[] row = new float[columns];
			for (int y = from; y < to; y++) {
				row(values, y, row);
				for (int x = 0; x < width; x++) {
					final int colour = (int) ((value(row, x) - low) * factor + 0.5f);
					out[y * width + x] = colours[Math.max(0, Math.min(COLOURS - 1, colour))];
				}
			}
		});
	}

	/**
	 * Draws which of several values is the greatest; the first of equal ones.
	 *
	 * @param values one array as above for each
	 * @param colours of each, 0xAARRGGBB
	 * @param out receives (height, width) colours
	 */
	public void drawGreatest(final float[][] values, final int[] colours, final int[] out) {
		blocks((from, to) -> {
			final float[][] rows = new float[values.length][columns];
			for (int y = from; y < to; y++) {
				for (int k = 0; k < values.length; k++) row(values[k], y, rows[k]);
				for (int x = 0; x < width; x++) {
					int best = 0;
					float most = Float.NEGATIVE_INFINITY;
					for (int k = 0; k < rows.length; k++) {
						final float value = value(rows[k], x);
						if (value > most) {
							most = value;
							best = k;
						}
					}
					out[y * width + x] = colours[best];
				}
			}
		});
	}

	private interface Rows {

		void draw(int from, int to);
	}

	private void blocks(final Rows task) {
		IntStream.range(0, (height + BLOCK - 1) / BLOCK).parallel().forEach(b -> task.draw(b * BLOCK, Math.min(height, (b +
			1) * BLOCK)));
	}

	/** The values at the height of a row of pixels. */
	private void row(final float[] values, final int y, final float[] row) {
		final int above = down.first[y] * columns, below = down.second[y] * columns;
		final float share = down.share[y];
		for (int c = 0; c < columns; c++) row[c] = values[above + c] + share * (values[below + c] - values[above + c]);
	}

	private float value(final float[] row, final int x) {
		final float left = row[across.first[x]];
		return left + across.share[x] * (row[across.second[x]] - left);
	}
}
