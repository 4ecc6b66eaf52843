package sc.fiji.unsupervised.stack;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A temporary file that the system deletes when it is closed or the program ends, however that happens. It is read
 * through memory maps but written by ordinary calls: writing to a map of a full disk would crash the program.
 */
final class SpillFile implements AutoCloseable {

	/** How the name of such a file begins; the process follows. */
	static final String PREFIX = "unsupervised-features-";

	private final FileChannel channel;

	SpillFile() throws IOException {
		final Path path = Files.createTempFile(PREFIX + ProcessHandle.current().pid() + "-", ".tmp");
		channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE,
			StandardOpenOption.DELETE_ON_CLOSE);
	}

	/** A view of a part of the file, which is made as long as needed; it lives as long as {@code memory}. */
	ByteBuffer map(final DirectMemory memory, final long position, final int length) throws IOException {
		channel.write(ByteBuffer.allocate(1), position + length - 1);
		return memory.map(channel, position, length);
	}

	void write(final long position, final ByteBuffer bytes) throws IOException {
		long at = position;
		while (bytes.hasRemaining())
			at += channel.write(bytes, at);
	}

	/**
	 * Fills a buffer with what was written from a place on; unlike a map this leaves nothing in memory. Another thread reads,
	 * because the file would be closed if the thread that reads is interrupted, as by the user who leaves a window.
	 */
	void read(final long position, final ByteBuffer into) throws IOException {
		try {
			CompletableFuture.runAsync(() -> fill(position, into)).join();
		}
		catch (final CompletionException e) {
			if (e.getCause() instanceof UncheckedIOException failure) throw failure.getCause();
			throw e;
		}
	}

	private void fill(final long position, final ByteBuffer into) {
		try {
			long at = position;
			while (into.hasRemaining()) {
				final int count = channel.read(into, at);
				if (count < 0) throw new EOFException("The temporary file ends too early.");
				at += count;
			}
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	@Override
	public void close() {
		try {
			channel.close();
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
