package sc.fiji.unsupervised.segment;

import java.util.Arrays;
import java.util.List;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.cluster.ClassPrototypes;
import sc.fiji.unsupervised.cluster.Discriminant;
import sc.fiji.unsupervised.cluster.Prototypes;
import sc.fiji.unsupervised.model.SegmentationModel;

/**
 * A few named points make classes: each cluster takes the name whose points it fits best. In which directions a name
 * varies is told by its points and by the clusters that took it ({@link Discriminant}, {@code docs/merging.md}). This uses a person's knowledge, unlike everything else here.
 */
public final class PointNames {

	/** How often the clusters, once named, tell how names vary. */
	private static final int ROUNDS = 3;

	private PointNames() {}

	/**
	 * The model with one class for each name, in the order in which the names come first. A name that the model knows
	 * keeps its colour. A name that no cluster fits best takes the one that loses least by it and is not another one's
	 * last.
	 *
	 * @param codes of the points, each of the model's code size: {@code workbench.code(slice, codes, x, y)}
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
		final float[][] centres = centres(clusters);
		final double[] shares = new double[centres.length];
		for (int i = 0; i < shares.length; i++) shares[i] = model.clusters().shares().data()[i];
		Discriminant discriminant = Discriminant.fit(clusters.metric(), codes.stream().map(clusters::unit).toArray(
			float[][]::new), names.stream().mapToInt(classes::indexOf).toArray(), classes.size());
		int[] classOf = assign(discriminant, centres, classes.size());
		for (int round = 0; round < ROUNDS; round++) {
			discriminant = discriminant.learn(centres, shares, classOf);
			classOf = assign(discriminant, centres, classes.size());
		}
		return ClassDraft.named(model, classOf, classes).model();
	}

	/** (n, K): the prototypes as the metric sees them. */
	private static float[][] centres(final Prototypes clusters) {
		final int size = clusters.channels();
		final float[][] centres = new float[clusters.count()][];
		for (int i = 0; i < centres.length; i++) centres[i] = clusters.unit(Arrays.copyOfRange(clusters.centres().data(), i *
			size, (i + 1) * size));
		return centres;
	}

	/**
	 * Class of each cluster.
	 *
	 * @param centres (n, K)
	 */
	private static int[] assign(final Discriminant discriminant, final float[][] centres, final int classes) {
		final double[][] scores = Arrays.stream(centres).map(discriminant::scores).toArray(double[][]::new);
		final int[] classOf = new int[scores.length], sizes = new int[classes];
		for (int i = 0; i < classOf.length; i++) {
			for (int k = 1; k < classes; k++)
				if (scores[i][k] > scores[i][classOf[i]]) classOf[i] = k;
			sizes[classOf[i]]++;
		}
		for (int k = 0; k < classes; k++) {
			if (sizes[k] > 0) continue;
			int best = -1;
			for (int i = 0; i < classOf.length; i++)
				if (sizes[classOf[i]] > 1 && (best < 0 || scores[i][k] - scores[i][classOf[i]] > scores[best][k] -
					scores[best][classOf[best]])) best = i;
			sizes[classOf[best]]--;
			classOf[best] = k;
			sizes[k] = 1;
		}
		return classOf;
	}
}
