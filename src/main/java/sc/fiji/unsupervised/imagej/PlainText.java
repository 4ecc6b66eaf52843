package sc.fiji.unsupervised.imagej;

import javax.swing.JComponent;

/**
 * Text that Swing shows as it stands. Swing takes text that begins with {@code <html>} for markup and fetches the pictures
 * that it names from wherever it says; names in a model file may come from strangers.
 */
final class PlainText {

	private PlainText() {}

	/** @param shown a label, or what draws the cells of a table or list */
	static <T> T of(final T shown) {
		((JComponent) shown).putClientProperty("html.disable", true);
		return shown;
	}
}
