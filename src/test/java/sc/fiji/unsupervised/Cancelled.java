package sc.fiji.unsupervised;

/** The user has already asked to stop. */
public final class Cancelled implements Progress {

	public static final Progress AT_ONCE = new Cancelled();

	private Cancelled() {}

	@Override
	public void report(final String stage, final double fraction, final String message) {}

	@Override
	public boolean isCancelled() {
		return true;
	}
}
