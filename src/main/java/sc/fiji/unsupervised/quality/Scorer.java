package sc.fiji.unsupervised.quality;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import sc.fiji.unsupervised.cluster.Hungarian;
import sc.fiji.unsupervised.evaluate.BoundaryScore;
import sc.fiji.unsupervised.evaluate.Confusion;
import sc.fiji.unsupervised.evaluate.LabelComparison;
import sc.fiji.unsupervised.evaluate.MatchedScores;
import sc.fiji.unsupervised.quality.LabelledSet.TrueClass;

/** Compares labels of a whole set with its truth: all pixels count but those to be ignored, one matching for the set. */
final class Scorer {

	/** Pixels by which boundaries may differ and still agree. */
	static final int TOLERANCE = 3;

	private final LabelledSet set;
	private final List<int[]> labels;
	private final LabelComparison comparison = new LabelComparison(LabelledSet.IGNORE);
	private final MatchedScores matched;

	/**
	 * @param labels of each slice, row-major; from 1, 0 for not computed
	 */
	Scorer(final LabelledSet set, final List<int[]> labels) {
		this.set = set;
		this.labels = labels;
		for (int s = 0; s < labels.size(); s++) comparison.add(labels.get(s), set.truth(s));
		final Confusion confusion = comparison.confusion();
		matched = MatchedScores.of(confusion, Hungarian.maximise(confusion.scores()));
	}

	/** Scores of the set. */
	Scores scores() {
		final Confusion confusion = comparison.confusion();
		final BoundaryScore boundary = new BoundaryScore(confusion.classes(), TOLERANCE);
		for (int s = 0; s < labels.size(); s++)
			boundary.add(classes(s), trueClasses(s), set.images().width(s), set.images().height(s));
		return new Scores(matched.meanIou(), MatchedScores.of(confusion, confusion.manyToOne()).meanIou(), matched.accuracy(),
			boundary.mean(), classIou());
	}

	/** In the order of the set's classes; NaN for one that is neither in the truth nor found. */
	private Map<String, Double> classIou() {
		final int[] values = comparison.truthValues();
		final Map<String, Double> iou = new LinkedHashMap<>();
		for (final TrueClass c : set.classes()) {
			final int column = Arrays.binarySearch(values, c.value());
			iou.put(c.name(), column < 0 ? Double.NaN : matched.classIou()[column]);
		}
		return iou;
	}

	/** Matched class of each pixel of a slice, by its number among those of the truth; -1 for none. */
	int[] classes(final int slice) {
		return comparison.matchedClasses(labels.get(slice), matched.classOfCluster());
	}

	/** True class of each pixel of a slice, likewise. */
	int[] trueClasses(final int slice) {
		return comparison.trueClasses(set.truth(slice));
	}

	/** Mean intersection over union of one slice in percent, with the matching of the set. */
	double slice(final int slice) {
		final int n = comparison.truthValues().length;
		final Confusion confusion = new Confusion(n + 1, n);
		final int[] found = classes(slice);
		// What is matched to no class counts as one cluster more.
		for (int i = 0; i < found.length; i++) if (found[i] < 0) found[i] = n;
		confusion.add(found, trueClasses(slice));
		return MatchedScores.of(confusion, IntStream.rangeClosed(0, n).map(k -> k < n ? k : -1).toArray()).meanIou();
	}
}
