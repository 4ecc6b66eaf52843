package sc.fiji.unsupervised.segment;

import java.util.List;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.cluster.ClassPrototypes;
import sc.fiji.unsupervised.cluster.Prototypes;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.model.Tensor;

/**
 * A few named points make classes: each cluster takes the name whose points are nearest in their mean, which is better than
 * the nearest point ({@code docs/merging.md}). This uses a person's knowledge, unlike everything else here.
 */
public final class PointNames {

	private PointNames() {}

	/**
	 * The model with one class for each name, in the order in which the names come first. A name that the model knows
	 * keeps its colour. A name whose points are nearest to no cluster takes the cluster nearest to them that is not another
	 * one's last.
	 *
	 * @param codes of the points, each of the model's code size: {@code workbench.codes(slice, model, progress).at(x, y)}
	 * @param names of the points
	 * @throws UserException if there are fewer than two names, or more than clusters
	 */
	public static SegmentationModel apply(final SegmentationModel model, final List<float[]> codes,
		final List<String> names)
	{
		final List<String> classes = names.stream().distinct().toList();
		if (classes.size() < 2) throw new UserException("points names one class only; give points of at least two names.");
		if (classes.size() > ClassEdits.most(model)) throw new UserException("points has " + classes.size() +
			" names but the model keeps " + ClassEdits.most(model) + " clusters; give fewer names or train with more clusters.");
		final Prototypes clusters = ClassPrototypes.of(model.clusters()).prototypes();
		final float[] scores = new float[clusters.count() * classes.size()];
		new Prototypes(clusters.metric(), means(clusters, codes, names, classes), clusters.spread()).scores(clusters.centres()
			.data(), 0, clusters.count(), scores);
		return ClassDraft.named(model, assign(scores, classes.size()), classes).model();
	}

	/** (classes, K): mean code of the points of each name. */
	private static Tensor means(final Prototypes clusters, final List<float[]> codes, final List<String> names,
		final List<String> classes)
	{
		final int size = clusters.channels();
		final float[] means = new float[classes.size() * size];
		final int[] counts = new int[classes.size()];
		for (int p = 0; p < codes.size(); p++) {
			final int k = classes.indexOf(names.get(p));
			final float[] unit = clusters.unit(codes.get(p));
			counts[k]++;
			for (int c = 0; c < size; c++) means[k * size + c] += (unit[c] - means[k * size + c]) / counts[k];
		}
		return new Tensor(means, classes.size(), size);
	}

	/**
	 * Class of each cluster.
	 *
	 * @param scores (n, classes)
	 */
	private static int[] assign(final float[] scores, final int classes) {
		final int[] classOf = new int[scores.length / classes], sizes = new int[classes];
		for (int i = 0; i < classOf.length; i++) {
			for (int k = 1; k < classes; k++)
				if (scores[i * classes + k] > scores[i * classes + classOf[i]]) classOf[i] = k;
			sizes[classOf[i]]++;
		}
		for (int k = 0; k < classes; k++) {
			if (sizes[k] > 0) continue;
			int best = -1;
			for (int i = 0; i < classOf.length; i++)
				if (sizes[classOf[i]] > 1 && (best < 0 || scores[i * classes + k] > scores[best * classes + k])) best = i;
			sizes[classOf[best]]--;
			classOf[best] = k;
			sizes[k] = 1;
		}
		return classOf;
	}
}
