package sc.fiji.unsupervised.imagej;

import ij.IJ;
import ij.ImageListener;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GUI;
import ij.gui.YesNoCancelDialog;
import ij.plugin.frame.Recorder;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;

import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.Map;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.segment.ClassEdit;
import sc.fiji.unsupervised.segment.ClassEdits;
import sc.fiji.unsupervised.segment.ClassHistory;
import sc.fiji.unsupervised.segment.ClusterMaps;
import sc.fiji.unsupervised.segment.MergeSuggestion;

/**
 * Editing the classes of a model while looking at its labels: every edit shows at once, for labels are looked up from
 * clusters that were found before. Windows are handled on the event thread, clusters on a thread of their own.
 */
public final class ClassEditor implements ClassEditorWindow.Listener, CanvasMouse.Listener, ImageListener {

	private static final int SUGGESTIONS = 4, GAP = 8;

	private final ImagePlus source;
	private final ClassEditorHost host;
	private final ExplorerThread thread;
	private final ClusterMaps maps;
	private final LiveLabels labels;
	private final ClassEditorWindow window;
	private final StringBuilder points = new StringBuilder();
	private final ClassHistory history;
	private CanvasMouse mouse;
	private int slice = -1;
	private boolean closed;

	private ClassEditor(final ImagePlus source, final ClassEditorHost host, final ExplorerThread thread,
		final ClusterMaps maps)
	{
		this.source = source;
		this.host = host;
		this.thread = thread;
		this.maps = maps;
		history = new ClassHistory(host.model());
		labels = new LiveLabels(source, maps);
		window = new ClassEditorWindow("Classes of " + source.getTitle(), ClassEdits.most(history.current()), this);
	}

	/**
	 * Opens label image and window; returns when they can be used.
	 *
	 * @param source the stack to look at; stays as it is
	 * @throws UserException if there is no screen, or the stack does not fit the model
	 */
	public static void open(final ImagePlus source, final ClassEditorHost host, final Progress progress) {
		if (GraphicsEnvironment.isHeadless()) throw new UserException("There is no edit, and no screen for a window; give " +
			String.join(" or ", ClassEdit.KEYS) + ", or relabel=yes.");
		final ExplorerThread thread = new ExplorerThread(host.title());
		try {
			final ClusterMaps maps = thread.call(() -> {
				final ClusterMaps opened = host.open(progress);
				opened.prepare(Math.max(0, source.getCurrentSlice() - 1) / source.getNChannels(), progress);
				return opened;
			});
			EventQueue.invokeLater(() -> new ClassEditor(source, host, thread, maps).show());
		}
		catch (final RuntimeException | Error e) {
			thread.close();
			throw e;
		}
		// What a macro can repeat are the edits.
		if (IJ.recording()) Recorder.setCommand(null);
	}

	private void show() {
		labels.image().show();
		labels.image().setSlice((source.getCurrentSlice() - 1) / source.getNChannels() + 1);
		ImagePlus.addImageListener(this);
		mouse = CanvasMouse.attach(labels.image().getCanvas(), this);
		window.setLocation(beside(labels.image().getWindow().getBounds(), GUI.getMaxWindowBounds(labels.image().getWindow())));
		WindowManager.addWindow(window);
		window.setVisible(true);
		changed();
		for (int i = 0; i < maps.slices(); i++) {
			final int next = i;
			if (!maps.has(i)) thread.run(progress -> {
				progress.step("Clusters", (double) next / maps.slices(), "slice " + (next + 1) + " of " + maps.slices());
				maps.prepare(next, progress);
				EventQueue.invokeLater(() -> found(next));
			});
		}
	}

	/** Where the window hides nothing of the label image, if there is room, and is on the screen in any case. */
	private Point beside(final Rectangle image, final Rectangle screen) {
		final int right = image.x + image.width + GAP, left = image.x - GAP - window.getWidth();
		final int most = screen.x + screen.width - window.getWidth(), lowest = screen.y + screen.height - window.getHeight();
		final int x = right <= most || left < screen.x ? Math.min(right, most) : left;
		return new Point(Math.max(screen.x, x), Math.max(screen.y, Math.min(image.y, lowest)));
	}

	/** Shows a slice whose clusters have been found. */
	private void found(final int known) {
		if (!labels.isOpen()) return;
		labels.show(known, history.current());
		if (known == labels.slice()) rows();
	}

	/** Shows the model as it is now. */
	private void changed() {
		final SegmentationModel model = history.current();
		labels.show(model);
		window.number(model.classes().size());
		rows();
		window.suggest(MergeSuggestion.of(model).stream().limit(SUGGESTIONS).map(s -> String.format(Locale.ROOT,
			"%d and %d: likeness %.2f, common border %.0f %%", s.first(), s.second(), s.likeness(), 100 * s.contact())).toList());
		window.undo.setEnabled(history.canUndo());
		window.redo.setEnabled(history.canRedo());
		window.save.setEnabled(history.canUndo());
		window.allow();
	}

	private void rows() {
		if (!labels.isOpen()) return;
		final SegmentationModel model = history.current();
		final byte[] shown = labels.shown();
		slice = labels.slice();
		window.rows.show(model.classes(), shown == null ? new BufferedImage[0] : ClassThumbnails.of(picture(), shown, model
			.classes().size()));
	}

	/** The slice of the source that the label image shows, as it is displayed. */
	private ImageProcessor picture() {
		final ImageProcessor plane = source.getStack().getProcessor(slice * source.getNChannels() + 1);
		final ImageProcessor displayed = source.getProcessor();
		if (!(plane instanceof ColorProcessor)) plane.setMinAndMax(displayed.getMin(), displayed.getMax());
		return plane;
	}

	private void tell(final String sentence) {
		window.message.setText(sentence);
	}

	// -- what the window asks for --

	@Override
	public void edit(final String key, final String text) {
		final ClassEdit edit = new ClassEdit(key, text);
		final SegmentationModel before = history.current();
		if (key.equals("points")) thread.run(progress -> {
			final SegmentationModel next = edit.apply(before, (x, y, z) -> maps.code(x, y, z, progress));
			EventQueue.invokeLater(() -> {
				if (history.current() == before) made(edit, next);
				else tell("The classes were edited meanwhile; please click the points again.");
			});
		});
		else try {
			made(edit, edit.apply(before, null));
		}
		catch (final UserException e) {
			tell(e.getMessage());
			window.number(before.classes().size());
		}
	}

	private void made(final ClassEdit edit, final SegmentationModel next) {
		history.made(edit, next);
		tell(" ");
		changed();
	}

	@Override
	public void undo() {
		history.undo();
		changed();
	}

	@Override
	public void redo() {
		history.redo();
		changed();
	}

	/** Writes the file and the macro lines; edits before can no longer be taken back. */
	@Override
	public void save() {
		Failures.tell(host.title(), () -> {
			host.save(history.current());
			history.edits().forEach(edit -> record(edit.key(), edit.text()));
			history.saved();
			tell("Saved.");
			changed();
		});
	}

	private void record(final String key, final String text) {
		if (!IJ.recording()) return;
		Recorder.setCommand(host.title());
		final Map<String, String> keys = host.keys();
		keys.forEach(Recorder::recordOption);
		Recorder.recordOption(key, text);
		Recorder.saveCommand();
	}

	@Override
	public void label() {
		if (history.canUndo()) save();
		record("relabel", "yes");
		thread.run(progress -> host.label(history.current(), progress).show());
	}

	@Override
	public void mergeSuggested(final int index) {
		if (history.current().classes().size() < 3) {
			tell("Two classes are the fewest.");
			return;
		}
		final MergeSuggestion pair = MergeSuggestion.of(history.current()).get(index);
		edit("merge", pair.first() + "," + pair.second());
	}

	@Override
	public void named() {
		if (!points.isEmpty()) edit("points", points.toString());
		points.setLength(0);
		labels.image().deleteRoi();
	}

	/** Asks whether to save edits that would be lost; false if they shall neither be saved nor lost. */
	private boolean saved() {
		if (!history.canUndo()) return true;
		final YesNoCancelDialog answer = new YesNoCancelDialog(window, host.title(), "Save the edits in the model?");
		if (answer.yesPressed()) save();
		return !answer.cancelPressed();
	}

	@Override
	public void closing() {
		if (saved()) window.dispose();
	}

	@Override
	public void closed() {
		if (closed) return;
		closed = true;
		ImagePlus.removeImageListener(this);
		WindowManager.removeWindow(window);
		mouse.detach();
		thread.last(maps::close);
		thread.close();
		labels.image().changes = false;
	}

	// -- the mouse on the label image --

	/** The class at a place; 0 outside of the image, where it is not known and on pixels that are no numbers. */
	private int label(final int x, final int y) {
		final byte[] shown = labels.shown();
		if (shown == null || x < 0 || y < 0 || x >= source.getWidth() || y >= source.getHeight()) return 0;
		return shown[y * source.getWidth() + x] & 0xff;
	}

	@Override
	public void moved(final int x, final int y) {
		final int label = label(x, y);
		if (label > 0) IJ.showStatus(history.current().classes().get(label - 1).name());
	}

	@Override
	public void pressed(final int x, final int y, final boolean same) {
		final int label = label(x, y);
		if (label == 0) return;
		if (!window.naming.isSelected()) window.select(label, same);
		else if (ClassRows.word(window.name.getText()).isEmpty()) tell("Type a name first, then click places that have it.");
		else {
			final String name = ClassRows.word(window.name.getText());
			points.append(x).append(',').append(y).append(',').append(labels.slice() + 1).append(',').append(name).append(';');
			tell("Clicked: " + points.toString().split(";").length + ". Press Name by clicks again when done.");
		}
	}

	@Override
	public void left() {
		IJ.showStatus("");
	}

	// -- what happens to images --

	@Override
	public void imageOpened(final ImagePlus image) {
		// only what is edited matters
	}

	@Override
	public void imageClosed(final ImagePlus image) {
		if (image == labels.image() || image == source) EventQueue.invokeLater(() -> {
			if (window.isDisplayable()) {
				saved();
				window.dispose();
			}
		});
	}

	@Override
	public void imageUpdated(final ImagePlus image) {
		if (image == labels.image() && labels.slice() != slice) EventQueue.invokeLater(this::rows);
	}
}
