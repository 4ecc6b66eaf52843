package sc.fiji.unsupervised.quality;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.segment.TrainOptions;

/** Computes the rows that are missing: features of a set once, a training once for all its refinements. */
final class Evaluation {

	private final EvaluationOptions options;
	private final Results results;
	private final Pictures pictures;
	private final Progress progress;

	Evaluation(final EvaluationOptions options, final Results results, final Pictures pictures, final Progress progress) {
		this.options = options;
		this.results = results;
		this.pictures = pictures;
		this.progress = progress;
	}

	/** @return number of new rows */
	int run() {
		int rows = 0;
		for (final SetChoice choice : options.sets()) {
			final LabelledSet set = new LabelledSet(choice);
			final List<Configuration> missing = options.rows(set.name(), set.classes().size()).stream().filter(c -> !results
				.has(c)).toList();
			for (final List<Configuration> group : groups(missing).values()) onFeatures(set, group);
			rows += missing.size();
		}
		return rows;
	}

	/** By features, in the order of the list. */
	private static Map<Configuration, List<Configuration>> groups(final List<Configuration> rows) {
		return rows.stream().collect(Collectors.groupingBy(Configuration::features, LinkedHashMap::new, Collectors.toList()));
	}

	private void onFeatures(final LabelledSet set, final List<Configuration> rows) {
		final TrainOptions opening = training(set, rows.get(0).features());
		progress.log(set.name() + " " + rows.get(0).backbone() + ": " + rows.size() + " rows");
		Session.run(new Session.Options(opening.device(), opening.threads(), opening.seed()), progress::log, session -> {
			final Meter meter = Meter.start();
			try (Contestant contestant = Contestants.open(opening.backbone(), set, opening, session, progress)) {
				final Cost features = meter.stop();
				final Map<Configuration, List<Configuration>> trainings = rows.stream().collect(Collectors.groupingBy(
					Configuration::training, LinkedHashMap::new, Collectors.toList()));
				int done = 0;
				for (final List<Configuration> refined : trainings.values()) {
					train(set, contestant, refined, features, (double) done / rows.size());
					done += refined.size();
				}
			}
			return null;
		});
	}

	private void train(final LabelledSet set, final Contestant contestant, final List<Configuration> rows,
		final Cost features, final double done)
	{
		final Configuration first = rows.get(0);
		progress.step(set.name() + " " + first.backbone(), done, first.method() + " " + first.optionText() + " seed " + first
			.seed());
		final Meter meter = Meter.start();
		final Contestant.Trained trained = contestant.train(first.method(), training(set, first), progress.silent());
		final Cost training = meter.stop();
		for (final Configuration row : rows) {
			if (results.has(row)) continue;
			final Meter labelling = Meter.start();
			final List<int[]> labels = new ArrayList<>();
			for (int s = 0; s < set.images().slices(); s++) labels.add(trained.label(s, row.refine(), progress.silent()));
			final Cost cost = training.plus(labelling.stop());
			final Scorer scorer = new Scorer(set, labels);
			pictures.write(row, set, scorer);
			results.add(new Result(row, set.files(), set.filesInAll(), scorer.scores(), features, cost));
		}
	}

	/** As many classes as the set has; separate images have a contrast each, a stack has one. */
	private TrainOptions training(final LabelledSet set, final Configuration row) {
		final Map<String, String> values = new TreeMap<>(Map.of("classes", Integer.toString(set.classes().size()),
			"intensity", set.files() > 1 ? "image" : "stack", "backbone", row.backbone(), "seed", Long.toString(row.seed()),
			"refine", "none"));
		values.putAll(row.options());
		return OptionValues.with(options.base(), values);
	}
}
