package sc.fiji.unsupervised.weights;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.ProcessLock;
import sc.fiji.unsupervised.Progress;

/** The right to change a weight file, for one thread of one process at a time. */
final class WriteLock {

	private static final long POLL_MILLIS = 100;

	private WriteLock() {}

	/**
	 * Waits until nobody else has the lock.
	 *
	 * @param weights the file to be changed, in a folder that exists
	 * @throws CancelledException if the user stopped it
	 */
	static ProcessLock of(final Path weights, final Progress progress) throws IOException {
		final Path file = weights.resolveSibling(weights.getFileName() + ".lock");
		while (true) {
			final Optional<ProcessLock> lock = ProcessLock.tryTake(file);
			if (lock.isPresent()) return lock.get();
			pause(progress);
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
}
