package sc.fiji.unsupervised.imagej;

import java.awt.Component;
import java.awt.Dialog;
import java.awt.KeyEventDispatcher;
import java.awt.KeyboardFocusManager;
import java.awt.Window;
import java.awt.event.KeyEvent;
import java.util.concurrent.TimeUnit;

import javax.swing.SwingUtilities;

import ij.IJ;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.RemainingTime;

/** Progress in ImageJ's status bar, lines worth keeping in its Log; the Esc key cancels. */
class IjProgress implements Progress {

	private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(50);

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
		IJ.log(line);
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
