package sc.fiji.unsupervised;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Progress in a terminal: stage, bar, remaining time of the stage. Where nobody watches, such as in a log file, one line
 * for each stage when it comes first.
 */
public class TerminalProgress implements Progress {

	private static final int BAR = 24, WIDTH = 100;
	private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);

	private final PrintStream out;
	private final boolean live;
	/** Lines and stages that were printed already. */
	private final Set<String> told = new HashSet<>();
	private final RemainingTime remaining = new RemainingTime();
	private String stage = "";
	private long shown;
	private volatile boolean cancelled;

	/**
	 * @param live whether {@code out} is a terminal, where a line can be drawn over
	 */
	public TerminalProgress(final PrintStream out, final boolean live) {
		this.out = out;
		this.live = live;
	}

	@Override
	public synchronized void report(final String newStage, final double fraction, final String message) {
		final long now = System.nanoTime();
		final boolean first = !newStage.equals(stage);
		if (!first && (!live || now - shown < INTERVAL)) return;
		if (first) {
			clear();
			stage = newStage;
			if (!live && told.add(stage)) out.println(stage);
		}
		shown = now;
		if (live) draw(line(fraction, message, remaining.text(stage, fraction, now)));
	}

	private String line(final double fraction, final String message, final String left) {
		final int filled = (int) Math.round(Math.max(0, Math.min(1, fraction)) * BAR);
		return String.format(Locale.ROOT, "%-14s [%s%s] %3.0f %%  %s  %s", stage, "#".repeat(filled), "-".repeat(BAR - filled),
			100 * fraction, left, message);
	}

	private void draw(final String line) {
		final String cut = line.length() > WIDTH ? line.substring(0, WIDTH) : line;
		out.print("\r" + cut + " ".repeat(WIDTH - cut.length()) + "\r" + cut);
		out.flush();
	}

	private void clear() {
		if (live && !stage.isEmpty()) out.print("\r" + " ".repeat(WIDTH) + "\r");
	}

	@Override
	public synchronized void log(final String line) {
		if (!told.add(line)) return;
		clear();
		out.println(line);
	}

	/** Removes the bar, so that the next line starts at the left. */
	public synchronized void finish() {
		clear();
		stage = "";
	}

	/** Lets the job stop at its next step. */
	public void cancel() {
		cancelled = true;
	}

	@Override
	public boolean isCancelled() {
		return cancelled;
	}
}
