package sc.fiji.unsupervised.imagej;

import java.awt.Checkbox;
import java.awt.EventQueue;
import java.awt.Rectangle;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.function.Supplier;

import javax.swing.Timer;

import org.scijava.command.CommandModule;

import ij.ImagePlus;
import ij.gui.GUI;
import ij.gui.GenericDialog;
import ij.gui.ImageWindow;
import ij.gui.MultiLineLabel;
import ij.gui.Roi;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.SetupException;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.segment.SlicePreview;
import sc.fiji.unsupervised.segment.SlicePreview.Shown;

/**
 * The preview of a dialog: a checkbox that no macro sees, a line that says what goes on, and class colours on the slice
 * that the image shows. A timer compares the dialog and the slice with what is shown; work is done on another thread.
 */
final class DialogPreview implements AutoCloseable {

	private static final int INTERVAL = 100;

	/** What is to be shown; the selection is null where the whole image is meant. */
	private record Wish(Map<String, String> texts, int slice, Roi selection) {}

	private final GenericDialog dialog;
	private final CommandKeys command;
	private final ImagePlus image;
	private final Supplier<Map<String, String>> texts;
	private final Checkbox box;
	private final MultiLineLabel line;
	private final SliceFilm film;
	private final SlicePreview preview;
	private final NewestTask worker;
	private final Timer timer = new Timer(INTERVAL, event -> look());
	/** Null when nothing is to be shown. */
	private Wish wish;

	/**
	 * Adds checkbox and line to the dialog.
	 *
	 * @param command whose class is {@link Previewed}
	 * @param image with a window
	 * @param texts what stands in the dialog, by key
	 */
	DialogPreview(final GenericDialog dialog, final CommandKeys command, final ImagePlus image,
		final Supplier<Map<String, String>> texts)
	{
		this.dialog = dialog;
		this.command = command;
		this.image = image;
		this.texts = texts;
		dialog.addCheckbox("Preview", false);
		box = (Checkbox) dialog.getCheckboxes().lastElement();
		dialog.addMessage(" \n ");
		line = (MultiLineLabel) dialog.getMessage();
		film = new SliceFilm(image);
		preview = new SlicePreview();
		worker = new NewestTask((stage, message) -> say(message.isEmpty() ? stage : stage + ": " + message), this::fail);
		beside();
		timer.start();
	}

	/** Puts the dialog where it hides little of the image: to its right, or to its left where there is more room. */
	private void beside() {
		final ImageWindow window = image.getWindow();
		final Rectangle screen = GUI.getMaxWindowBounds(window);
		dialog.pack();
		final int width = dialog.getWidth(), right = window.getX() + window.getWidth();
		final int roomLeft = window.getX() - screen.x, roomRight = screen.x + screen.width - right;
		final int x = roomRight >= width || roomRight > roomLeft ? Math.min(right, screen.x + screen.width - width) : Math.max(
			screen.x, window.getX() - width);
		dialog.centerDialog(false);
		dialog.setLocation(x, Math.max(screen.y, Math.min(window.getY(), screen.y + screen.height - dialog.getHeight())));
	}

	private void look() {
		if (!image.isVisible()) {
			timer.stop();
			dialog.windowClosing(null); // cancels
			return;
		}
		if (!box.getState()) {
			if (wish != null) worker.submit(progress -> {});
			wish = null;
			film.remove();
			line.setText(" ");
			return;
		}
		final Roi roi = image.getRoi();
		if (roi != null && roi.getState() != Roi.NORMAL) return; // is being drawn
		final Map<String, String> now = texts.get();
		final Wish wanted = new Wish(now, image.getZ() - 1 + (image.getT() - 1) * image.getNSlices(), Selection.area(image, now
			.get("region")));
		if (wanted.equals(wish)) return;
		wish = wanted;
		worker.submit(progress -> work(wanted, progress));
	}

	private void work(final Wish wanted, final Progress progress) {
		final CommandModule module = command.create();
		command.parse(wanted.texts).forEach(module::setInput);
		command.images().forEach(name -> module.setInput(name, image));
		((Previewed) module.getCommand()).preview(preview, wanted.slice, progress, shown -> EventQueue.invokeLater(() -> show(
			wanted, shown)));
	}

	private void show(final Wish wanted, final Shown shown) {
		if (wanted != wish) return;
		film.show(shown, wanted.slice);
		line.setText(shown.note().isEmpty() ? " " : OptionsDialog.wrap(shown.note()));
	}

	private void say(final String text) {
		EventQueue.invokeLater(() -> {
			if (wish != null) line.setText(OptionsDialog.wrap(text));
		});
	}

	/** The picture of earlier values would mislead. */
	private void fail(final RuntimeException e) {
		EventQueue.invokeLater(film::remove);
		say(e instanceof UserException || e instanceof SetupException ? e.getMessage() : "The preview failed: " + e);
	}

	/** Leaves the image as it was; returns when nothing runs any more. Not for the event thread. */
	@Override
	public void close() {
		timer.stop();
		worker.close();
		preview.close();
		try {
			// After whatever the worker has left to show.
			EventQueue.invokeAndWait(() -> {
				wish = null;
				film.remove();
			});
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		catch (final InvocationTargetException e) {
			throw new IllegalStateException(e);
		}
	}
}
