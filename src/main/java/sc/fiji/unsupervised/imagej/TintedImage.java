package sc.fiji.unsupervised.imagej;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.List;

import ij.ImagePlus;
import ij.gui.ImageCanvas;
import ij.gui.ImageRoi;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.Roi;

import sc.fiji.unsupervised.segment.Palette;
import sc.fiji.unsupervised.segment.Pin;

/**
 * A translucent picture over an image, and points on it, in an overlay of its own that also shows what the image's overlay
 * held before. {@link #close} brings the overlay back; the image, its selection and position stay untouched.
 */
final class TintedImage {

	private static final int POINT_SIZE = 4;

	private final ImagePlus image;
	private final BufferedImage picture;
	private final Overlay before, own = new Overlay();
	private final boolean hidden;
	private boolean closed;
	private final List<Roi> mine = new ArrayList<>();

	/** ImageJ's own copies, made by Flatten, lose what is translucent. */
	private static final class Picture extends ImageRoi {

		private static final long serialVersionUID = 1L;
		private final transient BufferedImage colours;

		Picture(final BufferedImage colours) {
			super(0, 0, colours);
			this.colours = colours;
		}

		@Override
		public synchronized Object clone() {
			return new Picture(colours);
		}
	}

	/** On the event thread, as all methods but {@link #pixels}. */
	TintedImage(final ImagePlus image) {
		this.image = image;
		before = image.getOverlay();
		hidden = image.getHideOverlay();
		picture = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
		own.selectable(false); // or a double click makes the picture the selection
		own.add(mine(new Picture(picture)));
		if (before != null) own.add(before);
		image.setHideOverlay(false);
		image.setOverlay(own);
	}

	private Roi mine(final Roi roi) {
		mine.add(roi);
		return roi;
	}

	ImagePlus image() {
		return image;
	}

	/** The colours (height, width) as 0xAARRGGBB; {@link #repaint} shows what is written to them. */
	int[] pixels() {
		return ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
	}

	/** The slice on screen, from 0: sections first, then time points. */
	int slice() {
		final int[] position = image.convertIndexToPosition(image.getCurrentSlice());
		return (position[2] - 1) * image.getNSlices() + position[1] - 1;
	}

	/** Shows points in the colours of their classes, each on its own slice. */
	void pins(final List<Pin> pins) {
		while (mine.size() > 1) remove(mine.remove(mine.size() - 1));
		for (final Pin pin : pins) {
			final PointRoi point = new PointRoi(pin.x() + 0.5, pin.y() + 0.5);
			point.setPointType(PointRoi.HYBRID);
			point.setSize(POINT_SIZE);
			point.setStrokeColor(new Color(Palette.rgb(pin.label())));
			final int sections = image.getNSlices(), section = pin.slice() % sections + 1, frame = pin.slice() / sections + 1;
			if (image.isHyperStack() || image.getNChannels() > 1) point.setPosition(0, section, frame);
			else if (image.getStackSize() > 1) point.setPosition(image.getStackIndex(1, section, frame));
			own.add(mine(point));
		}
		repaint();
	}

	/** Removes that very element; ImageJ's own remove takes the first of the same kind and bounds. */
	private void remove(final Roi roi) {
		for (int i = own.size() - 1; i >= 0; i--)
			if (own.get(i) == roi) own.remove(i);
	}

	void repaint() {
		if (closed) return;
		if (image.getOverlay() != own) image.setOverlay(own); // was hidden or replaced meanwhile
		final ImageCanvas canvas = image.getCanvas();
		if (canvas != null) canvas.repaintOverlay();
	}

	/** Restores the overlay; what others added meanwhile stays. */
	void close() {
		closed = true;
		mine.forEach(this::remove);
		if (before != null) for (final Roi roi : before)
			remove(roi);
		Overlay restored = before;
		if (own.size() > 0) {
			if (restored == null) restored = new Overlay();
			restored.add(own);
		}
		image.setOverlay(restored);
		image.setHideOverlay(hidden);
	}
}
