package sc.fiji.unsupervised;

/**
 * The input cannot be used. The message is one sentence for the user: which key or file, what is allowed and what to
 * do. Doors show the message alone, without a stack trace.
 */
public class UserException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public UserException(final String message) {
		super(message);
	}

	public UserException(final String message, final Throwable cause) {
		super(message, cause);
	}
}
