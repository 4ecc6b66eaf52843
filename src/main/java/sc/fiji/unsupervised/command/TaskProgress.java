package sc.fiji.unsupervised.command;

import java.util.concurrent.TimeUnit;

import org.scijava.log.LogService;
import org.scijava.task.Task;
import org.scijava.task.TaskService;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.RemainingTime;

/** Progress as a SciJava task, which Fiji shows as a small bar that can be cancelled. */
final class TaskProgress implements Progress, AutoCloseable {

	private static final int PARTS = 1000;
	private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(50);

	private final Task task;
	private final LogService log;
	private final RemainingTime remaining = new RemainingTime();
	private long shown = System.nanoTime() - INTERVAL;

	/**
	 * Starts the task.
	 *
	 * @param log for lines worth keeping, or null
	 */
	TaskProgress(final TaskService tasks, final LogService log, final String name) {
		this.log = log;
		task = tasks.createTask(name);
		task.setProgressMaximum(PARTS);
		task.start();
	}

	@Override
	public synchronized void report(final String stage, final double fraction, final String message) {
		// Each change of a task is an event to all of Fiji.
		final long now = System.nanoTime();
		if (now - shown < INTERVAL && fraction < 1) return;
		shown = now;
		task.setProgressValue(Math.round(fraction * PARTS));
		task.setStatusMessage(remaining.line(stage, fraction, message, now));
	}

	@Override
	public void log(final String line) {
		if (log != null) log.info(line);
	}

	@Override
	public boolean isCancelled() {
		return task.isCanceled();
	}

	@Override
	public void close() {
		task.finish();
	}
}
