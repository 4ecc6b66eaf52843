package sc.fiji.unsupervised;

import com.sun.management.ThreadMXBean;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/**
 * What is promised of every reader of foreign bytes: it gives a result or our own exception with one sentence, in time,
 * and takes no more memory than a stated multiple of what it is given.
 *
 * @param always bytes that may be allocated for any input
 * @param perByte bytes that may be allocated for each byte of the input
 */
public record Bounds(long always, long perByte) {

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
	private static final long MOST_SECONDS = 10;

	/**
	 * Reads once; and again where the first time, in which classes are loaded, took too much.
	 *
	 * @param size of the input in bytes
	 * @throws AssertionError if a promise is broken
	 */
	public void check(final long size, final Runnable reader) {
		final long allowed = always + perByte * size;
		long used = allocated(reader);
		if (used > allowed) used = allocated(reader);
		if (used > allowed) throw new AssertionError(used + " bytes were allocated for an input of " + size + " bytes");
	}

	private static long allocated(final Runnable reader) {
		final long before = THREADS.getCurrentThreadAllocatedBytes(), start = System.nanoTime();
		try {
			reader.run();
		}
		catch (final UserException e) {
			final String sentence = e.getMessage();
			if (sentence.isBlank() || sentence.contains("\n") || !sentence.endsWith(".")) throw new AssertionError(
				"This is no sentence: " + sentence, e);
		}
		final long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
		if (seconds > MOST_SECONDS) throw new AssertionError("It took " + seconds + " seconds.");
		return THREADS.getCurrentThreadAllocatedBytes() - before;
	}
}
