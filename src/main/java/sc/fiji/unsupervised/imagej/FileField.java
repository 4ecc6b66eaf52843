package sc.fiji.unsupervised.imagej;

import java.awt.Button;
import java.awt.FlowLayout;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Panel;
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
		final Button browse = new Button("Browse");
		browse.addActionListener(event -> {
			final String chosen = choose(key);
			if (chosen != null) field.setText(chosen);
		});
		// The field's cell takes both: a button in a cell of its own would be cut off by the dialog's edge.
		final GridBagConstraints cell = ((GridBagLayout) dialog.getLayout()).getConstraints(field);
		final Panel both = new Panel(new FlowLayout(FlowLayout.LEFT, 0, 0));
		dialog.remove(field);
		both.add(field);
		both.add(browse);
		dialog.add(both, cell);
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
			final SaveDialog chooser = new SaveDialog(title, key.name(), key.extension());
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
