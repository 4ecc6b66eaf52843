package sc.fiji.unsupervised.engine;

import ai.djl.engine.EngineException;

/**
 * Sizes of batches. When the memory of a GPU is exhausted the batch is halved, and all later ones are no larger; when it
 * does not hold a single one, the failure is thrown and the job goes on with the CPU. On the CPU larger batches gain
 * nothing, and its memory is the system's.
 */
public final class Batches {

	/** Tiles; a GPU is idle most of the time with fewer of a small network. */
	private static final int CPU = 4, GPU = 64;

	/** Part of what PyTorch says when a GPU has no more memory, whichever allocator or library asked for it. */
	private static final String[] EXHAUSTED = { "out of memory", "CUBLAS_STATUS_ALLOC_FAILED", "CUDNN_STATUS_ALLOC_FAILED" };

	/** Work on the items from one number to another. */
	public interface Work {

		void run(int from, int to);
	}

	private final boolean gpu;
	private final int threads;
	private int size;

	/** @param threads of the CPU */
	Batches(final boolean gpu, final int threads) {
		this.gpu = gpu;
		this.threads = threads;
		size = gpu ? GPU : CPU;
	}

	/** Most items of a batch. */
	public int size() {
		return size;
	}

	/**
	 * Works on some items, batch after batch.
	 *
	 * @param work must keep nothing before its last computation on the device: a batch that fails is done again in halves
	 * @throws EngineException if the device fails otherwise, or does not hold one item
	 */
	public void run(final int count, final Work work) {
		run(count, 1, work);
	}

	/** The same, but on the CPU whole batches are put together until there is an item for each core. */
	public void runWide(final int count, final Work work) {
		run(count, gpu ? 1 : (threads + size - 1) / size, work);
	}

	private void run(final int count, final int together, final Work work) {
		int from = 0;
		while (from < count) {
			final int to = Math.min(count, from + together * size);
			try {
				work.run(from, to);
				from = to;
			}
			catch (final EngineException e) {
				if (!gpu || to - from == 1 || !isExhausted(e)) throw e;
				size = Math.min(size, (to - from) / 2);
			}
		}
	}

	private static boolean isExhausted(final EngineException e) {
		final String message = String.valueOf(e.getMessage());
		for (final String words : EXHAUSTED) if (message.contains(words)) return true;
		return false;
	}
}
