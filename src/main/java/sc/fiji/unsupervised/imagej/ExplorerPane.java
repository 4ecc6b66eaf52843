package sc.fiji.unsupervised.imagej;

import ij.ImagePlus;
import ij.gui.ImageCanvas;

import sc.fiji.unsupervised.segment.Exploration;

/** An image of an explorer, with the picture over it and the mouse on it. On the event thread. */
final class ExplorerPane {

	private final TintedImage tinted;
	private final ExplorerView view;
	private final CanvasMouse.Listener listener;
	private final int width, height, planes;
	private CanvasMouse mouse;

	/**
	 * @param listener hears of the mouse
	 */
	ExplorerPane(final ImagePlus image, final Exploration exploration, final CanvasMouse.Listener listener) {
		this.listener = listener;
		tinted = new TintedImage(image);
		view = new ExplorerView(exploration, tinted);
		width = image.getWidth();
		height = image.getHeight();
		planes = image.getStackSize();
		follow();
	}

	TintedImage tinted() {
		return tinted;
	}

	ExplorerView view() {
		return view;
	}

	/** Whether the image still has the size that its features are of. */
	boolean fits() {
		final ImagePlus image = tinted.image();
		return image.getWidth() == width && image.getHeight() == height && image.getStackSize() == planes;
	}

	/** Follows the image to a new canvas, which it gets when it becomes a hyperstack, for example. */
	void follow() {
		final ImageCanvas canvas = tinted.image().getCanvas();
		if (canvas == null || mouse != null && mouse.isOn(canvas)) return;
		if (mouse != null) mouse.detach();
		mouse = CanvasMouse.attach(canvas, listener);
	}

	/** Leaves the image as it was. */
	void close() {
		if (mouse != null) mouse.detach();
		tinted.close();
	}
}
