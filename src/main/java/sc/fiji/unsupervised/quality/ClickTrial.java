package sc.fiji.unsupervised.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.cluster.Hungarian;
import sc.fiji.unsupervised.evaluate.Confusion;
import sc.fiji.unsupervised.evaluate.MatchedScores;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.segment.ApplyOptions;
import sc.fiji.unsupervised.segment.CellGrid;
import sc.fiji.unsupervised.segment.ClassEdits;
import sc.fiji.unsupervised.segment.PointNames;
import sc.fiji.unsupervised.segment.SliceLabels;
import sc.fiji.unsupervised.segment.Workbench;

/**
 * What a few clicks are worth: the clusters of a model named by points at random positions of each true class. Uses labels,
 * so it is no rival of what finds classes without them. The cluster of each pixel is found once; naming is a matter of
 * counts then, but for the polish.
 */
final class ClickTrial {

	private final LabelledSet set;
	private final Workbench bench;
	private final SegmentationModel model;
	private final boolean polished;
	private final Progress progress;
	private final List<CellGrid> codes = new ArrayList<>();
	/** Cluster of each pixel, from 1; 0 where a pixel does not count. */
	private final List<SliceLabels> maps = new ArrayList<>();
	private final Confusion clusters;
	/** (classes, slices): pixels of each class. */
	private final long[][] pixels;

	/**
	 * @param bench stays in use
	 * @param model trained on the set
	 * @param options whose refinement is {@code polish} or {@code none}
	 */
	ClickTrial(final LabelledSet set, final Workbench bench, final SegmentationModel model, final ApplyOptions options,
		final Progress progress)
	{
		this.set = set;
		this.bench = bench;
		this.model = model;
		polished = options.refine().equals("polish");
		this.progress = progress.silent();
		final int n = ClassEdits.most(model), classes = set.classes().size();
		final SegmentationModel fine = ClassEdits.number(model, n);
		clusters = new Confusion(n, classes);
		pixels = new long[classes][bench.slices()];
		final int[] clusterOf = new int[n];
		for (int i = 0; i < n; i++) clusterOf[fine.clusters().classOf()[i]] = i;
		for (int s = 0; s < bench.slices(); s++) {
			progress.step("Labelling", (double) s / bench.slices(), set.name());
			codes.add(bench.codes(s, model, progress));
			final ApplyOptions plain = new ApplyOptions("none", options.device(), options.threads());
			final SliceLabels labels = bench.label(s, fine, plain, this.progress);
			final int[] truth = set.truth(s);
			for (int p = 0; p < truth.length; p++) {
				if (labels.labels()[p] > 0) labels.labels()[p] = (short) (1 + clusterOf[labels.labels()[p] - 1]);
				final int k = trueClass(truth[p]);
				if (k < 0) continue;
				pixels[k][s]++;
				clusters.add(labels.labels()[p] - 1, k, 1);
			}
			maps.add(labels);
		}
	}

	private int trueClass(final int value) {
		for (int k = 0; k < set.classes().size(); k++) if (set.classes().get(k).value() == value) return k;
		return -1;
	}

	/** Mean IoU of the model's own classes, matched one to one. */
	double unsupervised() {
		final Confusion confusion = confusion(model.clusters().classOf());
		return MatchedScores.of(confusion, Hungarian.maximise(confusion.scores())).meanIou();
	}

	/**
	 * Mean IoU if each part of the merge tree had the class of most of its pixels: what naming can reach at best.
	 *
	 * @param parts into which the tree is cut; no more than there are clusters are made
	 */
	double ceiling(final int parts) {
		final int count = Math.min(parts, ClassEdits.most(model)), classes = pixels.length;
		final int[] partOf = ClassEdits.number(model, count).clusters().classOf();
		final Confusion merged = new Confusion(count, classes);
		for (int i = 0; i < partOf.length; i++)
			for (int k = 0; k < classes; k++) merged.add(partOf[i], k, clusters.count(i, k));
		final int[] named = merged.manyToOne();
		return score(Arrays.stream(partOf).map(part -> named[part]).toArray());
	}

	/**
	 * Mean IoU of one simulated user.
	 *
	 * @param clicks on each class
	 */
	double score(final int clicks, final long seed) {
		final SplittableRandom random = new SplittableRandom(seed);
		final List<float[]> points = new ArrayList<>();
		final List<String> names = new ArrayList<>();
		for (int k = 0; k < pixels.length; k++)
			for (int i = 0; i < clicks; i++) {
				points.add(code(k, random));
				names.add("true " + k);
			}
		return score(PointNames.apply(model, points, names).clusters().classOf());
	}

	/** Mean IoU if each cluster had this true class. */
	private double score(final int[] classOf) {
		final int[] same = new int[pixels.length];
		Arrays.setAll(same, k -> k);
		return MatchedScores.of(confusion(classOf), same).meanIou();
	}

	/** The code at a random pixel of a class. */
	private float[] code(final int k, final SplittableRandom random) {
		long left = random.nextLong(Arrays.stream(pixels[k]).sum());
		int slice = 0;
		while (left >= pixels[k][slice]) left -= pixels[k][slice++];
		final int[] truth = set.truth(slice);
		int p = 0;
		for (;; p++) if (trueClass(truth[p]) == k && left-- == 0) break;
		final int width = set.images().width(slice);
		return bench.code(slice, codes.get(slice), p % width, p / width);
	}

	private Confusion confusion(final int[] classOf) {
		final Confusion confusion = new Confusion(pixels.length, pixels.length);
		if (polished) for (int s = 0; s < maps.size(); s++) addPolished(s, classOf, confusion);
		else for (int i = 0; i < classOf.length; i++)
			for (int k = 0; k < pixels.length; k++) confusion.add(classOf[i], k, clusters.count(i, k));
		return confusion;
	}

	private void addPolished(final int slice, final int[] classOf, final Confusion confusion) {
		final SliceLabels map = maps.get(slice);
		final short[] named = new short[map.labels().length];
		for (int p = 0; p < named.length; p++) if (map.labels()[p] > 0) named[p] = (short) (1 + classOf[map.labels()[p] - 1]);
		final short[] found = bench.polish(slice, new SliceLabels(map.width(), map.height(), named, null), pixels.length,
			progress).labels();
		final int[] truth = set.truth(slice);
		for (int p = 0; p < found.length; p++) {
			final int k = trueClass(truth[p]);
			if (k >= 0) confusion.add(found[p] - 1, k, 1);
		}
	}
}
