package sc.fiji.unsupervised;

/**
 * The computer is not ready: the engine's native library is missing, of another version or cannot be loaded. The
 * message is one sentence that says what to do; {@link #report()} tells what was found.
 */
public final class SetupException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String report;

	public SetupException(final String message, final String report, final Throwable cause) {
		super(message, cause);
		this.report = report;
	}

	/** Versions, paths and devices found, as text that can be copied into a question to others. */
	public String report() {
		return report;
	}
}
