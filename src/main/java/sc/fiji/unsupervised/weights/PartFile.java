package sc.fiji.unsupervised.weights;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The beginning of a file that is being fetched, and the server's mark (ETag) of what it is the beginning of. Without
 * such a mark nothing can be added to it later.
 */
final class PartFile {

	/** Longer than any server's mark. */
	private static final int MOST_MARK = 1000;

	private final Path file, mark;

	/** @param weights the file to be made; the part lies beside it */
	PartFile(final Path weights) {
		file = weights.resolveSibling(weights.getFileName() + ".part");
		mark = weights.resolveSibling(weights.getFileName() + ".part.etag");
	}

	Path path() {
		return file;
	}

	/** Bytes that are here. */
	long length() {
		try {
			return Files.size(file);
		}
		catch (final IOException e) {
			return 0;
		}
	}

	/** The server's mark, empty when the part cannot be continued. */
	String mark() {
		try {
			return length() == 0 || Files.size(mark) > MOST_MARK ? "" : Files.readString(mark);
		}
		catch (final IOException e) {
			return "";
		}
	}

	/**
	 * Empties the file to be written anew.
	 *
	 * @param newMark of what will be written; empty if there is none that can be relied on
	 */
	FileChannel restart(final String newMark) throws IOException {
		Files.deleteIfExists(mark); // first, so that a mark never stands beside other bytes
		final FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
			StandardOpenOption.TRUNCATE_EXISTING);
		if (!newMark.isEmpty()) Files.writeString(mark, newMark);
		return channel;
	}

	FileChannel append() throws IOException {
		return FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
	}

	void delete() throws IOException {
		Files.deleteIfExists(mark);
		Files.deleteIfExists(file);
	}
}
