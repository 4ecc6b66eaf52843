package sc.fiji.unsupervised.quality;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.Shell;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.segment.TrainOptions;
import sc.fiji.unsupervised.segment.Workbench;

/** The program behind {@code scripts/few-clicks key=value ...}: prints a table of {@link ClickTrial}. */
public final class FewClicks {

	static final Shell SHELL = new Shell(FewClicks::help, FewClicks::run);

	private static final int USERS = 20;
	/** Parts into which the merge tree is cut for a ceiling; the other is that of all clusters. */
	private static final int PARTS = 32;
	/** What the others stand for: as many classes as the set has. */
	private static final List<String> KEYS = List.of("data", "sets", "method", "clusters", "scale", "threads",
		"refine", "counts", "seeds");

	private FewClicks() {}

	/** Ends the process with the exit codes of {@link Shell}. */
	public static void main(final String[] words) {
		SHELL.main(words);
	}

	private static String help() {
		return """
			Scores classes named by a few clicks at random places of each true class (semi-supervised), 20 simulated users.

			  few-clicks data=<set or folder of sets> [key=value ...]

			  sets=      names of sets, all if not given; name/4 for every 4th image
			  method=    merged    clusters=  0 (the method's)    scale=  1    threads=  0 (one per core)
			  refine=    polish, or none
			  counts=    1,2,3,4,5, clicks on each class
			  seeds=     1, such as 1..5; the users take the models in turn
			""";
	}

	private static String run(final String[] words, final Progress progress) {
		final Map<String, String> given = new LinkedHashMap<>(Map.of("method", "merged", "sets", "", "refine",
			"polish", "counts", "1,2,3,4,5", "seeds", "1"));
		for (final String word : words) {
			final String key = word.split("=", 2)[0];
			if (!KEYS.contains(key) || !word.contains("=")) throw new UserException("\"" + word +
				"\" is not understood; write key=value with the keys " + String.join(", ", KEYS) + ".");
			given.put(key, word.substring(key.length() + 1));
		}
		final Path data = EvaluationOptions.path(given, "data");
		if (data == null) throw new UserException(
			"data is missing; write data= and a labelled set or a folder of such sets.");
		given.remove("data");
		if (!List.of("polish", "none").contains(given.get("refine"))) throw new UserException("refine=" + given.get(
			"refine") + " is not possible here; use polish or none.");
		final int[] counts = counts(given.remove("counts"));
		final List<Long> seeds = EvaluationOptions.seeds(given.remove("seeds"));
		final List<String> lines = new ArrayList<>(List.of("| set | without |" + IntStream.of(counts).mapToObj(n -> " " + n +
			" |").collect(Collectors.joining()) + " ceiling of " + PARTS + " | ceiling |", "|---|---|" + "---|".repeat(counts.length) +
				"---|---|"));
		final List<String> names = Stream.of(given.remove("sets").split(",")).filter(s -> !s.isBlank()).toList();
		for (final SetChoice choice : SetChoice.of(data, names)) lines.add(row(new LabelledSet(
			choice), given, counts, seeds, progress));
		return String.join("\n", lines);
	}

	private static int[] counts(final String text) {
		if (!text.matches("[1-9][0-9]?(,[1-9][0-9]?)*")) throw new UserException("counts=" + text +
			" is not understood; give numbers of clicks from 1 to 99, as 1,3,5.");
		return Stream.of(text.split(",")).mapToInt(Integer::parseInt).toArray();
	}

	private static String row(final LabelledSet set, final Map<String, String> given, final int[] counts,
		final List<Long> seeds, final Progress progress)
	{
		final Map<String, String> values = new LinkedHashMap<>(given);
		values.put("classes", Integer.toString(set.classes().size()));
		values.put("intensity", set.files() > 1 ? "image" : "stack");
		final TrainOptions options = OptionValues.with(TrainOptions.defaults(), values);
		return Session.run(new Session.Options(options.device(), options.threads(), options.seed()), progress::log,
			session -> {
				try (Workbench bench = Workbench.open(session, set.images(), options, progress)) {
					return row(set, bench, options, counts, seeds, progress);
				}
			});
	}

	private static String row(final LabelledSet set, final Workbench bench, final TrainOptions options,
		final int[] counts, final List<Long> seeds, final Progress progress)
	{
		final List<Double> without = new ArrayList<>(), ceilings = new ArrayList<>(), parts = new ArrayList<>();
		final List<List<Double>> scores = IntStream.of(counts).<List<Double>> mapToObj(n -> new ArrayList<>()).toList();
		for (int s = 0; s < seeds.size(); s++) {
			final TrainOptions own = OptionValues.with(options, Map.of("seed", seeds.get(s).toString()));
			final ClickTrial trial = new ClickTrial(set, bench, bench.train(own, bench.trainingSlices(), progress), own
				.toApply(), progress);
			without.add(trial.unsupervised());
			parts.add(trial.ceiling(PARTS));
			ceilings.add(trial.ceiling(Integer.MAX_VALUE));
			for (int user = s; user < USERS; user += seeds.size())
				for (int c = 0; c < counts.length; c++) scores.get(c).add(trial.score(counts[c], user));
		}
		final Stream<List<Double>> cells = Stream.of(List.of(without), scores, List.of(parts, ceilings)).flatMap(List::stream);
		return "| " + set.name() + " |" + cells.map(cell -> " " + Spread.of(cell).text() + " |").collect(Collectors.joining());
	}
}
