package sc.fiji.unsupervised.weights;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.Progress;

/**
 * The right to change a weight file, for one thread of one process at a time. Ends with the process at the latest; the
 * empty lock file stays, because removing it would let two others lock two files of the same name.
 */
final class WriteLock implements AutoCloseable {

	private static final long POLL_MILLIS = 100;
	/** Locks of the operating system hold between processes only. */
	private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

	private final Path file;
	private final FileChannel channel;

	private WriteLock(final Path file, final FileChannel channel) {
		this.file = file;
		this.channel = channel;
	}

	/**
	 * Waits until nobody else has the lock.
	 *
	 * @param weights the file to be changed, in a folder that exists
	 * @throws CancelledException if the user stopped it
	 */
	static WriteLock of(final Path weights, final Progress progress) throws IOException {
		final Path file = weights.resolveSibling(weights.getFileName() + ".lock").toAbsolutePath().normalize();
		while (!HELD.add(file))
			pause(progress);
		try {
			final FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
			try {
				while (channel.tryLock() == null)
					pause(progress);
				return new WriteLock(file, channel);
			}
			catch (final IOException | RuntimeException e) {
				channel.close();
				throw e;
			}
		}
		catch (final IOException | RuntimeException e) {
			HELD.remove(file);
			throw e;
		}
	}

	private static void pause(final Progress progress) {
		progress.step("Waiting", 0, "another download or import of this file");
		try {
			Thread.sleep(POLL_MILLIS);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new CancelledException();
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
