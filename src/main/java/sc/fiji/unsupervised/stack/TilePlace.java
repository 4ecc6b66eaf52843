package sc.fiji.unsupervised.stack;

import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Where a tile lies and which of its cells show real image.
 *
 * @param slice index of the slice
 * @param x left edge in pixels of the slice at the working scale
 * @param y top edge likewise
 * @param validRows cells from the top whose centre lies in the image
 * @param validColumns cells from the left whose centre lies in the image
 * @param excluded cells, row-major, that do not count although they show real image: their centre lies outside of the
 *          region; perhaps some that show none, too
 * @param intensity mean of the image in each cell, row-major, in [0, 1]; 0 outside the image
 */
public record TilePlace(int slice, int x, int y, int validRows, int validColumns, BitSet excluded, float[] intensity) {

	/**
	 * The cells that count, ascending.
	 *
	 * @param columns of cells in a tile
	 */
	public int[] cells(final int columns) {
		return IntStream.range(0, validRows * columns).filter(cell -> counts(cell % columns, cell / columns, columns)).toArray();
	}

	/** Whether a cell counts, by its column and row in a tile of so many columns; one beyond the tile does not. */
	public boolean counts(final int x, final int y, final int columns) {
		return x < validColumns && y < validRows && !excluded.get(y * columns + x);
	}
}
