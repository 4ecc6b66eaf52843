package sc.fiji.unsupervised.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import sc.fiji.unsupervised.UserException;

/**
 * The results as Markdown tables. They are written between two marks of a file; what people wrote before and behind
 * these stays.
 */
final class Report {

	static final String BEGIN = "<!-- written by scripts/evaluate from here -->", END =
		"<!-- written by scripts/evaluate up to here -->";

	private final Lines lines;
	private final List<String> mean;
	private final Pictures pictures;
	private final StringBuilder out = new StringBuilder();

	/**
	 * @param mean sets of the column of means; empty for all
	 */
	Report(final List<Result> results, final List<String> mean, final Pictures pictures) {
		lines = new Lines(results, mean);
		this.mean = mean.isEmpty() ? lines.sets() : mean;
		this.pictures = pictures;
	}

	/** @throws UserException if the file cannot be written */
	void write(final Path file) {
		try {
			final Path place = file.toAbsolutePath();
			final String old = Files.exists(place) ? Files.readString(place) : "# Quality on real sets\n\n" + BEGIN + "\n" + END +
				"\n";
			final int begin = old.indexOf(BEGIN), end = old.indexOf(END);
			if (begin < 0 || end < begin) throw new UserException("report=" + file + " lacks the lines \"" + BEGIN + "\" and \"" +
				END + "\" between which the tables go; add them or give a new file.");
			Files.createDirectories(place.getParent());
			final String tables = text(place.getParent());
			Files.writeString(place, old.substring(0, begin + BEGIN.length()) + "\n" + tables + old.substring(end));
		}
		catch (final IOException e) {
			throw new UserException("report=" + file + " cannot be written (" + e.getMessage() +
				"); give a file in a writable folder.", e);
		}
	}

	private String text(final Path folder) throws IOException {
		sets();
		scores("Mean IoU, clusters matched one to one", "Hungarian, once for the set.", Scores::oneToOne);
		scores("Mean IoU, many to one (uses labels)",
			"Each cluster takes the class it shares most pixels with, so labels choose more freely here.", Scores::manyToOne);
		scores("Pixel accuracy", "One to one.", Scores::accuracy);
		scores("Boundary F-score", "One to one, mean of the classes, boundaries within " + Scorer.TOLERANCE + " pixels.",
			Scores::boundary);
		costs();
		classes();
		pictures(folder);
		return out.append('\n').toString();
	}

	private void sets() {
		out.append("\nWritten on ").append(System.getProperty("os.name")).append(' ').append(System.getProperty("os.arch"))
			.append(", ").append(Runtime.getRuntime().availableProcessors()).append(" processors, Java ").append(System
				.getProperty("java.version")).append(".\n");
		out.append("\n| set | images | seeds |\n|---|---|---|\n");
		for (final String set : lines.sets()) {
			final List<Result> results = lines.lines().stream().flatMap(line -> lines.of(line, set).stream()).toList();
			final Result any = results.get(0);
			out.append("| ").append(set).append(" | ").append(any.images()).append(any.images() < any.imagesInAll() ? " of " +
				any.imagesInAll() : "").append(" | ").append(results.stream().map(r -> r.configuration().seed()).distinct()
					.sorted().map(String::valueOf).collect(Collectors.joining(", "))).append(" |\n");
		}
	}

	private void head(final String title, final String note) {
		out.append("\n## ").append(title).append("\n\n").append(note).append("\n\n");
	}

	private void columns(final List<String> names) {
		out.append("| features | method | refine | ").append(String.join(" | ", names)).append(" |\n").append("|---".repeat(
			names.size() + 3)).append("|\n");
	}

	private void line(final Configuration line, final List<String> cells) {
		out.append("| ").append(line.backbone()).append(" | ").append(line.methodText()).append(" | ").append(line.refine())
			.append(" | ").append(String.join(" | ", cells)).append(" |\n");
	}

	private void scores(final String title, final String note, final ToDoubleFunction<Scores> score) {
		head(title, "Percent, mean ± standard deviation over seeds. " + note + " Best of each column in bold.");
		final List<String> names = lines.sets().stream().collect(Collectors.toList());
		names.add(mean.size() == lines.sets().size() ? "mean" : "mean of the first " + mean.size());
		columns(names);
		for (final Configuration line : lines.lines()) {
			final List<String> cells = lines.sets().stream().map(set -> cell(lines.spread(line, set, score), best(set, score)))
				.collect(Collectors.toList());
			cells.add(meanCell(line, score));
			line(line, cells);
		}
	}

	private double best(final String set, final ToDoubleFunction<Scores> score) {
		return lines.lines().stream().mapToDouble(line -> lines.spread(line, set, score).mean()).filter(m -> !Double.isNaN(m))
			.max().orElse(Double.NaN);
	}

	private String meanCell(final Configuration line, final ToDoubleFunction<Scores> score) {
		final double best = lines.lines().stream().mapToDouble(l -> lines.mean(l, mean, score).mean()).filter(m -> !Double
			.isNaN(m)).max().orElse(Double.NaN);
		final Spread spread = lines.mean(line, mean, score);
		final long present = mean.stream().filter(set -> !lines.of(line, set).isEmpty()).count();
		return spread.count() == 0 ? "(" + present + " of " + mean.size() + ")" : cell(spread, best);
	}

	private static String cell(final Spread spread, final double best) {
		return spread.mean() == best ? "**" + spread.text() + "**" : spread.text();
	}

	private void costs() {
		head("Cost", "Means over the sets: processor seconds of the features, which all methods share, and of training and " +
			"labelling; seconds by the clock of both; most memory of the process in any row, MB.");
		columns(List.of("sets", "features, CPU s", "training and labelling, CPU s", "clock, s", "memory, MB"));
		for (final Configuration line : lines.lines()) {
			final List<Result> all = lines.of(line);
			final long sets = all.stream().map(r -> r.configuration().set()).distinct().count();
			line(line, List.of(Long.toString(sets), number(average(line, r -> r.features().cpu())), number(average(line, r -> r
				.cost().cpu())), number(average(line, r -> r.features().wall() + r.cost().wall())), String.format(Locale.ROOT,
					"%.0f", all.stream().mapToDouble(r -> r.cost().megabytes()).max().orElse(0))));
		}
	}

	/** Each set counts once, however many seeds it has. */
	private double average(final Configuration line, final ToDoubleFunction<Result> value) {
		return lines.sets().stream().map(set -> lines.of(line, set)).filter(results -> !results.isEmpty()).mapToDouble(
			results -> results.stream().mapToDouble(value).average().getAsDouble()).average().orElse(Double.NaN);
	}

	private static String number(final double value) {
		return String.format(Locale.ROOT, "%.1f", value);
	}

	private void classes() {
		head("IoU of each class", "Percent, one to one, mean ± standard deviation over seeds.");
		for (final String set : lines.sets()) {
			out.append("<details><summary>").append(set).append("</summary>\n\n");
			final List<Configuration> here = lines.lines().stream().filter(line -> !lines.of(line, set).isEmpty()).toList();
			final List<String> names = List.copyOf(lines.of(here.get(0), set).get(0).scores().classIou().keySet());
			columns(names);
			for (final Configuration line : here) line(line, names.stream().map(name -> lines.spread(line, set, s -> s.classIou()
				.getOrDefault(name, Double.NaN)).text()).toList());
			out.append("\n</details>\n\n");
		}
	}

	/** Of each set, the backbone's line with the best score that has pictures. */
	private void pictures(final Path folder) throws IOException {
		boolean headed = false;
		for (final String set : lines.sets()) {
			final Optional<Configuration> best = lines.lines().stream().filter(line -> !Contestants.isSimple(line.backbone()))
				.map(line -> lines.of(line, set)).filter(results -> !results.isEmpty() && Files.exists(pictures.file(results.get(0)
					.configuration(), Pictures.PLACES.get(0)))).map(results -> results.get(0).configuration()).max(Comparator
						.comparing(row -> lines.spread(row.line(), set, Scores::oneToOne).mean()));
			if (best.isEmpty()) continue;
			if (!headed) head("Pictures", "Image, truth and what was found, for the first seed of a backbone's best line of each " +
				"set; matched classes have equal colours. From above: the best, the median and the worst image.");
			headed = true;
			out.append("### ").append(set).append("\n\n").append(best.get().backbone()).append(", ").append(best.get()
				.methodText()).append(", refine=").append(best.get().refine()).append(":\n\n");
			for (final String place : Pictures.PLACES) {
				final String name = "images/quality/" + set.replace('/', '-') + "-" + place + ".png";
				Files.createDirectories(folder.resolve(name).getParent());
				Files.copy(pictures.file(best.get(), place), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
				out.append("![").append(set).append(", ").append(place).append("](").append(name).append(")\n\n");
			}
		}
	}
}
