package sc.fiji.unsupervised.weights;

/** What there is of a weight file, found without reading it. */
public enum State {

	/** Nothing. */
	ABSENT("not here"),
	/** The beginning, of a download that was stopped. */
	PARTIAL("partly here"),
	/** The file, checked when it came. */
	PRESENT("here"),
	/** The file, put there by hand and never checked. */
	UNCHECKED("here, not checked");

	private final String words;

	State(final String words) {
		this.words = words;
	}

	@Override
	public String toString() {
		return words;
	}
}
