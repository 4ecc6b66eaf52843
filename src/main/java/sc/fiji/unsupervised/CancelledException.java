package sc.fiji.unsupervised;

/** The user stopped the job. No door reports this as an error. */
public final class CancelledException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public CancelledException() {
		super("Cancelled.");
	}
}
