package sc.fiji.unsupervised.imagej;

import java.awt.EventQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

import ij.ImagePlus;
import ij.WindowManager;

import sc.fiji.unsupervised.segment.Exploration;

/** What an explorer's image is compared with beside itself: nothing, other slices of it, or another image. On the event thread. */
final class SecondImage {

	static final String NOTHING = "nothing", OTHER_SLICE = "another slice";

	private final ImagePlus first;
	private final Exploration exploration;
	private final ExplorerThread thread;
	private final BiFunction<ImagePlus, Exploration, ExplorerPane> panes;
	private final Runnable changed;
	/** Null for nothing. */
	private ExplorerPane pane;
	/** Features of another image; null for a second window on the first, which closes with its pane. */
	private Exploration own;

	/**
	 * @param exploration of the first image
	 * @param panes makes a pane for an image
	 * @param changed called when there is another image now
	 */
	SecondImage(final ImagePlus first, final Exploration exploration, final ExplorerThread thread,
		final BiFunction<ImagePlus, Exploration, ExplorerPane> panes, final Runnable changed)
	{
		this.first = first;
		this.exploration = exploration;
		this.thread = thread;
		this.panes = panes;
		this.changed = changed;
	}

	/** Null for nothing. */
	ExplorerPane pane() {
		return pane;
	}

	boolean is(final ImagePlus image) {
		return pane != null && pane.tinted().image() == image;
	}

	/** What can be chosen. */
	List<String> names() {
		final List<String> names = new ArrayList<>(List.of(NOTHING));
		if (first.getStackSize() > first.getNChannels()) names.add(OTHER_SLICE);
		for (final String title : WindowManager.getImageTitles())
			if (!title.equals(first.getTitle())) names.add(title);
		return names;
	}

	/** The one of {@link #names} that is chosen. */
	String name() {
		return pane == null ? NOTHING : pane.tinted().image().getTitle();
	}

	/** Compares with one of {@link #names}; another image's features take a moment. */
	void choose(final String name) {
		if (name.equals(name())) return;
		close();
		final ImagePlus other = WindowManager.getImage(name);
		if (name.equals(OTHER_SLICE)) openCopy();
		else if (other != null) thread.run(progress -> {
			final Exploration found = exploration.beside(ImagePlusStack.of(other), progress);
			EventQueue.invokeLater(() -> open(other, found));
		});
		changed.run();
	}

	private void openCopy() {
		final ImagePlus copy = SliceCopies.of(first, WindowManager.makeUniqueName(first.getShortTitle() + "-slices"));
		copy.show();
		copy.setSlice(first.getCurrentSlice());
		pane = panes.apply(copy, exploration);
	}

	private void open(final ImagePlus other, final Exploration found) {
		close(); // one that was chosen before this was ready
		if (thread.isClosed() || other.getCanvas() == null || CanvasMouse.isTaken(other.getCanvas())) {
			thread.last(found::close); // too late, or another explorer's
			return;
		}
		pane = panes.apply(other, found);
		own = found;
		changed.run();
	}

	/** Leaves the second image as it was. */
	void close() {
		if (pane == null) return;
		final ExplorerPane old = pane;
		pane = null;
		old.close();
		if (own == null) old.tinted().image().close();
		else thread.last(own::close);
		own = null;
	}
}
