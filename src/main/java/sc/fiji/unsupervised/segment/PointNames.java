package sc.fiji.unsupervised.segment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.cluster.Metric;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.model.SegmentationModel.ClassInfo;
import sc.fiji.unsupervised.model.SegmentationModel.Clusters;
import sc.fiji.unsupervised.model.Tensor;

/**
 * A few named points make classes: each cluster takes the name of the point whose code is nearest to its prototype. This
 * uses a person's knowledge, unlike everything else here.
 */
public final class PointNames {

	private PointNames() {}

	/**
	 * The model with one class for each name, in the order in which the names come first. A name that the model knows
	 * keeps its colour. A name whose points are nearest to no cluster takes the cluster nearest to its first point.
	 *
	 * @param codes of the points, each of the model's code size
	 * @param names of the points
	 * @throws UserException if there are fewer than two names, or more than clusters
	 */
	public static SegmentationModel apply(final SegmentationModel model, final List<float[]> codes,
		final List<String> names)
	{
		final List<String> classes = names.stream().distinct().toList();
		final Clusters clusters = model.clusters();
		if (classes.size() < 2) throw new UserException("points names one class only; give points of at least two names.");
		if (classes.size() > clusters.count()) throw new UserException("points has " + classes.size() +
			" names but the model keeps " + clusters.count() + " clusters; give fewer names or train with more clusters.");
		final int[] classOf = new int[clusters.count()];
		for (int c = 0; c < classOf.length; c++) {
			int nearest = 0;
			for (int p = 1; p < codes.size(); p++)
				if (distance(clusters, c, codes.get(p)) < distance(clusters, c, codes.get(nearest))) nearest = p;
			classOf[c] = classes.indexOf(names.get(nearest));
		}
		settle(clusters, classOf, classes, codes, names);
		final double[] shares = new double[classes.size()];
		for (int c = 0; c < classOf.length; c++) shares[classOf[c]] += clusters.shares().data()[c];
		final int[] colours = colours(model, classes);
		final List<ClassInfo> infos = new ArrayList<>();
		for (int k = 0; k < shares.length; k++) infos.add(new ClassInfo(classes.get(k), colours[k], shares[k]));
		return model.withClasses(classOf, infos);
	}

	/** Gives a class without a cluster the one nearest to its first point that is not another class's last. */
	private static void settle(final Clusters clusters, final int[] classOf, final List<String> classes,
		final List<float[]> codes, final List<String> names)
	{
		final int[] members = new int[classes.size()];
		for (final int k : classOf) members[k]++;
		for (int k = 0; k < members.length; k++) {
			if (members[k] > 0) continue;
			final float[] code = codes.get(names.indexOf(classes.get(k)));
			int nearest = -1;
			for (int c = 0; c < classOf.length; c++) if (members[classOf[c]] > 1 && (nearest < 0 || distance(clusters, c,
				code) < distance(clusters, nearest, code))) nearest = c;
			members[classOf[nearest]]--;
			classOf[nearest] = k;
			members[k]++;
		}
	}

	/** Colours of names that the model knows; the others get the first free ones of the palette. */
	private static int[] colours(final SegmentationModel model, final List<String> names) {
		final Map<String, Integer> known = new HashMap<>();
		for (final ClassInfo info : model.classes()) if (names.contains(info.name())) known.putIfAbsent(info.name(), info
			.rgb());
		final Set<Integer> used = new HashSet<>(known.values());
		final int[] colours = new int[names.size()];
		int label = 1;
		for (int k = 0; k < colours.length; k++) {
			while (!known.containsKey(names.get(k)) && used.contains(Palette.rgb(label))) label++;
			colours[k] = known.getOrDefault(names.get(k), Palette.rgb(label));
			used.add(colours[k]);
		}
		return colours;
	}

	/** Squared distance, of directions where the model compares by cosine. */
	private static double distance(final Clusters clusters, final int cluster, final float[] code) {
		final Tensor centres = clusters.centres();
		final boolean cosine = clusters.metric().equals(Metric.COSINE.name().toLowerCase(Locale.ROOT));
		double dot = 0, a = 0, b = 0;
		for (int i = 0; i < code.length; i++) {
			final double x = centres.data()[cluster * code.length + i];
			dot += x * code[i];
			a += x * x;
			b += (double) code[i] * code[i];
		}
		return cosine ? -dot / Math.max(1e-12, Math.sqrt(a * b)) : a + b - 2 * dot;
	}
}
