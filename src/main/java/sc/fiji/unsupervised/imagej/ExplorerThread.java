package sc.fiji.unsupervised.imagej;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import ij.IJ;

import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.Progress;

/**
 * The one thread that works for an explorer, so that its windows never wait. Of drawings only the latest is done; jobs
 * are done one after the other.
 */
final class ExplorerThread {

	private final String title;
	private final ExecutorService thread = Executors.newSingleThreadExecutor(job -> {
		final Thread made = new Thread(job, "Explore Correspondences");
		made.setDaemon(true);
		return made;
	});
	private final AtomicReference<Consumer<Progress>> next = new AtomicReference<>();
	private volatile boolean closed;

	/**
	 * @param title of messages
	 */
	ExplorerThread(final String title) {
		this.title = title;
	}

	/** Does something and waits for it; what it throws is thrown here. */
	<T> T call(final Callable<T> job) {
		try {
			return thread.submit(job).get();
		}
		catch (final ExecutionException e) {
			if (e.getCause() instanceof RuntimeException cause) throw cause;
			if (e.getCause() instanceof Error cause) throw cause;
			throw new IllegalStateException(e.getCause());
		}
		catch (final InterruptedException e) {
			throw new CancelledException();
		}
	}

	/**
	 * Draws soon, unless something else is to be drawn before that.
	 *
	 * @param failed what to do after telling that it failed
	 */
	void draw(final Consumer<Progress> drawing, final Runnable failed) {
		if (next.getAndSet(drawing) != null || closed) return;
		thread.execute(() -> {
			final Consumer<Progress> latest = next.getAndSet(null);
			final Quiet progress = new Quiet();
			if (!tell(() -> latest.accept(progress))) failed.run();
			progress.finish();
		});
	}

	/** Does a job that shows how far it is and that Esc cancels. */
	void run(final Consumer<Progress> job) {
		if (!closed) thread.execute(() -> {
			final IjProgress shown = new IjProgress();
			tell(() -> job.accept(new Progress() {

				@Override
				public void report(final String stage, final double fraction, final String message) {
					shown.report(stage, fraction, message);
				}

				@Override
				public void log(final String line) {
					shown.log(line);
				}

				@Override
				public boolean isCancelled() {
					return closed || shown.isCancelled();
				}
			}));
			shown.finish("");
		});
	}

	private boolean tell(final Runnable job) {
		return Failures.tell(title, () -> {
			try {
				job.run();
			}
			catch (final CancelledException e) {
				// nothing to tell
			}
		});
	}

	/** Does something after all that was asked for; at once when the thread has ended. */
	void last(final Runnable job) {
		if (closed) job.run();
		else thread.execute(job);
	}

	boolean isClosed() {
		return closed;
	}

	/** Stops what is being done, and ends after what {@link #last} asked for. */
	void close() {
		closed = true;
		thread.shutdown();
	}

	/** For drawings: Esc is meant for others, and a bar would flicker. */
	private final class Quiet implements Progress {

		private boolean reported;

		@Override
		public void report(final String stage, final double fraction, final String message) {
			reported = true;
			IJ.showStatus(stage + ": " + message);
		}

		void finish() {
			if (reported) IJ.showStatus("");
		}

		@Override
		public boolean isCancelled() {
			return closed;
		}
	}
}
