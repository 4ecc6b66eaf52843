package sc.fiji.unsupervised.segment;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.cluster.Agglomeration;
import sc.fiji.unsupervised.cluster.ClassPrototypes;
import sc.fiji.unsupervised.cluster.Contact;
import sc.fiji.unsupervised.cluster.Interior;
import sc.fiji.unsupervised.cluster.Metric;
import sc.fiji.unsupervised.model.MergeTree;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.model.SegmentationModel.ClassInfo;
import sc.fiji.unsupervised.model.SegmentationModel.Clusters;

/**
 * Edits of a model's classes. Each gives a new model and leaves the old one as it is; nothing is trained or computed
 * again, for the model keeps all its clusters and the tree in which they merge. Classes are meant by their labels, 1 to K.
 * Names and colours stay with the larger part of what they named; names such as "class 3" follow the label.
 */
public final class ClassEdits {

	private static final String DEFAULT_NAME = "class ";

	private ClassEdits() {}

	/** The largest number of classes: that of the model's clusters. */
	public static int most(final SegmentationModel model) {
		return model.clusters().count();
	}

	/**
	 * Cuts the tree anew.
	 *
	 * @param k number of classes, 2 to {@link #most}
	 * @throws UserException if it is out of range
	 */
	public static SegmentationModel number(final SegmentationModel model, final int k) {
		Checks.range("number", k, 2, most(model), "the model keeps " + most(model) + " clusters");
		return ClassDraft.of(model, tree(model).cut(k)).model();
	}

	/**
	 * Makes several classes one, which takes the lowest of their labels and the name and colour of the largest; a name
	 * that somebody gave goes before one that nobody did.
	 *
	 * @param labels at least two different ones
	 * @throws UserException if a label is out of range, or fewer than two classes would remain
	 */
	public static SegmentationModel merge(final SegmentationModel model, final int... labels) {
		for (final int label : labels) check(model, "merge", label);
		final int[] merged = IntStream.of(labels).distinct().sorted().toArray();
		if (merged.length < 2) throw new UserException("merge needs two different classes; give labels such as 2,3.");
		if (model.classes().size() - merged.length + 1 < 2) throw new UserException(
			"merge would leave a single class; keep at least two.");
		final ClassInfo name = IntStream.of(merged).mapToObj(l -> model.classes().get(l - 1)).max(Comparator.comparing((
			final ClassInfo c) -> !isDefault(c.name())).thenComparingDouble(ClassInfo::share)).orElseThrow();
		final ClassDraft draft = new ClassDraft(model);
		draft.set(merged[0] - 1, name.name(), name.rgb());
		for (int i = merged.length - 1; i > 0; i--) draft.remove(merged[i] - 1, merged[0] - 1);
		return draft.model();
	}

	/**
	 * Divides a class along the tree. The largest part keeps label, name and colour; the others follow after the last
	 * class.
	 *
	 * @param parts at least 2
	 * @throws UserException if the label is out of range or the class has fewer clusters than that
	 */
	public static SegmentationModel split(final SegmentationModel model, final int label, final int parts) {
		check(model, "split", label);
		final int[] classOf = model.clusters().classOf();
		final int[] members = IntStream.range(0, classOf.length).filter(i -> classOf[i] == label - 1).toArray();
		if (members.length < 2) throw new UserException("split=" + label +
			" is not possible: that class is a single cluster; train with more clusters.");
		Checks.range("parts", parts, 2, members.length, "the class has " + members.length + " clusters");
		final int[] part = tree(model).cut(members, parts);
		final double[] shares = new double[parts];
		for (int i = 0; i < members.length; i++) shares[part[i]] += model.clusters().shares().data()[members[i]];
		int largest = 0;
		for (int p = 1; p < parts; p++) if (shares[p] > shares[largest]) largest = p;
		final ClassDraft draft = new ClassDraft(model);
		for (int p = 0; p < parts; p++) {
			if (p == largest) continue;
			final int added = draft.add();
			for (int i = 0; i < members.length; i++) if (part[i] == p) draft.assign(members[i], added);
		}
		return draft.model();
	}

	/**
	 * @param name not blank; "class" and the label gives the name by number back
	 * @throws UserException if the label is out of range or the name blank
	 */
	public static SegmentationModel rename(final SegmentationModel model, final int label, final String name) {
		check(model, "names", label);
		if (name.isBlank()) throw new UserException("The name of class " + label + " is empty; give it a word.");
		final ClassDraft draft = new ClassDraft(model);
		draft.set(label - 1, name.strip(), model.classes().get(label - 1).rgb());
		return draft.model();
	}

	/**
	 * @param rgb 0xRRGGBB
	 * @throws UserException if the label or the colour is out of range
	 */
	public static SegmentationModel recolour(final SegmentationModel model, final int label, final int rgb) {
		check(model, "colours", label);
		if (rgb >>> 24 != 0) throw new UserException("colours=" + Integer.toHexString(rgb) +
			" is out of range; use 000000 to ffffff.");
		final ClassDraft draft = new ClassDraft(model);
		draft.set(label - 1, model.classes().get(label - 1).name(), rgb);
		return draft.model();
	}

	/**
	 * Gives the classes other labels.
	 *
	 * @param labels today's label of each new class 1 to K
	 * @throws UserException if a label is missing or occurs twice
	 */
	public static SegmentationModel reorder(final SegmentationModel model, final int... labels) {
		final int k = model.classes().size();
		if (!Arrays.equals(IntStream.of(labels).sorted().toArray(), IntStream.rangeClosed(1, k).toArray()))
			throw new UserException("order needs each label from 1 to " + k + " once; give a list such as 2,1,3.");
		final ClassDraft draft = new ClassDraft(model);
		draft.reorder(IntStream.of(labels).map(l -> l - 1).toArray());
		return draft.model();
	}

	/** The model's tree; Ward's for a model of the first format, which had none. */
	static MergeTree tree(final SegmentationModel model) {
		final Clusters c = model.clusters();
		return c.tree().isKnown() ? c.tree() : Agglomeration.ward(ClassPrototypes.of(c).prototypes(), weights(c));
	}

	/** How much each cluster counts in the tree. */
	static double[] weights(final Clusters c) {
		final int n = c.count();
		final double[] shares = new double[n];
		final double[][] contact = new double[n][n];
		for (int i = 0; i < n; i++) {
			shares[i] = c.shares().data()[i];
			for (int j = 0; j < n; j++) contact[i][j] = c.contact().data()[i * n + j];
		}
		return Interior.treeWeights(Metric.valueOf(c.metric().toUpperCase(Locale.ROOT)), new Contact(shares, contact));
	}

	/** Whether nobody gave this name. */
	static boolean isDefault(final String name) {
		return name.matches(DEFAULT_NAME + "\\d+");
	}

	static String defaultName(final int label) {
		return DEFAULT_NAME + label;
	}

	private static void check(final SegmentationModel model, final String key, final int label) {
		Checks.range(key, label, 1, model.classes().size(), "the label of a class");
	}
}
