package sc.fiji.unsupervised.segment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.model.SegmentationModel.ClassInfo;

/** The classes of a model while they are edited, counted from 0. */
final class ClassDraft {

	private static final int NO_COLOUR = -1;

	private record Name(String name, int rgb) {}

	private final SegmentationModel source;
	private final int[] classOf;
	private final List<Name> names = new ArrayList<>();

	ClassDraft(final SegmentationModel source) {
		this(source, source.clusters().classOf().clone());
		for (final ClassInfo c : source.classes()) names.add(new Name(c.name(), c.rgb()));
	}

	private ClassDraft(final SegmentationModel source, final int[] classOf) {
		this.source = source;
		this.classOf = classOf;
	}

	/**
	 * New classes. Each takes the name, colour and place of the old class with which it shares most; where two want the
	 * same, the one that shares more. Those left over follow by descending share.
	 *
	 * @param group new class of each prototype, from 0 without gaps
	 */
	static ClassDraft of(final SegmentationModel model, final int[] group) {
		final int[] old = model.clusters().classOf();
		final int before = model.classes().size(), after = 1 + Arrays.stream(group).max().orElse(-1);
		final double[][] common = new double[after][before];
		final double[] shares = new double[after];
		for (int i = 0; i < group.length; i++) {
			// A cluster without cells still has a name to hand on.
			common[group[i]][old[i]] += Math.max(model.clusters().shares().data()[i], 1e-9);
			shares[group[i]] += model.clusters().shares().data()[i];
		}
		final int[] heir = heirs(common, before);
		final int[] order = IntStream.range(0, after).boxed().sorted(Comparator.comparingInt((
			final Integer g) -> heir[g] < 0 ? before : heir[g]).thenComparingDouble(g -> -shares[g])).mapToInt(g -> g).toArray();
		final int[] place = new int[after];
		for (int k = 0; k < after; k++) place[order[k]] = k;
		final ClassDraft draft = new ClassDraft(model, IntStream.of(group).map(g -> place[g]).toArray());
		for (final int g : order) if (heir[g] >= 0) draft.names.add(new Name(model.classes().get(heir[g]).name(), model
			.classes().get(heir[g]).rgb()));
		while (draft.names.size() < after) draft.add();
		return draft;
	}

	/**
	 * New classes of given names; a name that the model has keeps its colour.
	 *
	 * @param group new class of each prototype
	 * @param given name of each class
	 */
	static ClassDraft named(final SegmentationModel model, final int[] group, final List<String> given) {
		final ClassDraft draft = new ClassDraft(model, group);
		for (final String name : given) draft.names.add(new Name(name, model.classes().stream().filter(c -> c.name().equals(
			name)).mapToInt(ClassInfo::rgb).findFirst().orElse(NO_COLOUR)));
		for (int k = 0; k < given.size(); k++)
			if (draft.names.get(k).rgb == NO_COLOUR) draft.set(k, given.get(k), draft.freeColour());
		return draft;
	}

	/** The old class whose name each new one takes, or -1: the pair that shares most first. */
	private static int[] heirs(final double[][] common, final int before) {
		final int[] heir = new int[common.length];
		Arrays.fill(heir, -1);
		final boolean[] taken = new boolean[before];
		for (int round = 0; round < Math.min(common.length, before); round++) {
			int group = -1, old = -1;
			for (int g = 0; g < common.length; g++)
				for (int k = 0; k < before; k++)
					if (heir[g] < 0 && !taken[k] && common[g][k] > (group < 0 ? 0 : common[group][old])) {
						group = g;
						old = k;
					}
			if (group < 0) break;
			heir[group] = old;
			taken[old] = true;
		}
		return heir;
	}

	void set(final int k, final String name, final int rgb) {
		names.set(k, new Name(name, rgb));
	}

	void assign(final int prototype, final int k) {
		classOf[prototype] = k;
	}

	/** A new class at the end, in the first colour of the palette that is free; needs prototypes. */
	int add() {
		names.add(new Name(ClassEdits.defaultName(names.size() + 1), freeColour()));
		return names.size() - 1;
	}

	private int freeColour() {
		int label = 1;
		while (label < TrainOptions.MAX_CLASSES && isUsed(Palette.rgb(label))) label++;
		return Palette.rgb(label);
	}

	private boolean isUsed(final int rgb) {
		return names.stream().anyMatch(n -> n.rgb == rgb);
	}

	/** Takes class k away; its prototypes go to another class, and later classes move up. */
	void remove(final int k, final int to) {
		for (int i = 0; i < classOf.length; i++) {
			if (classOf[i] == k) classOf[i] = to;
			if (classOf[i] > k) classOf[i]--;
		}
		names.remove(k);
	}

	/** @param order old number of each new class */
	void reorder(final int[] order) {
		final List<Name> old = List.copyOf(names);
		final int[] place = new int[order.length];
		for (int k = 0; k < order.length; k++) {
			place[order[k]] = k;
			names.set(k, old.get(order[k]));
		}
		Arrays.setAll(classOf, i -> place[classOf[i]]);
	}

	SegmentationModel model() {
		final double[] shares = new double[names.size()];
		for (int i = 0; i < classOf.length; i++) shares[classOf[i]] += source.clusters().shares().data()[i];
		final List<ClassInfo> infos = new ArrayList<>();
		for (int k = 0; k < shares.length; k++) {
			final Name n = names.get(k);
			infos.add(new ClassInfo(ClassEdits.isDefault(n.name) ? ClassEdits.defaultName(k + 1) : n.name, n.rgb, shares[k]));
		}
		return source.withClasses(classOf, infos);
	}
}
