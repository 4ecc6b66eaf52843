package sc.fiji.unsupervised.stack;

/**
 * Joins what a backbone or head gives for overlapping tiles to one map of a slice: the mean of all tiles that cover a
 * cell, weighted by a sine-squared window that is largest in the middle of a tile and nowhere zero. Where the tiles
 * agree, the map holds exactly their value. Not for use by several threads.
 */
public final class TileBlender {

	private final TileGrid grid;
	private final int channels;
	private final float[] window;
	private final float[] map;
	private final float[] weights;
	/** First tile that may come. */
	private int next;

	/**
	 * @param channels numbers per cell
	 */
	public TileBlender(final TileGrid grid, final int channels) {
		this.grid = grid;
		this.channels = channels;
		final int n = grid.tileCells();
		window = new float[n];
		for (int i = 0; i < n; i++) {
			final double sine = Math.sin(Math.PI * (i + 0.5) / n);
			window[i] = (float) (sine * sine);
		}
		final int cells = Math.multiplyExact(grid.cellRows(), grid.cellColumns());
		map = new float[Math.multiplyExact(cells, channels)];
		weights = new float[cells];
	}

	/**
	 * Adds a tile. Tiles come in the order of the grid, so that the result does not depend on which was ready first; some may
	 * be left out.
	 *
	 * @param tile index in the grid
	 * @param codes (cells, channels) of this tile from {@code from} on, cells row-major
	 * @throws IllegalStateException if a later tile came before
	 */
	public void add(final int tile, final float[] codes, final int from) {
		if (tile < next) throw new IllegalStateException("Tile " + tile + " comes too late, after tile " + (next - 1) + ".");
		next = tile + 1;
		final int n = grid.tileCells(), left = grid.x(tile) / grid.stride(), top = grid.y(tile) / grid.stride();
		for (int r = 0; r < n; r++)
			for (int c = 0; c < n; c++) {
				final int cell = (top + r) * grid.cellColumns() + left + c;
				final float weight = window[r] * window[c];
				weights[cell] += weight;
				average(cell * channels, weight / weights[cell], codes, from + (r * n + c) * channels);
			}
	}

	/** Moves a running mean towards a new value; equal values leave it as it is, to the last bit. */
	private void average(final int to, final float share, final float[] codes, final int from) {
		for (int k = 0; k < channels; k++)
			map[to + k] += share * (codes[from + k] - map[to + k]);
	}

	/**
	 * The joined map; call once, after all tiles.
	 *
	 * @return (cellRows, cellColumns, channels) of the extended slice, row-major; 0 where no tile came
	 */
	public float[] finish() {
		return map;
	}
}
