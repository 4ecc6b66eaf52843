package sc.fiji.unsupervised.command;

import java.util.List;

import sc.fiji.unsupervised.Progress;

/** Progress of labelling that names the image in work. */
final class FolderProgress implements Progress {

	private final Progress shown;
	/** Shrinks while the job goes on. */
	private final List<FolderFile> pending;
	private final int all;

	FolderProgress(final Progress shown, final List<FolderFile> pending, final int all) {
		this.shown = shown;
		this.pending = pending;
		this.all = all;
	}

	@Override
	public void report(final String stage, final double fraction, final String message) {
		final boolean known = all > 1 && !pending.isEmpty();
		shown.report(stage, fraction, known ? "image " + (all - pending.size() + 1) + " of " + all + ", " + pending.get(0)
			.fileName() : message);
	}

	@Override
	public void log(final String line) {
		shown.log(line);
	}

	@Override
	public boolean isCancelled() {
		return shown.isCancelled();
	}
}
