package sc.fiji.unsupervised;

/** How long a stage will still take, from the share that is done since it began. */
public final class RemainingTime {

	/** Before this share is done a guess would jump about. */
	private static final double EARLIEST = 0.02;

	private String stage = "";
	private long start;

	/**
	 * A line for a status bar.
	 *
	 * @param now {@link System#nanoTime()}
	 * @return such as "Training: step 120 of 500, loss 0.041, 1:20 left"
	 */
	public String line(final String newStage, final double fraction, final String message, final long now) {
		final String left = text(newStage, fraction, now);
		final String details = message.isEmpty() || left.isEmpty() ? message + left : message + ", " + left;
		return details.isEmpty() ? newStage : newStage + ": " + details;
	}

	/**
	 * To be asked at every report of a stage; the first one starts its clock.
	 *
	 * @param fraction share that is done, 0 to 1
	 * @param now {@link System#nanoTime()}
	 * @return such as "1:20 left", or an empty string when nothing can be said
	 */
	public String text(final String newStage, final double fraction, final long now) {
		if (!newStage.equals(stage)) {
			stage = newStage;
			start = now;
		}
		if (!(fraction > EARLIEST && fraction < 1)) return "";
		final long s = Math.round((now - start) / 1e9 * (1 - fraction) / fraction);
		return s < 3600 ? String.format("%d:%02d left", s / 60, s % 60) : String.format("%d:%02d:%02d left", s / 3600, s /
			60 % 60, s % 60);
	}
}
