package sc.fiji.unsupervised.crf;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Loops over fixed blocks of an index range in parallel. Where blocks begin depends on the range alone and every block
 * writes its own elements, so results are the same for any number of threads.
 */
final class Blocks {

	private static final int SIZE = 1 << 13;

	/** Work on the indices {@code from} (inclusive) to {@code to} (exclusive). */
	interface Body {

		void run(int from, int to);
	}

	private Blocks() {}

	/** Covers 0 to {@code count} exclusive. */
	static void forEach(final int count, final Body body) {
		final int blocks = (int) (((long) count + SIZE - 1) / SIZE);
		IntStream.range(0, blocks).parallel().forEach(b -> body.run(b * SIZE, (int) Math.min(count, (b + 1L) * SIZE)));
	}

	/** Runs something that needs one thread beside something that is parallel itself, and waits for both. */
	static void both(final Runnable serial, final Runnable parallel) {
		Stream.of(serial, parallel).parallel().forEach(Runnable::run);
	}
}
