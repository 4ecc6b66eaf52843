package sc.fiji.unsupervised.imagej;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import ij.gui.Plot;

import sc.fiji.unsupervised.method.CodeHealth;
import sc.fiji.unsupervised.model.CountSuggestion;

/** A training as ImageJ plots: its losses step by step, and how similar its codes are. */
public final class TrainingChart {

	/** The first columns of a model's curve; the last, from -1 to 1, is ten times as large as the others. */
	private static final String[] LOSSES = { "self", "k nearest", "random", "clusters / 10" };
	private static final double[] SCALES = { 1, 1, 1, 0.1 };
	/** The rows of the histograms. */
	private static final String[] PAIRS = { "within a tile", "near tiles", "random tiles" };
	private static final Color[] COLOURS = { new Color(0x0072b2), new Color(0x009e73), new Color(0xe69f00), Color.GRAY };

	/** Losses of single steps jump; means of some are easier to read. */
	private static final int POINTS = 100;

	/** Room above and below the lines, as share of their height. */
	private static final double MARGIN = 0.05;

	/** Room for the legend above the similarities, which peak at both ends. */
	private static final double LEGEND = 0.4;

	private TrainingChart() {}

	/**
	 * Losses over steps; of a long training the means of consecutive steps.
	 *
	 * @param curve as in {@code SegmentationModel.Training}; at least one step
	 */
	public static Plot losses(final float[][] curve) {
		final int together = (curve.length + POINTS - 1) / POINTS, points = (curve.length + together - 1) / together;
		final double[] steps = IntStream.range(0, points).mapToDouble(i -> i * together + (Math.min(together, curve.length - i *
			together) + 1) / 2.0).toArray();
		final Plot plot = new Plot("Training losses", "Step", "Loss");
		plot.setLineWidth(2);
		final List<String> names = new ArrayList<>();
		for (int l = 0; l < LOSSES.length; l++) {
			final int column = l;
			if (Arrays.stream(curve).allMatch(row -> row[column] == 0)) continue; // not a loss of this method
			names.add(LOSSES[l]);
			plot.setColor(COLOURS[l]);
			plot.add("line", steps, IntStream.range(0, points).mapToDouble(i -> Arrays.stream(curve, i * together, Math.min(
				curve.length, (i + 1) * together)).mapToDouble(row -> row[column] * SCALES[column]).average().orElseThrow())
				.toArray());
		}
		double low = Double.POSITIVE_INFINITY, high = Double.NEGATIVE_INFINITY;
		for (final float[] row : curve)
			for (int l = 0; l < LOSSES.length; l++) {
				low = Math.min(low, row[l] * SCALES[l]);
				high = Math.max(high, row[l] * SCALES[l]);
			}
		final double margin = MARGIN * (high - low);
		return finish(plot, names, 1, Math.max(2, curve.length), low - margin, high + margin);
	}

	/**
	 * How many pairs of codes are how similar, under one sentence that says what it means.
	 *
	 * @param histograms as in {@code SegmentationModel.Training}
	 */
	public static Plot similarities(final int[][] histograms) {
		final int bins = histograms[0].length;
		final double[] centres = IntStream.range(0, bins).mapToDouble(i -> -1 + (2 * i + 1.0) / bins).toArray();
		final List<String> names = new ArrayList<>();
		double high = 0;
		final Plot plot = new Plot("Code similarities", "Similarity of two codes (cosine)", "Share of pairs (%)");
		plot.setLineWidth(2);
		for (int h = 0; h < PAIRS.length; h++) {
			final double all = Arrays.stream(histograms[h]).sum();
			if (all == 0) continue; // no such pairs in this method
			names.add(PAIRS[h]);
			plot.setColor(COLOURS[h]);
			final double[] shares = Arrays.stream(histograms[h]).mapToDouble(n -> 100 * n / all).toArray();
			plot.add("line", centres, shares);
			high = Math.max(high, Arrays.stream(shares).max().orElseThrow());
		}
		plot.setColor(Color.BLACK);
		plot.setLineWidth(1);
		plot.addLabel(0, -0.008, CodeHealth.of(histograms).words());
		return finish(plot, names, -1, 1, 0, high * (1 + LEGEND));
	}

	/**
	 * Score over the number of classes, with a dot at the suggested one.
	 *
	 * @param suggestion as in {@code SegmentationModel.Training}
	 */
	public static Plot classes(final CountSuggestion suggestion) {
		final int[] numbers = suggestion.numbers();
		final Plot plot = new Plot("Number of classes", "Classes", "Silhouette of the clusters");
		plot.setLineWidth(2);
		plot.setColor(COLOURS[0]);
		plot.add("line", Arrays.stream(numbers).asDoubleStream().toArray(), suggestion.scores());
		plot.setColor(COLOURS[2], COLOURS[2]);
		plot.add("circle", new double[] { suggestion.number() }, new double[] { suggestion.score() });
		final double high = Math.max(1e-3, suggestion.score()); // a plot must have some height
		return finish(plot, List.of("silhouette", suggestion.number() + " suggested"), numbers[0] - 0.5,
			numbers[numbers.length - 1] + 0.5, 0, high * (1 + LEGEND));
	}

	private static Plot finish(final Plot plot, final List<String> names, final double left, final double right,
		final double bottom, final double top)
	{
		plot.setColor(Color.BLACK);
		plot.setLineWidth(1);
		plot.addLegend(String.join("\n", names));
		plot.setLimits(left, right, bottom, top);
		return plot;
	}
}
