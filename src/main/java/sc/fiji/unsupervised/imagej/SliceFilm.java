package sc.fiji.unsupervised.imagej;

import ij.ImagePlus;
import ij.gui.ImageRoi;
import ij.gui.Overlay;
import ij.process.ShortProcessor;

import sc.fiji.unsupervised.segment.SlicePreview.Shown;

/**
 * Class colours over one slice of an image, in its overlay, which is the same as before when they are removed. To be used
 * on the event thread.
 */
final class SliceFilm {

	private final ImagePlus image;
	private final boolean hadOverlay, wasHidden;
	/** Null when nothing is shown. */
	private ImageRoi film;

	SliceFilm(final ImagePlus image) {
		this.image = image;
		hadOverlay = image.getOverlay() != null;
		wasHidden = image.getHideOverlay();
	}

	/**
	 * Shows labels in place of those before.
	 *
	 * @param slice index from 0, sections fastest
	 */
	void show(final Shown shown, final int slice) {
		take();
		film = new ImageRoi(0, 0, OverlayPicture.film(new ShortProcessor(shown.labels().width(), shown.labels().height(), shown
			.labels().labels(), null), shown.colours()));
		if (image.isHyperStack()) film.setPosition(0, slice % image.getNSlices() + 1, slice / image.getNSlices() + 1);
		else if (image.getStackSize() > 1) film.setPosition(slice + 1);
		final Overlay overlay = image.getOverlay() == null ? new Overlay() : image.getOverlay();
		overlay.add(film);
		image.setOverlay(overlay);
	}

	private void take() {
		if (film != null && image.getOverlay() != null) image.getOverlay().remove(film);
		film = null;
	}

	/** Leaves the image as it was; what others have added to its overlay meanwhile stays. */
	void remove() {
		if (film == null) return;
		take();
		final Overlay overlay = image.getOverlay();
		image.setOverlay(overlay != null && overlay.size() == 0 && !hadOverlay ? null : overlay);
		image.setHideOverlay(wasHidden);
	}
}
