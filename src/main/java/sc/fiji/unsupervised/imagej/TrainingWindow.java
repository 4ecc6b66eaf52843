package sc.fiji.unsupervised.imagej;

import java.awt.BorderLayout;
import java.awt.Button;
import java.awt.Canvas;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.FlowLayout;
import java.awt.Graphics;
import java.awt.GridLayout;
import java.awt.Label;
import java.awt.Panel;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.event.KeyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import ij.IJ;
import ij.Prefs;
import ij.WindowManager;
import ij.gui.GUI;
import ij.gui.Plot;
import ij.plugin.frame.PlugInFrame;

import sc.fiji.unsupervised.RemainingTime;
import sc.fiji.unsupervised.TrainingStep;

/**
 * A training while it runs: losses, similarities of codes, and what they mean. Not an image window, so that the active
 * image stays what it was, and it does not take the keyboard from it. The next training uses the same window.
 */
final class TrainingWindow extends PlugInFrame {

	private static final long serialVersionUID = 1L;

	private static final String TITLE = "Training", PLACE = "unsupervised.training.loc";
	private static final int WIDTH = 480, HEIGHT = 560;
	private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(250);

	private final PlotCanvas losses = new PlotCanvas(), similarities = new PlotCanvas();
	private final Label status = new Label();
	private final Button stop = new Button("Stop...");
	/** Of the training so far; filled by its thread and drawn by the event thread. */
	private final List<float[]> curve = new ArrayList<>();
	private final RemainingTime remaining = new RemainingTime();
	private long shown;

	private TrainingWindow() {
		super(TITLE);
		final Panel plots = new Panel(new GridLayout(2, 1));
		plots.add(losses);
		plots.add(similarities);
		final Panel buttons = new Panel(new FlowLayout(FlowLayout.RIGHT)), bottom = new Panel(new BorderLayout());
		buttons.add(stop);
		bottom.add(status, BorderLayout.CENTER);
		bottom.add(buttons, BorderLayout.EAST);
		add(plots, BorderLayout.CENTER);
		add(bottom, BorderLayout.SOUTH);
		stop.addActionListener(event -> IJ.setKeyDown(KeyEvent.VK_ESCAPE));
		setSize(WIDTH, HEIGHT);
		setLocation(place());
		setAutoRequestFocus(false);
		WindowManager.addWindow(this);
	}

	private static Point place() {
		final Point before = Prefs.getLocation(PLACE);
		if (before != null) return before;
		final Rectangle screen = GUI.getMaxWindowBounds();
		return new Point(screen.x + screen.width - WIDTH, screen.y + (screen.height - HEIGHT) / 2);
	}

	/** The window for a new training. */
	static TrainingWindow open() {
		final TrainingWindow window = WindowManager.getWindow(TITLE) instanceof TrainingWindow before ? before
			: new TrainingWindow();
		window.start();
		window.setVisible(true);
		return window;
	}

	private synchronized void start() {
		curve.clear();
		shown = System.nanoTime() - INTERVAL;
		remaining.text("", 0, shown);
		stop.setEnabled(true);
	}

	/** Draws a step, not more often than can be seen. */
	synchronized void add(final TrainingStep step) {
		curve.add(step.curve());
		final long now = System.nanoTime();
		final String left = remaining.text(TITLE, (double) step.step() / step.steps(), now);
		if (now - shown < INTERVAL && step.step() < step.steps()) return;
		shown = now;
		final float[][] rows = curve.toArray(float[][]::new);
		final String line = "Step " + step.step() + " of " + step.steps() + (left.isEmpty() ? "" : ", " + left);
		EventQueue.invokeLater(() -> draw(rows, step.histograms(), line));
	}

	private void draw(final float[][] rows, final int[][] histograms, final String line) {
		if (!isDisplayable()) return;
		losses.show(TrainingChart.losses(rows));
		if (histograms.length > 0) similarities.show(TrainingChart.similarities(histograms));
		status.setText(line);
	}

	/** The training is over. */
	void finish(final String line) {
		EventQueue.invokeLater(() -> {
			stop.setEnabled(false);
			status.setText(line);
		});
	}

	@Override
	public void close() {
		Prefs.saveLocation(PLACE, getLocation());
		super.close();
	}

	/** Fills its place with a plot. */
	private static final class PlotCanvas extends Canvas {

		private static final long serialVersionUID = 1L;

		private transient Plot plot;

		void show(final Plot newPlot) {
			plot = newPlot;
			repaint();
		}

		/** Without clearing first, which would flicker. */
		@Override
		public void update(final Graphics g) {
			paint(g);
		}

		@Override
		public void paint(final Graphics g) {
			if (plot == null) return;
			final Dimension size = getSize();
			plot.setSize(size.width, size.height);
			g.drawImage(plot.getProcessor().createImage(), 0, 0, null);
		}
	}
}
