package sc.fiji.unsupervised.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import sc.fiji.unsupervised.CancelledException;

/**
 * The threads that compute. When the program ends, as by quitting ImageJ, they are interrupted and waited for: native
 * libraries that are taken down under a computation crash.
 */
final class Computing {

	private static final long MOST_MILLIS = 20_000, POLL_MILLIS = 5;
	private static final Set<Thread> THREADS = ConcurrentHashMap.newKeySet();
	private static volatile boolean ending;

	static {
		Runtime.getRuntime().addShutdownHook(new Thread(Computing::end, "Unsupervised Segmentation ends"));
	}

	private Computing() {}

	/**
	 * Computes on the calling thread.
	 *
	 * @throws CancelledException if the program is ending
	 */
	static <T> T call(final Supplier<T> work) {
		final boolean outermost = THREADS.add(Thread.currentThread());
		try {
			if (ending) throw new CancelledException();
			return work.get();
		}
		finally {
			if (outermost) THREADS.remove(Thread.currentThread());
		}
	}

	private static void end() {
		ending = true;
		THREADS.forEach(Thread::interrupt);
		final long last = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MOST_MILLIS);
		try {
			while (!THREADS.isEmpty() && System.nanoTime() - last < 0) Thread.sleep(POLL_MILLIS);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}
}
