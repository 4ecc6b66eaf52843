package sc.fiji.unsupervised.imagej;

import java.awt.Color;
import java.util.Arrays;

import ij.gui.Plot;

import sc.fiji.unsupervised.model.SegmentationModel;

/** The losses of a training, step by step, as a plot. */
public final class TrainingChart {

	/** The first columns of the model's curve; the last, from -1 to 1, is ten times as large as the others. */
	private static final String[] LOSSES = { "self", "k nearest", "random", "clusters / 10" };
	private static final double[] SCALES = { 1, 1, 1, 0.1 };
	private static final Color[] COLOURS = { new Color(0x0072b2), new Color(0x009e73), new Color(0xe69f00), Color.GRAY };

	private TrainingChart() {}

	/** Null when the method does not train in steps. */
	public static Plot of(final SegmentationModel model) {
		final float[][] curve = model.training().curve();
		if (curve.length == 0) return null;
		final double[] steps = new double[curve.length];
		Arrays.setAll(steps, i -> i + 1);
		final Plot plot = new Plot("Training", "Step", "Loss");
		for (int l = 0; l < LOSSES.length; l++) {
			final int column = l;
			plot.setColor(COLOURS[l]);
			plot.add("line", steps, Arrays.stream(curve).mapToDouble(row -> row[column] * SCALES[column]).toArray());
		}
		plot.setColor(Color.BLACK);
		plot.addLegend(String.join("\n", LOSSES));
		plot.setLimitsToFit(true);
		return plot;
	}
}
