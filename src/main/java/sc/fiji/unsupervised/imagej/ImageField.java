package sc.fiji.unsupervised.imagej;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.io.OpenDialog;
import ij.plugin.frame.Recorder;

import java.awt.Choice;
import java.awt.event.ItemEvent;
import java.util.LinkedHashSet;
import java.util.Set;

/** A choice among the open images, and of a file. */
final class ImageField {

	private static final String FILE = "Choose a file...";

	private ImageField() {}

	/**
	 * Adds the field; its text is the dialog's next choice.
	 *
	 * @param text title or path that is chosen at first; if empty, the first image beside the current one
	 */
	static void add(final GenericDialog dialog, final Key key, final String text) {
		final ImagePlus current = WindowManager.getCurrentImage();
		final Set<String> items = new LinkedHashSet<>(OpenImages.titles());
		if (current != null) items.remove(current.getTitle());
		items.add(OpenImages.NONE);
		if (!text.isEmpty()) items.add(text);
		items.add(FILE);
		dialog.addChoice(key.label(), items.toArray(new String[0]), text.isEmpty() ? items.iterator().next() : text);
		final Choice choice = (Choice) dialog.getChoices().lastElement();
		final String[] last = { choice.getSelectedItem() };
		choice.addItemListener(event -> {
			if (event.getStateChange() != ItemEvent.SELECTED || !FILE.equals(choice.getSelectedItem())) {
				last[0] = choice.getSelectedItem();
				return;
			}
			final String path = choose(key);
			if (path != null) {
				choice.insert(path, choice.getItemCount() - 1);
				last[0] = path;
			}
			choice.select(last[0]);
		});
	}

	private static String choose(final Key key) {
		final OpenDialog chooser = new OpenDialog("Select " + key.label(), null);
		Recorder.disablePathRecording();
		return chooser.getPath() == null ? null : Recorder.fixPath(chooser.getPath());
	}
}
