package sc.fiji.unsupervised.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Results in the order of the report: a line for each configuration, a column for each set, the seeds within. */
final class Lines {

	private final List<String> sets;
	/** By line, then by set. */
	private final Map<Configuration, Map<String, List<Result>>> cells = new LinkedHashMap<>();

	/**
	 * @param first sets that come first, in this order
	 */
	Lines(final List<Result> results, final List<String> first) {
		sets = new ArrayList<>(first.stream().filter(set -> results.stream().anyMatch(r -> r.configuration().set().equals(
			set))).toList());
		results.stream().map(r -> r.configuration().set()).distinct().sorted().filter(set -> !sets.contains(set)).forEach(
			sets::add);
		final List<String> methods = Contestants.methods();
		results.stream().map(r -> r.configuration().line()).distinct().sorted(Comparator.comparing((Configuration c) -> rank(
			c.backbone())).thenComparing(Configuration::backbone).thenComparing(c -> methods.indexOf(c.method())).thenComparing(
				Configuration::methodText).thenComparing(c -> c.refine().equals("none") ? "" : c.refine())).forEach(line -> cells
					.put(line, new LinkedHashMap<>()));
		for (final Result r : results) cells.get(r.configuration().line()).computeIfAbsent(r.configuration().set(),
			set -> new ArrayList<>()).add(r);
	}

	/** Simple features first. */
	private static int rank(final String backbone) {
		return backbone.equals(Pixels.NAME) ? 0 : Contestants.isSimple(backbone) ? 1 : 2;
	}

	List<String> sets() {
		return sets;
	}

	List<Configuration> lines() {
		return List.copyOf(cells.keySet());
	}

	/** Results of a line for a set, one for each seed; may be empty. */
	List<Result> of(final Configuration line, final String set) {
		return cells.get(line).getOrDefault(set, List.of());
	}

	/** All results of a line. */
	List<Result> of(final Configuration line) {
		return cells.get(line).values().stream().flatMap(List::stream).toList();
	}

	/** A score over the seeds. */
	Spread spread(final Configuration line, final String set, final ToDoubleFunction<Scores> score) {
		return Spread.of(of(line, set).stream().map(r -> score.applyAsDouble(r.scores())).toList());
	}

	/**
	 * A score's mean over sets: its mean over the seeds, and the deviation of its means for each seed where every set has
	 * the same ones.
	 *
	 * @return count 0 if a set is missing
	 */
	Spread mean(final Configuration line, final List<String> over, final ToDoubleFunction<Scores> score) {
		if (over.isEmpty() || over.stream().anyMatch(set -> of(line, set).isEmpty())) return Spread.of(List.of());
		final double mean = over.stream().mapToDouble(set -> spread(line, set, score).mean()).average().getAsDouble();
		final Map<Long, List<Double>> bySeed = over.stream().flatMap(set -> of(line, set).stream()).collect(Collectors
			.groupingBy(r -> r.configuration().seed(), TreeMap::new, Collectors.mapping(r -> score.applyAsDouble(r.scores()),
				Collectors.toList())));
		final Spread seeds = Spread.of(bySeed.values().stream().filter(scores -> scores.size() == over.size()).map(
			scores -> Spread.of(scores).mean()).toList());
		return new Spread(mean, seeds.sd(), Math.max(1, seeds.count()));
	}
}
