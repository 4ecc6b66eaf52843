package sc.fiji.unsupervised.imagej;

import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.Arrays;

import ij.IJ;
import ij.gui.ImageCanvas;
import ij.gui.Toolbar;

/**
 * The mouse on the canvas of an image, taken from ImageJ's selection tools as long as this is attached. Magnifier, hand,
 * space bar and the pop-up menu stay ImageJ's.
 */
final class CanvasMouse extends MouseAdapter {

	/** What a tool hears of; positions are pixels of the image. All on the event thread. */
	interface Listener {

		void moved(int x, int y);

		/** @param same whether the shift key is held */
		void pressed(int x, int y, boolean same);

		void left();
	}

	private final ImageCanvas canvas;
	private final Listener listener;

	private CanvasMouse(final ImageCanvas canvas, final Listener listener) {
		this.canvas = canvas;
		this.listener = listener;
	}

	static CanvasMouse attach(final ImageCanvas canvas, final Listener listener) {
		final CanvasMouse mouse = new CanvasMouse(canvas, listener);
		canvas.removeMouseListener(canvas);
		canvas.removeMouseMotionListener(canvas);
		canvas.addMouseListener(mouse);
		canvas.addMouseMotionListener(mouse);
		return mouse;
	}

	/** Gives the mouse back. */
	void detach() {
		canvas.removeMouseListener(this);
		canvas.removeMouseMotionListener(this);
		canvas.addMouseListener(canvas);
		canvas.addMouseMotionListener(canvas);
	}

	/** Whether a tool has the mouse of that canvas already. */
	static boolean isTaken(final ImageCanvas canvas) {
		return Arrays.stream(canvas.getMouseListeners()).anyMatch(CanvasMouse.class::isInstance);
	}

	boolean isOn(final ImageCanvas other) {
		return canvas == other;
	}

	private boolean isImageJs(final MouseEvent event) {
		final int tool = Toolbar.getToolId();
		return tool == Toolbar.MAGNIFIER || tool == Toolbar.HAND || IJ.spaceBarDown() || event.isPopupTrigger();
	}

	@Override
	public void mousePressed(final MouseEvent event) {
		if (isImageJs(event) || event.getButton() != MouseEvent.BUTTON1) canvas.mousePressed(event);
		else listener.pressed(canvas.offScreenX(event.getX()), canvas.offScreenY(event.getY()), event.isShiftDown());
	}

	@Override
	public void mouseReleased(final MouseEvent event) {
		if (isImageJs(event)) canvas.mouseReleased(event);
	}

	@Override
	public void mouseMoved(final MouseEvent event) {
		canvas.mouseMoved(event); // position and value in the status bar
		listener.moved(canvas.offScreenX(event.getX()), canvas.offScreenY(event.getY()));
	}

	@Override
	public void mouseDragged(final MouseEvent event) {
		if (isImageJs(event)) canvas.mouseDragged(event);
		else listener.moved(canvas.offScreenX(event.getX()), canvas.offScreenY(event.getY()));
	}

	@Override
	public void mouseEntered(final MouseEvent event) {
		canvas.mouseEntered(event);
	}

	@Override
	public void mouseExited(final MouseEvent event) {
		canvas.mouseExited(event);
		listener.left();
	}
}
