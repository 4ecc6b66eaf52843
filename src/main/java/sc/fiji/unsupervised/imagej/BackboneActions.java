package sc.fiji.unsupervised.imagej;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import javax.swing.JOptionPane;
import javax.swing.JProgressBar;

import ij.IJ;
import ij.io.OpenDialog;
import ij.plugin.frame.Recorder;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.backbone.CatalogueEntry;
import sc.fiji.unsupervised.weights.Consent;
import sc.fiji.unsupervised.weights.WeightStore;

/**
 * What the buttons of the window of backbones do, one thing at a time. Each is recorded as the macro line that does the
 * same. On the event thread.
 */
final class BackboneActions {

	private final BackbonesWindow window;
	private final WeightStore store;
	private final JProgressBar bar;
	/** What is under way, or null. */
	private WindowJob job;

	BackboneActions(final BackbonesWindow window, final WeightStore store, final JProgressBar bar) {
		this.window = window;
		this.store = store;
		this.bar = bar;
	}

	boolean isBusy() {
		return job != null;
	}

	void cancel() {
		if (job != null) job.cancel();
	}

	void download(final CatalogueEntry entry) {
		if (!new ConsentDialog(window, store.folder()).isGiven(entry)) return;
		start("Downloading " + entry.id() + " ...", keys(entry, "download", "consent", "yes"), progress -> {
			store.download(entry, Consent.GIVEN, progress);
			return entry.id() + " is here and is the published file; choose it with backbone=" + entry.id() + ".";
		});
	}

	void verify(final CatalogueEntry entry) {
		start("Reading " + entry.id() + " ...", keys(entry, "verify"), progress -> store.verify(entry, progress).toString());
	}

	void chooseImport() {
		final OpenDialog chooser = new OpenDialog("Import a Backbone", null);
		Recorder.disablePathRecording();
		if (chooser.getFileName() != null) importFile(Path.of(chooser.getDirectory(), chooser.getFileName()));
	}

	void importFile(final Path file) {
		final Map<String, String> keys = new LinkedHashMap<>();
		keys.put("action", "import");
		keys.put("file", Key.format(file.toFile()));
		start("Importing " + file.getFileName() + " ...", keys, progress -> "Imported: " + store.importFile(file, progress));
	}

	void remove(final CatalogueEntry entry) {
		final String question = "Delete the file of " + entry.id() + " from " + store.folder() + "?";
		if (JOptionPane.showConfirmDialog(window, question, "Remove a Backbone", JOptionPane.OK_CANCEL_OPTION) !=
			JOptionPane.OK_OPTION) return;
		start("Removing " + entry.id() + " ...", keys(entry, "remove"), progress -> {
			store.remove(entry, progress);
			return entry.id() + " was removed.";
		});
	}

	private static Map<String, String> keys(final CatalogueEntry entry, final String action, final String... more) {
		final Map<String, String> keys = new LinkedHashMap<>();
		keys.put("backbone", entry.id());
		keys.put("action", action);
		for (int i = 0; i < more.length; i += 2) keys.put(more[i], more[i + 1]);
		return keys;
	}

	private void start(final String sentence, final Map<String, String> keys, final Function<Progress, String> work) {
		if (IJ.recording()) Recorder.recordString("run(\"Manage Backbones...\", \"" + Recorder.fixString(MacroOptions.format(
			keys)) + "\");\n");
		window.update(true, sentence);
		job = WindowJob.start("Manage Backbones", bar, work, this::ended);
	}

	private void ended(final String sentence) {
		job = null;
		bar.setValue(0);
		bar.setString("");
		window.update(false, sentence);
	}
}
