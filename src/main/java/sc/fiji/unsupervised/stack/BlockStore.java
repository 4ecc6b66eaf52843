package sc.fiji.unsupervised.stack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Blocks of bytes of one size, outside of Java's heap: in memory up to a limit, beyond it in a memory-mapped temporary file
 * that vanishes with the store. May be read by several threads.
 */
public final class BlockStore implements AutoCloseable {

	private static final int CHUNK_BYTES = 16 << 20;

	private final int blockBytes, blocksPerChunk;
	private final long memoryCap;
	private final DirectMemory memory = new DirectMemory();
	private final List<ByteBuffer> chunks = new ArrayList<>();
	private SpillFile file;
	private int inMemory, size;
	private boolean closed;

	/** @param memoryCapBytes how much may lie in memory */
	public BlockStore(final int blockBytes, final long memoryCapBytes) {
		this.blockBytes = blockBytes;
		blocksPerChunk = Math.max(1, CHUNK_BYTES / blockBytes);
		memoryCap = memoryCapBytes;
	}

	/** Bytes of a block. */
	public int blockBytes() {
		return blockBytes;
	}

	/**
	 * Keeps a copy of a block.
	 *
	 * @param block from position to limit; left as it is
	 * @return its index
	 * @throws IOException if the temporary folder is full or cannot be written
	 */
	public synchronized int add(final ByteBuffer block) throws IOException {
		checkOpen();
		if (block.remaining() != blockBytes) throw new IllegalArgumentException("A block has " + blockBytes + " bytes, not " +
			block.remaining() + ".");
		final int chunk = size / blocksPerChunk, offset = size % blocksPerChunk * blockBytes;
		if (chunk == chunks.size()) chunks.add(newChunk());
		if (chunk < inMemory) chunks.get(chunk).put(offset, block, block.position(), blockBytes);
		else file.write((long) (chunk - inMemory) * chunkBytes() + offset, block.duplicate());
		return size++;
	}

	private int chunkBytes() {
		return blocksPerChunk * blockBytes;
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

	/**
	 * A block, not copied; it must not be touched after {@link #close()}.
	 *
	 * @return a direct, read-only, little-endian buffer
	 */
	public synchronized ByteBuffer get(final int index) {
		checkOpen();
		if (index < 0 || index >= size) throw new IndexOutOfBoundsException("block " + index);
		final ByteBuffer chunk = chunks.get(index / blocksPerChunk);
		return chunk.slice(index % blocksPerChunk * blockBytes, blockBytes).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
	}

	/**
	 * A copy of a block. One that lies in the file is read from there: through its map each part that was ever looked at
	 * would count as memory of this process.
	 *
	 * @return a little-endian buffer on the heap
	 * @throws IOException if the file cannot be read
	 */
	public synchronized ByteBuffer copy(final int index) throws IOException {
		final ByteBuffer copy = ByteBuffer.allocate(blockBytes).order(ByteOrder.LITTLE_ENDIAN);
		final int chunk = index / blocksPerChunk;
		if (chunk < inMemory) return copy.put(get(index)).flip();
		checkOpen();
		if (index >= size) throw new IndexOutOfBoundsException("block " + index);
		file.read((long) (chunk - inMemory) * chunkBytes() + index % blocksPerChunk * blockBytes, copy);
		return copy.flip();
	}

	/** Whether a part lies in a file. */
	public synchronized boolean isSpilled() {
		return file != null;
	}

	private void checkOpen() {
		if (closed) throw new IllegalStateException("The store is closed.");
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
