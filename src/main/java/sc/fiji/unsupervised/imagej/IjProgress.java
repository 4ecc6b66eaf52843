package sc.fiji.unsupervised.imagej;

import java.awt.Component;
import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.KeyEventDispatcher;
import java.awt.KeyboardFocusManager;
import java.awt.Rectangle;
import java.awt.Window;
import java.awt.event.KeyEvent;
import java.util.concurrent.TimeUnit;

import javax.swing.SwingUtilities;

import ij.IJ;
import ij.Prefs;
import ij.WindowManager;
import ij.gui.GUI;
import ij.text.TextWindow;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.RemainingTime;

/** Progress in ImageJ's status bar, lines worth keeping in its Log; the Esc key cancels. */
class IjProgress implements Progress {

	private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(50);

	private static final String LOG = "Log";

	private final RemainingTime remaining = new RemainingTime();
	private long shown = System.nanoTime() - INTERVAL;
	private String stage = "", logged = "";

	/** The Log window would swallow Esc. In a dialog the key closes that. */
	private final KeyEventDispatcher escape = event -> {
		final boolean pressed = event.getID() == KeyEvent.KEY_PRESSED && event.getKeyCode() == KeyEvent.VK_ESCAPE;
		final Component at = event.getComponent();
		final Window window = at instanceof Window own ? own : SwingUtilities.getWindowAncestor(at);
		if (pressed && !(window instanceof Dialog)) IJ.setKeyDown(KeyEvent.VK_ESCAPE);
		return false;
	};

	/** Forgets an earlier press of Esc. */
	IjProgress() {
		IJ.resetEscape();
		KeyboardFocusManager.getCurrentKeyboardFocusManager().addKeyEventDispatcher(escape);
	}

	@Override
	public synchronized void report(final String newStage, final double fraction, final String message) {
		final long now = System.nanoTime();
		if (newStage.equals(stage) && now - shown < INTERVAL) return;
		stage = newStage;
		shown = now;
		IJ.showStatus(remaining.line(stage, fraction, message, now));
		IJ.showProgress(Math.min(fraction, 0.999)); // 1 would hide the bar between stages
	}

	@Override
	public synchronized void log(final String line) {
		if (line.equals(logged)) return; // training and labelling name the same device
		logged = line;
		final boolean open = WindowManager.getWindow(LOG) != null;
		IJ.log(line);
		final Window window = WindowManager.getWindow(LOG);
		if (!open && window != null && Prefs.getLocation(TextWindow.LOG_LOC_KEY) == null) EventQueue.invokeLater(
			() -> moveAside(window));
	}

	/** To the lower right corner of the screen; ImageJ opens the Log amid the images. */
	private static void moveAside(final Window window) {
		final Rectangle screen = GUI.getMaxWindowBounds(window);
		window.setLocation(screen.x + screen.width - window.getWidth(), screen.y + screen.height - window.getHeight());
	}

	@Override
	public boolean isCancelled() {
		return IJ.escapePressed();
	}

	/** Clears the bar. */
	void finish(final String status) {
		KeyboardFocusManager.getCurrentKeyboardFocusManager().removeKeyEventDispatcher(escape);
		IJ.showStatus(status);
		IJ.showProgress(1);
	}
}
