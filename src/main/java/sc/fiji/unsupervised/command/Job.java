package sc.fiji.unsupervised.command;

import java.nio.channels.ClosedByInterruptException;

import org.scijava.Cancelable;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.log.LogService;
import org.scijava.plugin.Parameter;
import org.scijava.task.TaskService;

import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.TrainingStep;
import sc.fiji.unsupervised.UserException;

/** A command that takes its time: it reports progress, and ends without an error when it is cancelled. */
abstract class Job implements Command, Cancelable {

	/** Set by doors that show progress in their own way; else SciJava's task bar shows it. */
	@Parameter(visibility = ItemVisibility.INVISIBLE, required = false, persist = false)
	private Progress progress;

	@Parameter(required = false, persist = false)
	private TaskService tasks;

	@Parameter(required = false, persist = false)
	private LogService log;

	private volatile String cancelReason;

	/** Does the work; calls {@code progress} between its steps. */
	abstract void work(Progress progress);

	@Override
	public final void run() {
		if (progress == null && tasks != null) {
			try (TaskProgress task = new TaskProgress(tasks, log, getClass().getSimpleName())) {
				run(task);
			}
		}
		else run(progress == null ? Progress.NONE : progress);
	}

	private void run(final Progress shown) {
		try {
			work(new Progress() {

				@Override
				public void report(final String stage, final double fraction, final String message) {
					shown.report(stage, fraction, message);
				}

				@Override
				public void log(final String line) {
					shown.log(line);
				}

				@Override
				public boolean trained(final TrainingStep step) {
					return shown.trained(step);
				}

				@Override
				public boolean isCancelled() {
					return isCanceled() || shown.isCancelled();
				}
			});
		}
		catch (final CancelledException e) {
			if (cancelReason == null) cancel("Cancelled.");
		}
		catch (final UserException e) {
			if (!isInterruption(e)) throw e;
			if (cancelReason == null) cancel("Cancelled.");
		}
	}

	/** An interrupted thread finds the file closed that it was reading or writing. */
	private static boolean isInterruption(final Throwable failure) {
		return failure != null && (failure instanceof ClosedByInterruptException || isInterruption(failure.getCause()));
	}

	@Override
	public boolean isCanceled() {
		return cancelReason != null;
	}

	@Override
	public void cancel(final String reason) {
		cancelReason = reason == null ? "Cancelled." : reason;
	}

	@Override
	public String getCancelReason() {
		return cancelReason;
	}
}
