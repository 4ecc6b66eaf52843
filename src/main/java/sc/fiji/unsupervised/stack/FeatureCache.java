package sc.fiji.unsupervised.stack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.unsupervised.UserException;

/**
 * The features of all training tiles, in half precision, outside of Java's heap: in memory up to a limit, beyond it in a
 * memory-mapped temporary file that vanishes with the cache. May be read by several threads.
 */
public final class FeatureCache implements AutoCloseable {

	private static final int CHUNK_BYTES = 16 << 20;

	private final int rows, columns, channels, tileBytes, tilesPerChunk;
	private final long memoryCap;
	private final DirectMemory memory = new DirectMemory();
	private final List<ByteBuffer> chunks = new ArrayList<>();
	private final List<TilePlace> places = new ArrayList<>();
	/** Of a selection: the cache it looks into, and its tiles there. */
	private final FeatureCache whole;
	private final int[] selected;
	private SpillFile file;
	private int inMemory;
	private boolean closed;

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
		tileBytes = Math.multiplyExact(Math.multiplyExact(rows, columns), Math.multiplyExact(channels, Short.BYTES));
		tilesPerChunk = Math.max(1, CHUNK_BYTES / tileBytes);
		memoryCap = memoryCapBytes;
		whole = null;
		selected = null;
	}

	private FeatureCache(final FeatureCache whole, final int[] selected) {
		rows = whole.rows;
		columns = whole.columns;
		channels = whole.channels;
		tileBytes = whole.tileBytes;
		tilesPerChunk = whole.tilesPerChunk;
		memoryCap = 0;
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
		checkOpen();
		if (whole != null) throw new IllegalStateException("A selection is read-only.");
		if (half.remaining() != tileBytes) throw new IllegalArgumentException("A tile has " + tileBytes + " bytes, not " +
			half.remaining() + ".");
		final int index = places.size(), chunk = index / tilesPerChunk, offset = index % tilesPerChunk * tileBytes;
		try {
			if (chunk == chunks.size()) chunks.add(newChunk());
			if (chunk < inMemory) chunks.get(chunk).put(offset, half, half.position(), tileBytes);
			else file.write((long) (chunk - inMemory) * chunkBytes() + offset, half.duplicate());
		}
		catch (final IOException e) {
			throw new UserException("The features do not fit into the temporary folder " + System.getProperty(
				"java.io.tmpdir") + "; free some disk space, or use fewer slices or a smaller scale.", e);
		}
		places.add(place);
		return index;
	}

	private int chunkBytes() {
		return tilesPerChunk * tileBytes;
	}

	private ByteBuffer newChunk() throws IOException {
		if (file == null && (inMemory + 1L) * chunkBytes() <= memoryCap) try {
			final ByteBuffer chunk = memory.allocate(chunkBytes());
			inMemory++;
			return chunk;
		}
		catch (final OutOfMemoryError e) {
			// there is less memory than the limit allows; the file takes the rest
		}
		if (file == null) file = new SpillFile();
		return file.map(memory, (long) (chunks.size() - inMemory) * chunkBytes(), chunkBytes());
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
		checkOpen();
		if (whole != null) return whole.half(selected[tile]);
		if (tile < 0 || tile >= places.size()) throw new IndexOutOfBoundsException("tile " + tile);
		final ByteBuffer chunk = chunks.get(tile / tilesPerChunk);
		return chunk.slice(tile % tilesPerChunk * tileBytes, tileBytes).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
	}

	/** Where a tile lies. */
	public synchronized TilePlace place(final int tile) {
		return whole != null ? whole.place(selected[tile]) : places.get(tile);
	}

	/** Whether a part lies in a file. */
	public synchronized boolean isSpilled() {
		return whole != null ? whole.isSpilled() : file != null;
	}

	private void checkOpen() {
		if (closed) throw new IllegalStateException("The feature cache is closed.");
	}

	/** Frees the memory and deletes the file. */
	@Override
	public synchronized void close() {
		if (closed) return;
		closed = true;
		chunks.clear();
		memory.close();
		if (file != null) file.close();
	}
}
