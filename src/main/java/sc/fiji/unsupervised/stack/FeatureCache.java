package sc.fiji.unsupervised.stack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.unsupervised.UserException;

/**
 * The features of all training tiles, in half precision, outside of Java's heap: in memory up to a limit, beyond it in a
 * memory-mapped temporary file that vanishes with the cache. May be read by several threads.
 */
public final class FeatureCache implements AutoCloseable {

	private final int rows, columns, channels;
	/** Null for a selection. */
	private final BlockStore blocks;
	private final List<TilePlace> places = new ArrayList<>();
	/** Of a selection: the cache it looks into, and its tiles there. */
	private final FeatureCache whole;
	private final int[] selected;

	/**
	 * @param rows of cells in a tile
	 * @param columns of cells in a tile
	 * @param channels numbers per cell
	 * @param memoryCapBytes how much may lie in memory
	 */
	public FeatureCache(final int rows, final int columns, final int channels, final long memoryCapBytes) {
		this.rows = rows;
		this.columns = columns;
		this.channels = channels;
		blocks = new BlockStore(Math.multiplyExact(Math.multiplyExact(rows, columns), Math.multiplyExact(channels,
			Short.BYTES)), memoryCapBytes);
		whole = null;
		selected = null;
	}

	private FeatureCache(final FeatureCache whole, final int[] selected) {
		rows = whole.rows;
		columns = whole.columns;
		channels = whole.channels;
		blocks = null;
		this.whole = whole;
		this.selected = selected;
	}

	/** A view of some tiles in the order given; it is read-only, copies nothing and holds as long as this cache. */
	public FeatureCache select(final int... tiles) {
		return new FeatureCache(this, tiles.clone());
	}

	/**
	 * Keeps a copy of the features of a tile.
	 *
	 * @param half (cells, channels) as little-endian half-precision numbers, from position to limit; left as it is
	 * @return index of the tile
	 * @throws UserException if the temporary folder is full or cannot be written
	 */
	public synchronized int add(final ByteBuffer half, final TilePlace place) {
		if (whole != null) throw new IllegalStateException("A selection is read-only.");
		try {
			final int index = blocks.add(half);
			places.add(place);
			return index;
		}
		catch (final IOException e) {
			throw new UserException("The features do not fit into the temporary folder " + System.getProperty(
				"java.io.tmpdir") + "; free some disk space, or use fewer slices or a smaller scale.", e);
		}
	}

	/** Number of tiles. */
	public synchronized int size() {
		return whole != null ? selected.length : places.size();
	}

	/** Rows of cells in a tile. */
	public int rows() {
		return rows;
	}

	/** Columns of cells in a tile. */
	public int columns() {
		return columns;
	}

	/** Numbers per cell. */
	public int channels() {
		return channels;
	}

	/**
	 * The features of a tile, not copied; they must not be touched after {@link #close()}.
	 *
	 * @return (cells, channels) half-precision numbers as a direct, read-only, little-endian buffer
	 */
	public synchronized ByteBuffer half(final int tile) {
		return whole != null ? whole.half(selected[tile]) : blocks.get(tile);
	}

	/** Where a tile lies. */
	public synchronized TilePlace place(final int tile) {
		return whole != null ? whole.place(selected[tile]) : places.get(tile);
	}

	/** Whether a part lies in a file. */
	public synchronized boolean isSpilled() {
		return whole != null ? whole.isSpilled() : blocks.isSpilled();
	}

	/** Frees the memory and deletes the file. */
	@Override
	public synchronized void close() {
		if (blocks != null) blocks.close();
	}
}
