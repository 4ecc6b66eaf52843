package sc.fiji.unsupervised.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import sc.fiji.unsupervised.UserException;

/** The rows there are, in a file to which each new one is appended at once, so that a stopped evaluation goes on. */
final class Results {

	private static final String[] COLUMNS = { "set", "backbone", "method", "options", "refine", "seed", "images", "of",
		"one_to_one", "many_to_one", "accuracy", "boundary", "class_iou", "features_cpu", "features_wall", "cpu", "wall",
		"megabytes" };

	private final Path file;
	private final Map<Configuration, Result> rows = new LinkedHashMap<>();

	/**
	 * @param file read if it exists
	 * @throws UserException if it is no table of results
	 */
	Results(final Path file) {
		this.file = file.toAbsolutePath();
		if (!Files.exists(file)) return;
		dropUnfinished();
		for (final Map<String, String> row : Csv.read(file, COLUMNS)) try {
			final Result result = parse(row);
			rows.put(result.configuration(), result);
		}
		catch (final RuntimeException e) {
			throw new UserException("output=" + file + " has a row that cannot be read (" + String.join(",", row.values()) +
				"); delete it, and it is computed again.", e);
		}
	}

	/** A program that was killed while it wrote leaves half a line. */
	private void dropUnfinished() {
		try {
			final String text = Files.readString(file);
			if (!text.endsWith("\n")) Files.writeString(file, text.substring(0, text.lastIndexOf('\n') + 1));
		}
		catch (final IOException e) {
			throw new UserException("output=" + file + " cannot be read and written; check the file.", e);
		}
	}

	private static Result parse(final Map<String, String> row) {
		final Configuration configuration = new Configuration(row.get("set"), row.get("backbone"), row.get("method"),
			Configuration.options(row.get("options")), row.get("refine"), Long.parseLong(row.get("seed")));
		final Map<String, Double> classIou = new LinkedHashMap<>();
		for (final String pair : row.get("class_iou").split(";")) classIou.put(pair.substring(0, pair.lastIndexOf('=')), Double
			.valueOf(pair.substring(pair.lastIndexOf('=') + 1)));
		final Scores scores = new Scores(number(row, "one_to_one"), number(row, "many_to_one"), number(row, "accuracy"),
			number(row, "boundary"), classIou);
		final double megabytes = number(row, "megabytes");
		return new Result(configuration, Integer.parseInt(row.get("images")), Integer.parseInt(row.get("of")), scores,
			new Cost(number(row, "features_cpu"), number(row, "features_wall"), megabytes), new Cost(number(row, "cpu"), number(
				row, "wall"), megabytes));
	}

	private static double number(final Map<String, String> row, final String column) {
		return Double.parseDouble(row.get(column));
	}

	boolean has(final Configuration configuration) {
		return rows.containsKey(configuration);
	}

	/** All rows in the order of their making. */
	List<Result> all() {
		return List.copyOf(rows.values());
	}

	/**
	 * Adds a row and writes it.
	 *
	 * @throws UserException if the file cannot be written
	 */
	void add(final Result result) {
		try {
			if (file.getParent() != null) Files.createDirectories(file.getParent());
			if (!Files.exists(file) || Files.size(file) == 0) Files.writeString(file, Csv.line(COLUMNS));
			Files.writeString(file, line(result), StandardOpenOption.APPEND);
		}
		catch (final IOException e) {
			throw new UserException("output=" + file + " cannot be written (" + e.getMessage() +
				"); give a file in a writable folder.", e);
		}
		rows.put(result.configuration(), result);
	}

	private static String line(final Result r) {
		final Configuration c = r.configuration();
		final Scores s = r.scores();
		return Csv.line(c.set(), c.backbone(), c.method(), c.optionText(), c.refine(), Long.toString(c.seed()), Integer
			.toString(r.images()), Integer.toString(r.imagesInAll()), text(s.oneToOne()), text(s.manyToOne()), text(s
				.accuracy()), text(s.boundary()), s.classIou().entrySet().stream().map(e -> e.getKey().replace(';', ',') +
					"=" + text(e.getValue())).collect(Collectors.joining(";")), text(r.features().cpu()), text(r.features().wall()), text(r.cost().cpu()), text(r.cost().wall()), text(
						Math.max(r.features().megabytes(), r.cost().megabytes())));
	}

	private static String text(final double value) {
		return Double.isNaN(value) ? "NaN" : String.format(Locale.ROOT, "%.3f", value);
	}
}
