package sc.fiji.unsupervised.segment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.cluster.ClassPrototypes;
import sc.fiji.unsupervised.cluster.Prototypes;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.model.Tensor;

/**
 * Classes named by a few clicks in the image: semi-supervised, unlike all else here. Every cluster of the model takes the
 * class whose clicks are nearest in their mean; with few clicks that is better than the nearest click
 * ({@code docs/merging.md}).
 */
public final class ClassClicks {

	/**
	 * A point that a user named.
	 *
	 * @param name of its class
	 * @param code of the cell there: {@code workbench.codes(slice, model, progress).at(x, y)}
	 */
	public record Click(String name, float[] code) {}

	private ClassClicks() {}

	/**
	 * The classes are the names in the order of their first clicks; a name that the model has keeps its colour.
	 *
	 * @param clicks on at least two names
	 * @throws UserException if there are fewer names than two or more than the model has clusters, or a name is blank
	 */
	public static SegmentationModel name(final SegmentationModel model, final List<Click> clicks) {
		final List<String> names = new ArrayList<>(new LinkedHashSet<>(clicks.stream().map(c -> c.name().strip()).toList()));
		if (names.contains("")) throw new UserException("A click has no name; give it a word.");
		if (names.size() < 2) throw new UserException("The clicks name fewer than two classes; click on at least two.");
		if (names.size() > ClassEdits.most(model)) throw new UserException("The clicks name " + names.size() +
			" classes but the model has " + ClassEdits.most(model) + " clusters; train with more clusters.");
		final Prototypes clusters = ClassPrototypes.of(model.clusters()).prototypes();
		return ClassDraft.named(model, assign(scores(clusters, names, clicks), names.size()), names).model();
	}

	/** (n, classes): how alike each cluster is to the mean of each name's clicks. */
	private static float[] scores(final Prototypes clusters, final List<String> names, final List<Click> clicks) {
		final int size = clusters.channels();
		final float[] means = new float[names.size() * size];
		final int[] counts = new int[names.size()];
		for (final Click click : clicks) {
			final int k = names.indexOf(click.name().strip());
			final float[] unit = clusters.unit(click.code());
			counts[k]++;
			for (int c = 0; c < size; c++) means[k * size + c] += (unit[c] - means[k * size + c]) / counts[k];
		}
		final float[] scores = new float[clusters.count() * names.size()];
		new Prototypes(clusters.metric(), new Tensor(means, names.size(), size), clusters.spread()).scores(clusters.centres()
			.data(), 0, clusters.count(), scores);
		return scores;
	}

	/** The class of the highest score; one that no cluster likes best gets the best that its owner can spare. */
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
