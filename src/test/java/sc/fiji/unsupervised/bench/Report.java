package sc.fiji.unsupervised.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The generated part of the page, between two comments; the text around it stays. Rows that are measured again are
 * replaced, the others stay as long as the machine is the same.
 */
final class Report {

	private static final String BEGIN = "<!-- written by scripts/bench -->\n", END = "<!-- end -->\n";
	private static final Pattern ROW = Pattern.compile("\\| `([a-z0-9-]+)` \\|.*");
	private static final String HEAD = """
		| name | what | ours | peer | ratio | goal | turns | date |
		|---|---|---|---|---|---|---|---|
		""";

	private final Path page;
	private final String machine;
	private final List<String> names;

	/**
	 * @param page has the two comments
	 * @param machine one line
	 * @param names of all rows in the order of the table
	 */
	Report(final Path page, final String machine, final List<String> names) {
		this.page = page;
		this.machine = machine;
		this.names = names;
	}

	/** Puts the figures of one row, measured on a date, in place of its earlier ones. */
	void write(final String name, final List<Figure> figures, final String date) throws IOException {
		final String text = Files.readString(page);
		final int begin = text.indexOf(BEGIN), end = text.indexOf(END);
		if (begin < 0 || end < begin) throw new IOException(page + " lacks the lines " + BEGIN.strip() + " and " + END.strip());
		final Map<String, String> rows = rows(text.substring(begin + BEGIN.length(), end));
		rows.keySet().removeIf(old -> belongs(old, name));
		for (final Figure figure : figures) rows.put(figure.name(), figure.row(date));
		Files.writeString(page, text.substring(0, begin + BEGIN.length()) + "\n" + machine + "\n\n" + HEAD + sorted(rows) + "\n" + text
			.substring(end));
	}

	private Map<String, String> rows(final String old) {
		final Map<String, String> rows = new LinkedHashMap<>();
		if (!old.contains("\n" + machine + "\n")) return rows;
		old.lines().forEach(line -> {
			final Matcher matcher = ROW.matcher(line);
			if (matcher.matches()) rows.put(matcher.group(1), line);
		});
		return rows;
	}

	private String sorted(final Map<String, String> rows) {
		return names.stream().flatMap(name -> rows.entrySet().stream().filter(e -> belongs(e.getKey(), name)).map(e -> e
			.getValue() + "\n")).collect(Collectors.joining());
	}

	/** Whether a figure is of the row {@code name}: of all rows whose name begins it the longest counts. */
	private boolean belongs(final String figure, final String name) {
		final String longest = names.stream().filter(n -> figure.equals(n) || figure.startsWith(n + "-")).reduce("", (a, b) -> a
			.length() > b.length() ? a : b);
		return longest.equals(name);
	}
}
