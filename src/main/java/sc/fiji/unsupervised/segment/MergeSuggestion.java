package sc.fiji.unsupervised.segment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import sc.fiji.unsupervised.cluster.ClassPrototypes;
import sc.fiji.unsupervised.cluster.GroupMeans;
import sc.fiji.unsupervised.cluster.Metric;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.model.SegmentationModel.Clusters;

/**
 * Two classes that may be one.
 *
 * @param first label of the one
 * @param second label of the other, larger than the first
 * @param loss by how much the classes would explain less of the scatter of all clusters, 0 to 1: small for alike or small
 *          classes (Ward's rule, as in the merge tree)
 * @param likeness of the classes' means, at most 1: cosine, or {@code exp(-d² / (2 spread))} for Euclidean clusters
 * @param contact share of a class's border with others that runs along this other one, the larger share of the two, 0 to
 *          1; 0 if the model does not know
 */
public record MergeSuggestion(int first, int second, double loss, double likeness, double contact) {

	/** All pairs of classes, the one that loses least first. */
	public static List<MergeSuggestion> of(final SegmentationModel model) {
		final Clusters c = model.clusters();
		final ClassPrototypes p = ClassPrototypes.of(c);
		final double[] weights = ClassEdits.weights(c);
		final GroupMeans means = GroupMeans.of(p, weights);
		final double total = GroupMeans.of(new ClassPrototypes(p.prototypes(), new int[c.count()], 1), weights).within();
		final double[][] contact = contact(c, p.classes());
		final List<MergeSuggestion> pairs = new ArrayList<>();
		for (int i = 0; i < p.classes(); i++)
			for (int j = i + 1; j < p.classes(); j++) {
				final double likeness = p.prototypes().metric() == Metric.COSINE ? means.cosine(i, j) : Math.exp(-means
					.squaredDistance(i, j) / (2 * p.prototypes().spread()));
				pairs.add(new MergeSuggestion(i + 1, j + 1, total > 0 ? means.loss(i, j) / total : 0, likeness, Math.max(
					contact[i][j], contact[j][i])));
			}
		pairs.sort(Comparator.comparingDouble(MergeSuggestion::loss));
		return pairs;
	}

	/** Share of class i's border with other classes that runs along class j. */
	private static double[][] contact(final Clusters c, final int classes) {
		final double[][] shares = new double[classes][classes];
		final int n = c.count();
		for (int i = 0; i < n * n; i++) {
			final int a = c.classOf()[i / n], b = c.classOf()[i % n];
			if (a != b) shares[a][b] += c.contact().data()[i];
		}
		for (final double[] row : shares) {
			double border = 0;
			for (final double s : row) border += s;
			for (int j = 0; j < classes && border > 0; j++) row[j] /= border;
		}
		return shares;
	}
}
