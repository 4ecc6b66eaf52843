package sc.fiji.unsupervised.imagej;

import java.util.function.BiConsumer;
import java.util.function.Consumer;

import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;

/** Runs tasks on one thread, always the newest: a newer one cancels the one that runs and replaces one that waits. */
final class NewestTask implements AutoCloseable {

	private final Consumer<RuntimeException> failures;
	private final BiConsumer<String, String> reports;
	private final Thread thread = new Thread(this::run, "Unsupervised preview");
	/** Null when none waits. */
	private Consumer<Progress> next;
	private boolean closed;

	/**
	 * @param reports receives stage and message of the running task
	 * @param failures receives what a task throws, unless it was cancelled
	 */
	NewestTask(final BiConsumer<String, String> reports, final Consumer<RuntimeException> failures) {
		this.reports = reports;
		this.failures = failures;
		thread.setDaemon(true);
		thread.setContextClassLoader(NewestTask.class.getClassLoader());
		thread.start();
	}

	synchronized void submit(final Consumer<Progress> task) {
		next = task;
		notifyAll();
	}

	private void run() {
		for (Consumer<Progress> task = take(); task != null; task = take())
			try {
				task.accept(new Progress() {

					@Override
					public void report(final String stage, final double fraction, final String message) {
						if (!isCancelled()) reports.accept(stage, message);
					}

					@Override
					public boolean isCancelled() {
						return isOutdated();
					}
				});
			}
			catch (final CancelledException e) {
				// a newer one waits
			}
			catch (final RuntimeException e) {
				if (!isOutdated()) failures.accept(e);
			}
			catch (final OutOfMemoryError e) {
				failures.accept(new UserException("There is not enough memory for a preview; use a smaller scale."));
			}
	}

	/** Waits for a task; null when closed. */
	private synchronized Consumer<Progress> take() {
		try {
			while (next == null && !closed)
				wait();
		}
		catch (final InterruptedException e) {
			return null;
		}
		final Consumer<Progress> task = closed ? null : next;
		next = null;
		return task;
	}

	private synchronized boolean isOutdated() {
		return next != null || closed;
	}

	/** Cancels what runs and waits for its end. */
	@Override
	public void close() {
		synchronized (this) {
			closed = true;
			notifyAll();
		}
		boolean interrupted = false;
		while (thread.isAlive())
			try {
				thread.join();
			}
			catch (final InterruptedException e) {
				interrupted = true;
			}
		if (interrupted) Thread.currentThread().interrupt();
	}
}
