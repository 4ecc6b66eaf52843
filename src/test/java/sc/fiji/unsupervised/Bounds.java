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
		if (trouble(size, reader).isEmpty()) return;
		final String again = trouble(size, reader);
		if (!again.isEmpty()) throw new AssertionError(again);
	}

	/** Empty if there is none. The time is that of the processor, because machines may be busy. */
	private String trouble(final long size, final Runnable reader) {
		final long before = THREADS.getCurrentThreadAllocatedBytes(), start = THREADS.getCurrentThreadCpuTime();
		read(reader);
		final long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
		final long seconds = TimeUnit.NANOSECONDS.toSeconds(THREADS.getCurrentThreadCpuTime() - start);
		if (bytes > always + perByte * size) return bytes + " bytes were allocated for an input of " + size + " bytes";
		return seconds > MOST_SECONDS ? "It took " + seconds + " seconds." : "";
	}

	private static void read(final Runnable reader) {
		try {
			reader.run();
		}
		catch (final UserException e) {
			final String sentence = e.getMessage();
			if (sentence.isBlank() || sentence.contains("\n") || !sentence.endsWith(".")) throw new AssertionError(
				"This is no sentence: " + sentence, e);
		}
	}
}
