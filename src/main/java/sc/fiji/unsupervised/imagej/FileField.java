package sc.fiji.unsupervised.imagej;

import java.awt.TextField;

import org.scijava.widget.FileWidget;

import ij.gui.GenericDialog;
import ij.io.DirectoryChooser;
import ij.io.OpenDialog;
import ij.io.SaveDialog;
import ij.plugin.frame.Recorder;

/**
 * A text field for a path with a button that chooses one. ImageJ's own file fields let only existing files be chosen, and
 * record the choice a second time under the key "select".
 */
final class FileField {

	private static final int COLUMNS = 30;

	private FileField() {}

	/** Adds the field; its text is the dialog's next string. */
	static void add(final GenericDialog dialog, final Key key, final String text) {
		dialog.addStringField(key.label(), text, COLUMNS);
		final TextField field = (TextField) dialog.getStringFields().lastElement();
		dialog.addToSameRow();
		dialog.addButton("Browse", event -> {
			final String chosen = choose(key);
			if (chosen != null) field.setText(chosen);
		});
	}

	/** A path with slashes, or null when cancelled. */
	private static String choose(final Key key) {
		final String title = "Select " + key.label();
		if (key.isFolder()) {
			final DirectoryChooser chooser = new DirectoryChooser(title);
			Recorder.disablePathRecording();
			return path(chooser.getDirectory(), "");
		}
		if (key.style().contains(FileWidget.SAVE_STYLE)) {
			final SaveDialog chooser = new SaveDialog(title, key.name(), ".useg");
			Recorder.disablePathRecording();
			return path(chooser.getDirectory(), chooser.getFileName());
		}
		final OpenDialog chooser = new OpenDialog(title, null);
		Recorder.disablePathRecording();
		return path(chooser.getDirectory(), chooser.getFileName());
	}

	private static String path(final String folder, final String name) {
		return folder == null || name == null ? null : Recorder.fixPath(folder + name);
	}
}
