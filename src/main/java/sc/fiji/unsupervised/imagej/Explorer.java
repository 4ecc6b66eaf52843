package sc.fiji.unsupervised.imagej;

import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import ij.IJ;
import ij.ImageListener;
import ij.ImagePlus;
import ij.gui.ImageCanvas;
import ij.plugin.frame.Recorder;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.imagej.ExplorerDrawing.Place;
import sc.fiji.unsupervised.segment.Exploration;
import sc.fiji.unsupervised.segment.Palette;
import sc.fiji.unsupervised.segment.Pin;
import sc.fiji.unsupervised.segment.Pins;

/**
 * The tool Explore Correspondences on an image: moving the mouse tints every place by its similarity to the place under
 * it, here and in a second image; clicks pin points, by which the stack can be labelled. It has the mouse of the image until
 * its window or the image is closed, and then leaves everything as it was.
 * <p>
 * Windows are handled on the event thread, features on a thread of their own.
 */
public final class Explorer implements ImageListener, ExplorerPanel.Listener {

	private final ExplorerHost host;
	private final ExplorerThread thread;
	private final ExplorerPane first;
	private final SecondImage second;
	private final ExplorerPanel panel;
	private final PinBoard board = new PinBoard();
	private Place place;
	private boolean closed;

	private Explorer(final ImagePlus image, final ExplorerHost host, final ExplorerThread thread,
		final Exploration exploration)
	{
		this.host = host;
		this.thread = thread;
		first = pane(image, exploration, true);
		second = new SecondImage(image, exploration, thread, (other, found) -> pane(other, found, false), this::secondChanged);
		panel = new ExplorerPanel("Explore " + image.getTitle(), this);
	}

	/**
	 * Opens the tool; returns when it can be used.
	 *
	 * @param image with a window
	 * @throws UserException if there is no screen or window, or the image is being explored already
	 */
	public static void open(final ImagePlus image, final ExplorerHost host, final Progress progress) {
		final ImageCanvas canvas = image.getCanvas();
		if (GraphicsEnvironment.isHeadless() || canvas == null) throw new UserException(
			"points is missing, and there is no window to pick them in; give points=x,y,slice,class;... or show the image.");
		if (CanvasMouse.isTaken(canvas)) throw new UserException(
			"The image " + image.getTitle() + " is being explored already; use the window that is open or close it.");
		final ExplorerThread thread = new ExplorerThread(host.title());
		try {
			final Exploration exploration = thread.call(() -> host.open(progress));
			onEventThread(() -> new Explorer(image, host, thread, exploration).show());
		}
		catch (final RuntimeException | Error e) {
			thread.close();
			throw e;
		}
		// What a macro can repeat is the labelling.
		if (IJ.recording()) Recorder.setCommand(null);
	}

	private static void onEventThread(final Runnable job) {
		if (EventQueue.isDispatchThread()) {
			job.run();
			return;
		}
		try {
			EventQueue.invokeAndWait(job);
		}
		catch (final InterruptedException | InvocationTargetException e) {
			throw new IllegalStateException(e);
		}
	}

	private ExplorerPane pane(final ImagePlus image, final Exploration exploration, final boolean pins) {
		final ExplorerPane[] made = new ExplorerPane[1];
		made[0] = new ExplorerPane(image, exploration, new CanvasMouse.Listener() {

			@Override
			public void moved(final int x, final int y) {
				place = place(made[0], x, y);
				draw();
			}

			@Override
			public void pressed(final int x, final int y, final boolean same) {
				if (pins) pin(place(made[0], x, y), same);
			}

			@Override
			public void left() {
				selected();
			}
		});
		return made[0];
	}

	private static Place place(final ExplorerPane pane, final int x, final int y) {
		final ImagePlus image = pane.tinted().image();
		return new Place(pane, Math.max(0, Math.min(image.getWidth() - 1, x)), Math.max(0, Math.min(image.getHeight() -
			1, y)), pane.tinted().slice());
	}

	private void show() {
		ImagePlus.addImageListener(this);
		listSeconds();
		panel.showBeside(first.tinted().image().getWindow());
		place = middle();
		draw();
	}

	private void pin(final Place at, final boolean same) {
		final int row = panel.selected();
		board.add(at.x(), at.y(), at.slice(), same && row >= 0 ? board.pins().get(row).label() : 0);
		pinsChanged();
	}

	private void pinsChanged() {
		panel.pins(board.pins());
		first.tinted().pins(board.pins());
		draw();
	}

	private void draw() {
		final boolean classes = panel.showsClasses() && board.classes() > 1;
		final int[] colours = classes ? new int[board.classes()] : HeatColours.table(panel.colour(), panel.opacity());
		if (classes) Arrays.setAll(colours, k -> HeatColours.translucent(Palette.rgb(k + 1), panel.opacity()));
		thread.draw(new ExplorerDrawing(panes(), place, classes ? board.pins() : List.of(), panel.from(), colours), () ->
			EventQueue.invokeLater(panel::close));
	}

	private List<ExplorerPane> panes() {
		return second.pane() == null ? List.of(first) : List.of(first, second.pane());
	}

	private void listSeconds() {
		panel.seconds(second.names(), second.name());
	}

	private void secondChanged() {
		listSeconds();
		if (!panes().contains(place.pane())) place = middle();
		draw();
	}

	private Place middle() {
		final ImagePlus image = first.tinted().image();
		return place(first, image.getWidth() / 2, image.getHeight() / 2);
	}

	// -- what the window asks for --

	@Override
	public void changed() {
		draw();
	}

	@Override
	public void selected() {
		final int row = panel.selected();
		if (row < 0) return;
		final Pin pin = board.pins().get(row);
		place = new Place(first, pin.x(), pin.y(), pin.slice());
		draw();
	}

	@Override
	public void remove(final int index) {
		if (index < 0) return;
		board.remove(index);
		pinsChanged();
	}

	@Override
	public void clear() {
		board.clear();
		pinsChanged();
	}

	@Override
	public void segment() {
		final List<Pin> picked = board.pins();
		thread.run(progress -> {
			final Pins pins = new Pins(picked);
			final ImagePlus labels = host.label(first.view().exploration(), pins, progress);
			record(host.keys());
			labels.show();
		});
	}

	private void record(final Map<String, String> keys) {
		if (!IJ.recording()) return;
		Recorder.setCommand(host.title());
		keys.forEach(Recorder::recordOption);
		Recorder.saveCommand();
	}

	@Override
	public void compare(final String name) {
		second.choose(name);
	}

	@Override
	public void closed() {
		if (closed) return;
		closed = true;
		ImagePlus.removeImageListener(this);
		second.close();
		first.close();
		thread.last(first.view().exploration()::close);
		thread.close();
	}

	// -- what happens to images --

	@Override
	public void imageOpened(final ImagePlus image) {
		listSeconds();
	}

	@Override
	public void imageClosed(final ImagePlus image) {
		if (image == first.tinted().image()) panel.close();
		else {
			if (second.is(image)) second.close();
			secondChanged();
		}
	}

	@Override
	public void imageUpdated(final ImagePlus image) {
		if (image == first.tinted().image()) updated(first, panel::close);
		else if (second.is(image)) updated(second.pane(), () -> second.choose(SecondImage.NOTHING));
	}

	/** The slice may be another one now, or the features may not fit any more. */
	private void updated(final ExplorerPane pane, final Runnable close) {
		if (!pane.fits()) close.run();
		else {
			pane.follow();
			draw();
		}
	}
}
