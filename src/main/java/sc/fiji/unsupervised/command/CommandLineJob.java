package sc.fiji.unsupervised.command;

import java.util.Locale;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.evaluate.MatchedScores;

/** One run of the command line: a folder job, compared with a ground truth where there is one. */
final class CommandLineJob implements AutoCloseable {

	private final FolderPlan plan;
	private final SliceShare share;
	private final Progress progress;
	private final FolderJob job;
	/** Null when there is none. */
	private final Truth truth;

	/**
	 * Opens the input; everything that can be wrong with it is found before the work begins.
	 *
	 * @throws sc.fiji.unsupervised.UserException if input, output or truth cannot be used
	 */
	CommandLineJob(final Arguments arguments, final Progress progress) {
		this.progress = progress;
		plan = arguments.plan();
		share = arguments.share();
		job = new FolderJob(plan, progress);
		try {
			truth = arguments.path("truth") == null ? null : new Truth(arguments.path("truth"), job.set().files());
		}
		catch (final RuntimeException | Error e) {
			job.close();
			throw e;
		}
	}

	/**
	 * Does it all.
	 *
	 * @return the closing line
	 */
	String run() {
		final long start = System.nanoTime();
		if (share.isNone()) return String.format(Locale.ROOT, "trained classes=%d seconds=%.1f model=%s", job.train().classes()
			.size(), (System.nanoTime() - start) / 1e9, plan.modelFile());
		final FolderResult result = job.run();
		if (truth != null) truth.compare(result.set().files(), plan.output(), progress);
		return closing(result, (System.nanoTime() - start) / 1e9);
	}

	@Override
	public void close() {
		job.close();
	}

	private String closing(final FolderResult result, final double seconds) {
		final StringBuilder line = new StringBuilder(String.format(Locale.ROOT,
			"slices=%d classes=%d seconds=%.1f backbone=%s device=%s", result.slices(), result.model().classes().size(), seconds,
			result.model().backbone().id(), result.device().map(device -> device.split(" ")[0]).orElse("none")));
		if (!result.set().skipped().isEmpty()) line.append(" skipped=").append(result.set().skipped().size());
		if (truth != null) {
			final MatchedScores scores = truth.scores();
			line.append(String.format(Locale.ROOT, " mIoU=%.2f accuracy=%.2f", scores.meanIou(), scores.accuracy()));
		}
		return line.toString();
	}
}
