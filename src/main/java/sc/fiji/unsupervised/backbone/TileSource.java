package sc.fiji.unsupervised.backbone;

import java.util.BitSet;

/** Tiles of a stack by number, to fit a backbone on. Tiles of all slices and of all channel groups stand side by side. */
public interface TileSource {

	/** How many tiles there are, at least 1. */
	int count();

	/**
	 * Reads one tile with its halo.
	 *
	 * @param i from 0 to {@link #count()} - 1
	 * @param out is filled with (3, tile + 2 halo, tile + 2 halo), row-major, values in [0, 1]
	 */
	void read(int i, float[] out);

	/**
	 * Cells of a tile from which nothing is to be learned.
	 *
	 * @param i from 0 to {@link #count()} - 1
	 * @return numbers of cells, row-major
	 */
	default BitSet excluded(final int i) {
		return new BitSet();
	}
}
