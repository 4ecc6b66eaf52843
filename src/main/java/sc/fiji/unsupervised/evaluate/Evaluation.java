package sc.fiji.unsupervised.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;

/**
 * A label stack compared with its ground truth: one matching for all slices, one to one and many to one.
 *
 * @param labels distinct labels, ascending: the rows of the confusion
 * @param classes distinct true values, ascending: its columns
 * @param confusion pixels of each label and true value
 * @param oneToOne each true value has at most one label and the reverse; labels without one count as wrong
 * @param manyToOne each label has the true value with which it shares most pixels
 */
public record Evaluation(int[] labels, int[] classes, Confusion confusion, Match oneToOne, Match manyToOne) {

	/**
	 * Scores after one kind of matching, in percent.
	 *
	 * @param name of the matching, for tables
	 * @param scores overlap and accuracy
	 * @param boundary F-score of the borders of each true value, NaN for one without any
	 * @param meanBoundary mean of those that are defined
	 */
	public record Match(String name, MatchedScores scores, double[] boundary, double meanBoundary) {}

	/**
	 * Compares two stacks; they are read twice, because borders can be compared only when labels have their classes.
	 *
	 * @param ignore true value that does not count, or {@link LabelComparison#IGNORE_NONE}
	 * @param tolerance pixels by which borders may be apart
	 * @param assign the best one-to-one matching: {@code cluster.Hungarian::maximise}
	 * @throws UserException if the stacks differ in size, have no pixel in common, or one is no label image
	 */
	public static Evaluation of(final LabelSource labels, final LabelSource truth, final int ignore, final int tolerance,
		final Function<double[][], int[]> assign, final Progress progress)
	{
		if (labels.width() != truth.width() || labels.height() != truth.height() || labels.slices() != truth.slices())
			throw new UserException("The labels are " + size(labels) + " but truth is " + size(truth) +
				"; give truth of the same size.");
		final LabelComparison comparison = new LabelComparison(ignore);
		for (int s = 0; s < labels.slices(); s++) {
			progress.step("Comparing", 0.5 * s / labels.slices(), "slice " + (s + 1));
			comparison.add(labels.read(s), truth.read(s));
		}
		final Confusion confusion = comparison.confusion();
		if (confusion.clusters() == 0) throw new UserException(
			"There is no pixel to compare: where truth is not ignored, labels are 0; check truth and ignore.");
		final List<MatchedScores> scores = List.of(MatchedScores.of(confusion, assign.apply(confusion.scores())), MatchedScores
			.of(confusion, confusion.manyToOne()));
		final List<BoundaryScore> borders = new ArrayList<>();
		for (int m = 0; m < scores.size(); m++) borders.add(new BoundaryScore(confusion.classes(), tolerance));
		for (int s = 0; s < labels.slices(); s++) {
			progress.step("Comparing", 0.5 + 0.5 * s / labels.slices(), "borders of slice " + (s + 1));
			final int[] found = labels.read(s), classes = comparison.trueClasses(truth.read(s));
			for (int m = 0; m < scores.size(); m++)
				borders.get(m).add(comparison.matchedClasses(found, scores.get(m).classOfCluster()), classes, labels.width(), labels
					.height());
		}
		return new Evaluation(comparison.labelValues(), comparison.truthValues(), confusion, match("one-to-one", scores.get(0),
			borders.get(0)), match("many-to-one", scores.get(1), borders.get(1)));
	}

	private static Match match(final String name, final MatchedScores scores, final BoundaryScore border) {
		return new Match(name, scores, border.classScores(), border.mean());
	}

	private static String size(final LabelSource source) {
		return source.width() + " x " + source.height() + " with " + source.slices() + (source.slices() == 1 ? " slice"
			: " slices");
	}

	/** Both matchings, the stricter one first. */
	public List<Match> matches() {
		return List.of(oneToOne, manyToOne);
	}
}
