package sc.fiji.unsupervised.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A temporary file that the system deletes when it is closed or the program ends, however that happens. It is read
 * through memory maps but written by ordinary calls: writing to a map of a full disk would crash the program.
 */
final class SpillFile implements AutoCloseable {

	private final FileChannel channel;

	SpillFile() throws IOException {
		final Path path = Files.createTempFile("unsupervised-features-", ".tmp");
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
