package sc.fiji.unsupervised.imagej;

import java.awt.EventQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

import javax.swing.JProgressBar;

import ij.IJ;

import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;

/** One piece of work of a window, on a thread of its own: shows how far it is in a bar and can be cancelled. */
final class WindowJob implements Progress {

	private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);

	private final JProgressBar bar;
	private volatile boolean cancelled;
	private long shown = System.nanoTime() - INTERVAL;

	private WindowJob(final JProgressBar bar) {
		this.bar = bar;
	}

	/**
	 * Starts it.
	 *
	 * @param work gives one sentence on what was done
	 * @param ended is given that sentence, or that of a failure, on the event thread
	 */
	static WindowJob start(final String name, final JProgressBar bar, final Function<Progress, String> work,
		final Consumer<String> ended)
	{
		final WindowJob job = new WindowJob(bar);
		final Thread thread = new Thread(() -> {
			final String sentence = job.run(work);
			EventQueue.invokeLater(() -> ended.accept(sentence));
		}, name);
		thread.setDaemon(true);
		thread.start();
		return job;
	}

	private String run(final Function<Progress, String> work) {
		try {
			return work.apply(this);
		}
		catch (final CancelledException e) {
			return "Cancelled.";
		}
		catch (final UserException e) {
			return e.getMessage();
		}
		catch (final RuntimeException | Error e) {
			IJ.handleException(e);
			return "This is an error of the plugin (" + e + "); please report it with the text of the Log window.";
		}
	}

	void cancel() {
		cancelled = true;
	}

	@Override
	public boolean isCancelled() {
		return cancelled;
	}

	@Override
	public synchronized void report(final String stage, final double fraction, final String message) {
		final long now = System.nanoTime();
		if (now - shown < INTERVAL && fraction < 1) return;
		shown = now;
		EventQueue.invokeLater(() -> {
			bar.setValue((int) (fraction * bar.getMaximum()));
			bar.setString(message.isEmpty() ? stage : stage + ": " + message);
		});
	}
}
