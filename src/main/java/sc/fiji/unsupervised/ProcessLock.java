package sc.fiji.unsupervised;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file that one job of one process holds at a time. It is given back at the end of the process at the latest, however
 * that comes; the empty file stays, because removing it would let two others lock two files of the same name. Where the
 * file system has no locks it holds within the process only.
 */
public final class ProcessLock implements AutoCloseable {

	/** Locks of the operating system hold between processes only. */
	private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

	private final Path file;
	private final FileChannel channel;

	private ProcessLock(final Path file, final FileChannel channel) {
		this.file = file;
		this.channel = channel;
	}

	/**
	 * Takes the lock unless somebody else has it.
	 *
	 * @param lockFile in a folder that exists
	 * @throws IOException if the file cannot be made
	 */
	public static Optional<ProcessLock> tryTake(final Path lockFile) throws IOException {
		final Path file = lockFile.toAbsolutePath().normalize();
		if (!HELD.add(file)) return Optional.empty();
		FileChannel channel = null;
		boolean taken = false;
		try {
			channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
			taken = isFree(channel);
			return taken ? Optional.of(new ProcessLock(file, channel)) : Optional.empty();
		}
		finally {
			if (!taken) {
				if (channel != null) channel.close();
				HELD.remove(file);
			}
		}
	}

	private static boolean isFree(final FileChannel channel) {
		try {
			final FileLock lock = channel.tryLock();
			return lock != null;
		}
		catch (final IOException e) {
			return true; // this file system has no locks
		}
	}

	@Override
	public void close() throws IOException {
		try {
			channel.close();
		}
		finally {
			HELD.remove(file);
		}
	}
}
