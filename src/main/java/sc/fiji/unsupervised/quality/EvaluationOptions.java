package sc.fiji.unsupervised.quality;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.backbone.Backbones;
import sc.fiji.unsupervised.segment.ApplyOptions;
import sc.fiji.unsupervised.segment.TrainOptions;

/**
 * What is to be compared.
 *
 * @param sets to be scored; empty when only the report is wanted
 * @param backbones ids and names of simple features
 * @param variants methods with their own options
 * @param seeds at least one
 * @param refine keys of refinements
 * @param base options of the training that are the same for all rows, such as the device
 * @param options each combination of options of the training to be compared; at least one
 * @param output table of results
 * @param report Markdown file, or null
 * @param mean sets of the report's mean; empty for all
 * @param pictures sets whose pictures may be shown
 */
record EvaluationOptions(List<SetChoice> sets, List<String> backbones, List<Variant> variants, List<Long> seeds,
	List<String> refine, TrainOptions base, List<Map<String, String>> options, Path output, Path report, List<String> mean,
	List<String> pictures)
{

	private static final List<String> OWN = List.of("data", "sets", "backbones", "methods", "seeds", "refine", "output",
		"report", "mean", "pictures", "device", "threads");
	/** Of these, options of the training that change no number but the time. */
	private static final List<String> MACHINE = List.of("device", "threads");
	/** Options of a training that keys of this program stand for. */
	private static final List<String> REPLACED = List.of("backbone", "method", "refine", "seed");

	/**
	 * @throws UserException if a word is no {@code key=value}, a key is unknown or given twice, a value is not allowed, or
	 *           output is missing
	 */
	static EvaluationOptions parse(final String[] words) {
		final Map<String, String> given = new LinkedHashMap<>();
		for (final String word : words) {
			final int equals = word.indexOf('=');
			if (equals < 1) throw new UserException("\"" + word + "\" is not key=value; write for example seeds=1..5.");
			final String key = word.substring(0, equals);
			if (!keys().contains(key)) throw new UserException("There is no key \"" + key + "\"; use " + String.join(", ",
				keys()) + ".");
			if (given.put(key, word.substring(equals + 1)) != null) throw new UserException(key +
				" is given twice; give it once.");
		}
		if (path(given, "output") == null) throw new UserException(
			"output is missing; write output= and a file for the table of results, such as quality.csv.");
		final Path data = path(given, "data");
		if (data == null && path(given, "report") == null) throw new UserException(
			"data is missing; write data= and a labelled set or a folder of such sets.");
		final EvaluationOptions options = new EvaluationOptions(data == null ? List.of() : SetChoice.of(data, list(given,
			"sets")), list(given, "backbones", "texture"), list(given, "methods", String.join(",", Contestants.methods()))
				.stream().map(Variant::parse).toList(), seeds(given.getOrDefault("seeds", "1..5")), list(given, "refine",
					"none,crf"), base(given), combinations(given), path(given, "output"), path(given, "report"), list(given, "mean"), list(
						given, "pictures"));
		options.check();
		return options;
	}

	/** Wrong values are told before the work begins. */
	private void check() {
		for (final Variant variant : variants) {
			if (!Contestants.methods().contains(variant.method())) throw new UserException("methods=" + variant.method() +
				" is not known; use " + String.join(", ", Contestants.methods()) + ".");
			for (final Map<String, String> combination : options) {
				final Map<String, String> all = new TreeMap<>(Map.of("classes", "2"));
				all.putAll(combination);
				all.putAll(variant.options());
				OptionValues.with(base, all);
			}
		}
		for (final String backbone : backbones) if (!Contestants.isSimple(backbone)) Backbones.check(backbone);
		for (final String key : refine) new ApplyOptions(key, base.device(), base.threads());
	}

	private static List<String> keys() {
		return Stream.concat(OWN.stream(), axes().stream()).toList();
	}

	private static List<String> axes() {
		return OptionValues.names().stream().filter(name -> !REPLACED.contains(name) && !MACHINE.contains(name))
			.toList();
	}

	private static TrainOptions base(final Map<String, String> given) {
		final Map<String, String> machine = new TreeMap<>(given);
		machine.keySet().retainAll(MACHINE);
		return OptionValues.with(TrainOptions.defaults(), machine);
	}

	static Path path(final Map<String, String> given, final String key) {
		final String text = given.getOrDefault(key, "");
		try {
			return text.isBlank() ? null : Path.of(text);
		}
		catch (final InvalidPathException e) {
			throw new UserException(key + "=" + text + " is no path (" + e.getReason() + "); check its characters.", e);
		}
	}

	private static List<String> list(final Map<String, String> given, final String key) {
		return list(given, key, "");
	}

	private static List<String> list(final Map<String, String> given, final String key, final String usual) {
		return Stream.of(given.getOrDefault(key, usual).split(",")).map(String::trim).filter(s -> !s.isEmpty()).toList();
	}

	/** {@code 1..5} or {@code 1,2,3}. */
	static List<Long> seeds(final String text) {
		final List<Long> seeds = new ArrayList<>();
		for (final String part : text.split(",")) {
			final String[] ends = part.trim().split("\\.\\.", 2);
			try {
				final long first = Long.parseLong(ends[0]), last = Long.parseLong(ends[ends.length - 1]);
				if (last < first || last - first > 1000) throw new NumberFormatException();
				LongStream.rangeClosed(first, last).forEach(seeds::add);
			}
			catch (final NumberFormatException e) {
				throw new UserException("seeds=" + text + " is not understood; write for example 1..5 or 1,2,3.", e);
			}
		}
		return seeds;
	}

	/** Each value of each option with each value of the others. */
	private static List<Map<String, String>> combinations(final Map<String, String> given) {
		List<Map<String, String>> combinations = List.of(Map.of());
		for (final String axis : axes()) {
			final List<String> values = list(given, axis);
			if (values.isEmpty()) continue;
			final List<Map<String, String>> longer = new ArrayList<>();
			for (final Map<String, String> combination : combinations)
				for (final String value : values) {
					final Map<String, String> one = new TreeMap<>(combination);
					one.put(axis, value);
					longer.add(one);
				}
			combinations = longer;
		}
		return combinations;
	}

	/** All rows that a set gets, in the order of their making. */
	List<Configuration> rows(final String set, final int classes) {
		final List<Configuration> rows = new ArrayList<>();
		for (final String backbone : backbones)
			for (final Variant variant : variants)
				for (final Map<String, String> combination : options)
					for (final long seed : seeds)
						for (final String refinement : refine) {
							final Map<String, String> all = new TreeMap<>(combination);
							all.putAll(variant.options());
							final Configuration row = new Configuration(set, backbone, variant.method(), all, refinement, seed);
							if (Contestants.offers(row, classes, seeds.get(0))) rows.add(row);
						}
		return rows;
	}

	/** How to write the command line. */
	static String help() {
		return """
			Scores methods and their rivals on labelled sets. Methods never see the labels.

			  evaluate data=<set or folder of sets> output=<results.csv> [key=value ...]

			  data       a folder with images, labels, index.csv and classes.csv, or a folder of such sets
			  sets       their names; camvid/4 takes every 4th image of camvid [all]
			  backbones  pixel, gauss, or backbones as for segmenting [texture]
			  methods    %s; options behind colons, such as stego:shifts=shipped [all]
			  seeds      such as 1..5 or 1,2,3 [1..5]
			  refine     refinements as for segmenting [none,crf]
			  output     table of results; rows that are there are not computed again
			  report     Markdown file whose generated part is written anew
			  mean       sets that the report's mean is taken over [all]
			  pictures   sets whose pictures the report may show [none]
			  device     auto, cpu, gpu [auto]
			  threads    of the engine, 0 for one per core [0]

			Options of the training, each a list of values to be compared: %s.
			""".formatted(String.join(", ", Contestants.methods()), String.join(", ", axes()));
	}
}
