package sc.fiji.unsupervised.cluster;

import java.util.Arrays;
import java.util.Locale;

import sc.fiji.unsupervised.model.SegmentationModel.Clusters;

/**
 * Prototypes that share classes: a class's score is the highest of its prototypes' scores.
 *
 * @param prototypes n of them
 * @param classOf (n) class of each, from 0; no class without a prototype
 * @param classes number of classes, at most n
 */
public record ClassPrototypes(Prototypes prototypes, int[] classOf, int classes) {

	public ClassPrototypes {
		if (classOf.length != prototypes.count()) throw new IllegalArgumentException("each prototype needs a class");
		if (Arrays.stream(classOf).filter(k -> k >= 0 && k < classes).distinct().count() != classes)
			throw new IllegalArgumentException("each class needs a prototype");
	}

	/** A class for each prototype. */
	public static ClassPrototypes single(final Prototypes prototypes) {
		final int[] classOf = new int[prototypes.count()];
		Arrays.setAll(classOf, i -> i);
		return new ClassPrototypes(prototypes, classOf, classOf.length);
	}

	/** Those of a model. */
	public static ClassPrototypes of(final Clusters c) {
		return new ClassPrototypes(new Prototypes(Metric.valueOf(c.metric().toUpperCase(Locale.ROOT)), c.centres(), c
			.spread()), c.classOf(), 1 + Arrays.stream(c.classOf()).max().orElse(-1));
	}

	/**
	 * Class of each of some vectors; equal scores go to the lower prototype.
	 *
	 * @param rows (N, K) row-major
	 * @param labels receives the classes of the first {@code labels.length} rows
	 */
	public void label(final float[] rows, final int[] labels) {
		final int n = classOf.length;
		final float[] scores = new float[labels.length * n];
		prototypes.scores(rows, 0, labels.length, scores);
		for (int i = 0; i < labels.length; i++) {
			int best = 0;
			for (int k = 1; k < n; k++) if (scores[i * n + k] > scores[i * n + best]) best = k;
			labels[i] = classOf[best];
		}
	}
}
