package sc.fiji.unsupervised;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A user who stops a training after one of its steps, and reads the log. */
public final class StopAfter implements Progress {

	public final List<String> log = new CopyOnWriteArrayList<>();
	private final String words;
	private volatile boolean stopped;

	/** @param step number of the step, from 1; 0 for never */
	public StopAfter(final int step) {
		words = "step " + step + " of ";
	}

	@Override
	public void report(final String stage, final double fraction, final String message) {
		if (message.startsWith(words)) stopped = true;
	}

	@Override
	public void log(final String line) {
		log.add(line);
	}

	@Override
	public boolean isCancelled() {
		return stopped;
	}
}
