package sc.fiji.unsupervised.imagej;

import java.awt.Choice;
import java.awt.EventQueue;
import java.awt.TextField;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.GenericDialog;
import ij.gui.NonBlockingGenericDialog;
import ij.plugin.frame.Recorder;

import sc.fiji.unsupervised.UserException;

/**
 * The dialog of a command, made from its keys. Every value is a text field or a choice, so that a number is read by
 * {@link Key#parse} in the dialog as in a macro. What is entered goes to the macro recorder.
 */
final class OptionsDialog {

	private static final int COLUMNS = 12, LINE = 80;

	private OptionsDialog() {}

	/**
	 * Asks until every value is allowed.
	 *
	 * @param image on which a command may show what it will do, or null
	 * @return value by key, or null when the user cancelled
	 */
	static Map<String, Object> ask(final CommandKeys command, final ImagePlus image) {
		final Map<String, String> texts = new LinkedHashMap<>();
		for (final Key key : command.keys())
			texts.put(key.name(), Key.format(key.value()));
		while (show(command, image, texts)) {
			try {
				return command.parse(texts);
			}
			catch (final UserException e) {
				IJ.showMessage(command.title(), wrap(e.getMessage()));
				// Or the second round would be recorded as duplicates of the first.
				if (IJ.recording()) Recorder.setCommand(command.title());
			}
		}
		// Else a line would be recorded that opens the dialog.
		if (IJ.recording()) Recorder.setCommand(null);
		return null;
	}

	/** Shows the values and replaces them by what was entered; false when cancelled. */
	private static boolean show(final CommandKeys command, final ImagePlus image, final Map<String, String> texts) {
		final boolean previewed = command.isPreviewed() && image != null && image.getWindow() != null && !EventQueue
			.isDispatchThread();
		// With a preview the image's slider and zoom are needed.
		final GenericDialog dialog = previewed ? new NonBlockingGenericDialog(command.title()) : new GenericDialog(command
			.title());
		dialog.addMessage(wrap(command.info().getDescription()));
		for (final Key key : command.keys()) {
			final int before = dialog.getComponentCount();
			add(dialog, key, texts.get(key.name()));
			for (int i = before; i < dialog.getComponentCount(); i++)
				Tooltip.add(dialog.getComponent(i), key.description());
		}
		dialog.addHelp(help(command));
		if (previewed) try (DialogPreview preview = new DialogPreview(dialog, command, image, () -> read(dialog, command))) {
			dialog.showDialog();
		}
		else dialog.showDialog();
		if (dialog.wasCanceled()) return false;
		// Other commands may have been recorded meanwhile.
		if (previewed && IJ.recording()) Recorder.setCommand(command.title());
		for (final Key key : command.keys())
			texts.put(key.name(), isChoice(key) ? dialog.getNextChoice() : dialog.getNextString());
		return true;
	}

	/** What stands in the dialog now; unlike its own getters this leaves the recorder alone. */
	private static Map<String, String> read(final GenericDialog dialog, final CommandKeys command) {
		final Iterator<?> fields = iterator(dialog.getStringFields()), choices = iterator(dialog.getChoices());
		final Map<String, String> texts = new LinkedHashMap<>();
		for (final Key key : command.keys())
			texts.put(key.name(), isChoice(key) ? ((Choice) choices.next()).getSelectedItem() : ((TextField) fields.next())
				.getText());
		return texts;
	}

	private static boolean isChoice(final Key key) {
		return !key.choices().isEmpty() || key.isImage();
	}

	/** ImageJ gives null for no fields. */
	private static Iterator<?> iterator(final List<?> fields) {
		return fields == null ? Collections.emptyIterator() : fields.iterator();
	}

	private static void add(final GenericDialog dialog, final Key key, final String text) {
		final List<String> choices = key.choices();
		if (!choices.isEmpty()) dialog.addChoice(key.label(), choices.toArray(new String[0]), text);
		else if (key.isFile()) FileField.add(dialog, key, text);
		else if (key.isImage()) ImageField.add(dialog, key, text);
		else dialog.addStringField(key.label(), text, COLUMNS);
	}

	private static String help(final CommandKeys command) {
		final StringBuilder out = new StringBuilder("<html><h3>").append(escape(command.title())).append("</h3><p>").append(
			escape(command.info().getDescription())).append("</p><table>");
		for (final Key key : command.keys())
			out.append("<tr valign='top'><td><b>").append(key.name()).append("</b></td><td>").append(escape(key.description())).append(
				" (").append(escape(key.allowed())).append(")</td></tr>");
		return out.append("</table></html>").toString();
	}

	/** Breaks a sentence into lines; ImageJ's messages are as wide as their longest line. */
	static String wrap(final String sentence) {
		final StringBuilder out = new StringBuilder();
		int width = 0;
		for (final String word : sentence.split(" ")) {
			final boolean full = width + word.length() > LINE && width > 0;
			out.append(width == 0 ? "" : full ? "\n" : " ").append(word);
			width = full ? word.length() : width + 1 + word.length();
		}
		return out.toString();
	}

	static String escape(final String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
	}
}
