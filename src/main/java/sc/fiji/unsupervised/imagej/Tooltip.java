package sc.fiji.unsupervised.imagej;

import java.awt.Color;
import java.awt.Component;
import java.awt.Container;
import java.awt.Font;
import java.awt.GraphicsConfiguration;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Window;
import java.awt.event.KeyAdapter;
import java.awt.event.KeyEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;

import javax.swing.BorderFactory;
import javax.swing.JLabel;
import javax.swing.JWindow;
import javax.swing.SwingUtilities;
import javax.swing.Timer;

/** A sentence that appears under the mouse while it rests on a component of AWT, whose components have no such thing. */
final class Tooltip extends MouseAdapter {

	private static final int DELAY = 600, WIDTH = 320, BELOW = 20, BORDER = 4;
	private static final Color BACKGROUND = new Color(255, 255, 225);

	private final Component component;
	private final String sentence;
	private final Timer timer = new Timer(DELAY, event -> show());
	private Point mouse;
	private JWindow window;

	private Tooltip(final Component component, final String sentence) {
		this.component = component;
		this.sentence = sentence;
		timer.setRepeats(false);
	}

	/** Gives a component, and those in it, a tip. */
	static void add(final Component component, final String sentence) {
		final Tooltip tip = new Tooltip(component, sentence);
		component.addMouseListener(tip);
		component.addMouseWheelListener(tip);
		component.addKeyListener(new KeyAdapter() {

			@Override
			public void keyPressed(final KeyEvent event) {
				tip.hide();
			}
		});
		if (component instanceof Container container) for (final Component inner : container.getComponents())
			add(inner, sentence);
	}

	@Override
	public void mouseEntered(final MouseEvent event) {
		mouse = event.getLocationOnScreen();
		timer.restart();
	}

	@Override
	public void mouseExited(final MouseEvent event) {
		hide();
	}

	@Override
	public void mousePressed(final MouseEvent event) {
		hide();
	}

	private void hide() {
		timer.stop();
		if (window != null) window.dispose();
		window = null;
	}

	private void show() {
		if (!component.isShowing()) return;
		final Window owner = SwingUtilities.getWindowAncestor(component);
		window = new JWindow(owner);
		window.setType(Window.Type.POPUP);
		window.setFocusableWindowState(false);
		final JLabel label = new JLabel("<html><body width=" + WIDTH + ">" + OptionsDialog.escape(sentence));
		label.setFont(label.getFont().deriveFont(Font.PLAIN));
		label.setOpaque(true);
		label.setBackground(BACKGROUND);
		label.setForeground(Color.BLACK);
		label.setBorder(BorderFactory.createCompoundBorder(BorderFactory.createLineBorder(Color.GRAY), BorderFactory
			.createEmptyBorder(BORDER, BORDER, BORDER, BORDER)));
		window.add(label);
		window.pack();
		final GraphicsConfiguration screen = owner.getGraphicsConfiguration();
		final Rectangle bounds = screen.getBounds();
		final int x = Math.min(mouse.x, bounds.x + bounds.width - window.getWidth());
		final int under = mouse.y + BELOW, above = mouse.y - BELOW - window.getHeight();
		window.setLocation(x, under + window.getHeight() <= bounds.y + bounds.height ? under : above);
		window.setVisible(true);
	}
}
