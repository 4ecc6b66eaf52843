package sc.fiji.unsupervised;

/**
 * Receives how far a job has come and says whether the user wants it to stop. The core reports to it between tiles,
 * training steps and slices; doors adapt it to the ImageJ status bar, a SciJava task or a terminal.
 */
public interface Progress {

	/** Shows nothing and never cancels. */
	Progress NONE = (stage, fraction, message) -> {};

	/**
	 * Called often; must be cheap.
	 *
	 * @param stage what is being done, in one or two words, e.g. "Training"
	 * @param fraction share of this stage that is done, 0 to 1
	 * @param message details such as "step 120 of 500, loss 0.041", or an empty string
	 */
	void report(String stage, double fraction, String message);

	/** One line worth keeping, such as the device that computes and why. */
	default void log(final String line) {}

	/**
	 * Told after every step of a training; must be cheap. Ending a training early gives a result, cancelling gives none.
	 *
	 * @return whether further steps are wanted; if not, the method goes on with what it has learned so far
	 */
	default boolean trained(final TrainingStep step) {
		return true;
	}

	/** Whether the user asked to stop. */
	default boolean isCancelled() {
		return false;
	}

	/** The same job for a part of a stage that shall not show as a stage of its own: it can be cancelled but is silent. */
	default Progress silent() {
		final Progress whole = this;
		return new Progress() {

			@Override
			public void report(final String stage, final double fraction, final String message) {}

			@Override
			public boolean isCancelled() {
				return whole.isCancelled();
			}
		};
	}

	/**
	 * Reports and then stops the job if the user wants that.
	 *
	 * @throws CancelledException if {@link #isCancelled()}
	 */
	default void step(final String stage, final double fraction, final String message) {
		report(stage, fraction, message);
		check();
	}

	/**
	 * Stops the job if the user wants that.
	 *
	 * @throws CancelledException if {@link #isCancelled()} or the thread was interrupted
	 */
	default void check() {
		if (isCancelled() || Thread.currentThread().isInterrupted()) throw new CancelledException();
	}
}
