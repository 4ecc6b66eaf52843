package sc.fiji.unsupervised.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import sc.fiji.unsupervised.model.SegmentationModel.ClassInfo;
import sc.fiji.unsupervised.model.SegmentationModel.Clusters;
import sc.fiji.unsupervised.model.SegmentationModel.Input;
import sc.fiji.unsupervised.model.SegmentationModel.Training;

/**
 * What a model that comes from a stranger must keep to, beside what its records demand: numbers are finite and in their
 * ranges, tables fit each other, and texts, which go into images' Info, are single lines.
 */
final class ModelCheck {

	/** As many as labels of 8 bits can tell apart, and as a training may find. */
	private static final int MAX_CLASSES = 255;
	/** Longer than any name, path or note; and more than anyone would click. */
	private static final int MAX_TEXT = 4096, MAX_PROTOTYPES = 4096;

	private ModelCheck() {}

	/** @throws IllegalArgumentException if something is wrong */
	static void check(final SegmentationModel m) {
		texts(m);
		input(m.input());
		clusters(m.clusters());
		curves(m.training());
		if (m.training().suggestion() != null) suggestion(m.training().suggestion());
		demand(m.classes().size() <= MAX_CLASSES, "more than " + MAX_CLASSES + " classes");
		for (final ClassInfo c : m.classes())
			demand(c.share() >= 0 && c.share() <= 1.001 && c.rgb() >>> 24 == 0, "share or colour of a class");
		for (final Map<String, Tensor> tensors : List.of(m.head(), m.backbone().state()))
			tensors.values().forEach(t -> finite(t.data()));
		final Tensor codes = m.head().get("cluster1.0.weight");
		demand(codes != null && codes.shape().length >= 2 && codes.size(0) == m.clusters().centres().size(1),
			"head and prototypes do not fit");
	}

	private static void texts(final SegmentationModel m) {
		final Training t = m.training();
		final List<String> texts = new ArrayList<>(Arrays.asList(m.refine(), m.input().map(), m.input().intensity(), m.backbone()
			.id(), m.backbone().sha256(), t.method(), t.device(), t.versions(), m.clusters().metric()));
		for (final Map<String, String> map : List.of(t.settings(), t.notes())) {
			texts.addAll(map.keySet());
			texts.addAll(map.values());
		}
		m.classes().forEach(c -> texts.add(c.name()));
		for (final String text : texts)
			demand(text != null && text.length() <= MAX_TEXT && text.chars().noneMatch(Character::isISOControl), "a text");
	}

	private static void input(final Input input) {
		finite(input.low());
		finite(input.high());
		demand(List.of("stack", "image").contains(input.intensity()) && input.low().length == (input.intensity().equals(
			"stack") ? input.channels() : 0), "intensity");
		demand(input.scale() >= 0.1 && input.scale() <= 8, "scale");
	}

	private static void clusters(final Clusters c) {
		demand(List.of("cosine", "euclidean").contains(c.metric()) && Float.isFinite(c.spread()), "metric");
		demand(c.count() <= MAX_PROTOTYPES, "more than " + MAX_PROTOTYPES + " prototypes");
		for (final Tensor t : List.of(c.centres(), c.shares(), c.contact())) finite(t.data());
	}

	/** Tables have rows of equal length; what could not be measured is NaN there. */
	private static void curves(final Training t) {
		for (final float[] row : t.curve()) demand(row != null && row.length == t.curve()[0].length, "curve");
		for (final int[] row : t.histograms()) demand(row != null && row.length == t.histograms()[0].length, "histograms");
	}

	private static void suggestion(final CountSuggestion s) {
		demand(s.numbers()[0] >= 1 && s.numbers()[s.numbers().length - 1] <= MAX_CLASSES, "numbers of classes");
		for (final double score : s.scores()) demand(score >= 0 && score <= 1, "score of a number of classes");
	}

	private static void finite(final float[] values) {
		for (final float v : values) demand(Float.isFinite(v), "a value that is no number");
	}

	private static void demand(final boolean right, final String what) {
		if (!right) throw new IllegalArgumentException(what);
	}
}
