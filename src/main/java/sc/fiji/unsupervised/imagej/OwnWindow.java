package sc.fiji.unsupervised.imagej;

/** A command that shows a person its own window in place of the dialog made from its keys. Macros run it by its keys. */
public interface OwnWindow {

	/** Opens the window, or brings it to the front; returns at once. */
	void openWindow();
}
