package sc.fiji.unsupervised.imagej;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.unsupervised.evaluate.Confusion;
import sc.fiji.unsupervised.evaluate.Evaluation;
import sc.fiji.unsupervised.evaluate.Evaluation.Match;

/** An evaluation as tables. All scores in percent. */
public final class ConfusionTables {

	private ConfusionTables() {}

	/**
	 * Scores after each kind of matching: a row for each true value, and a row {@code all} with mean IoU, mean boundary
	 * score and the share of all pixels that are right.
	 */
	public static ValueTable scores(final Evaluation evaluation, final ClassNames names) {
		final ValueTable table = new ValueTable();
		for (final Match match : evaluation.matches()) {
			for (int c = 0; c < evaluation.classes().length; c++) {
				final long pixels = actual(evaluation.confusion(), c);
				table.add(row(match, Integer.toString(evaluation.classes()[c]), labels(evaluation, match, c, names), pixels, match
					.scores().classIou()[c], match.boundary()[c], pixels == 0 ? Double.NaN : 100.0 * hits(evaluation, match, c) /
						pixels));
			}
			long all = 0;
			for (int c = 0; c < evaluation.classes().length; c++) all += actual(evaluation.confusion(), c);
			table.add(row(match, "all", "", all, match.scores().meanIou(), match.meanBoundary(), match.scores().accuracy()));
		}
		return table;
	}

	private static Map<String, Object> row(final Match match, final String truth, final String labels, final long pixels,
		final double iou, final double boundary, final double accuracy)
	{
		final Map<String, Object> row = new LinkedHashMap<>();
		row.put("Matching", match.name());
		row.put("Truth", truth);
		row.put("Labels", labels);
		row.put("Pixels", pixels);
		row.put("IoU", iou);
		row.put("BoundaryF", boundary);
		row.put("Accuracy", accuracy);
		return row;
	}

	/** Pixels of each label (rows) and true value (columns), with the true values that a label was matched to. */
	public static ValueTable confusion(final Evaluation evaluation, final ClassNames names) {
		final ValueTable table = new ValueTable();
		for (int r = 0; r < evaluation.labels().length; r++) {
			final Map<String, Object> row = new LinkedHashMap<>();
			row.put("Label", evaluation.labels()[r]);
			row.put("Name", names.name(evaluation.labels()[r]));
			for (int c = 0; c < evaluation.classes().length; c++)
				row.put("Truth" + evaluation.classes()[c], evaluation.confusion().count(r, c));
			for (final Match match : evaluation.matches()) {
				final int c = match.scores().classOfCluster()[r];
				row.put(match.name(), c < 0 ? "none" : Integer.toString(evaluation.classes()[c]));
			}
			table.add(row);
		}
		return table;
	}

	private static String labels(final Evaluation evaluation, final Match match, final int c, final ClassNames names) {
		final List<String> labels = new ArrayList<>();
		for (int r = 0; r < evaluation.labels().length; r++)
			if (match.scores().classOfCluster()[r] == c) labels.add(names.name(evaluation.labels()[r]));
		return labels.isEmpty() ? "none" : String.join("; ", labels);
	}

	private static long actual(final Confusion confusion, final int c) {
		long pixels = 0;
		for (int r = 0; r < confusion.clusters(); r++) pixels += confusion.count(r, c);
		return pixels;
	}

	private static long hits(final Evaluation evaluation, final Match match, final int c) {
		long pixels = 0;
		for (int r = 0; r < evaluation.labels().length; r++)
			if (match.scores().classOfCluster()[r] == c) pixels += evaluation.confusion().count(r, c);
		return pixels;
	}
}
