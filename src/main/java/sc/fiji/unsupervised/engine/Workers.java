package sc.fiji.unsupervised.engine;

import ai.djl.pytorch.jni.JniUtils;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Threads on which the engine computes with one core each, so that pieces of work too small to be shared out by it fill
 * all cores side by side. The calling thread waits meanwhile, and the engine's own threads sleep.
 */
final class Workers implements AutoCloseable {

	private final ExecutorService threads;

	/** @param count of threads, which is also that of the engine on the calling thread and stays so there */
	Workers(final int count) {
		threads = Executors.newFixedThreadPool(count, task -> {
			final Thread thread = new Thread(task, "Unsupervised Segmentation computes");
			thread.setDaemon(true);
			return thread;
		});
		final CountDownLatch ready = new CountDownLatch(count);
		for (int i = 0; i < count; i++) threads.execute(() -> {
			// How many threads the engine takes is a setting of the thread that asks, which the last one also leaves to new threads.
			JniUtils.setNumThreads(1);
			JniUtils.setGradMode(false);
			ready.countDown();
			uninterrupted(ready);
		});
		uninterrupted(ready);
		JniUtils.setNumThreads(count);
	}

	private static void uninterrupted(final CountDownLatch latch) {
		boolean interrupted = false;
		while (true) try {
			latch.await();
			break;
		}
		catch (final InterruptedException e) {
			interrupted = true;
		}
		if (interrupted) Thread.currentThread().interrupt();
	}

	/**
	 * Does tasks side by side and waits for all of them, also when the calling thread is interrupted: nobody may free what
	 * they compute on before.
	 *
	 * @return what they gave, in order
	 */
	<T> List<T> each(final int count, final IntFunction<T> task) {
		final List<Future<T>> futures = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			final int number = i;
			futures.add(threads.submit(() -> task.apply(number)));
		}
		final List<T> results = new ArrayList<>();
		Throwable failure = null;
		boolean interrupted = false;
		for (int i = 0; i < count;) try {
			results.add(futures.get(i).get());
			i++;
		}
		catch (final InterruptedException e) {
			interrupted = true;
		}
		catch (final ExecutionException e) {
			if (failure == null) failure = e.getCause();
			i++;
		}
		if (interrupted) Thread.currentThread().interrupt();
		if (failure instanceof Error error) throw error;
		if (failure != null) throw (RuntimeException) failure;
		return results;
	}

	@Override
	public void close() {
		threads.shutdown();
	}
}
