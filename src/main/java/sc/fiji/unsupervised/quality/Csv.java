package sc.fiji.unsupervised.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import sc.fiji.unsupervised.UserException;

/** Tables as text: a line of column names, then a line for each row; cells with commas or quotes stand in quotes. */
final class Csv {

	private Csv() {}

	/**
	 * @return each row's cells by column name
	 * @throws UserException if the file cannot be read or lacks one of the columns
	 */
	static List<Map<String, String>> read(final Path file, final String... columns) {
		final List<String> lines;
		try {
			lines = Files.readAllLines(file);
		}
		catch (final IOException e) {
			throw new UserException("The table " + file + " cannot be read; check that it is there and is UTF-8 text.", e);
		}
		final List<String> names = lines.isEmpty() ? List.of() : cells(lines.get(0).replace("\uFEFF", ""));
		for (final String column : columns)
			if (!names.contains(column)) throw new UserException("The table " + file + " has no column " + column +
				"; its first line must name " + String.join(", ", columns) + ".");
		final List<Map<String, String>> rows = new ArrayList<>();
		for (final String line : lines.subList(1, lines.size())) {
			if (line.isBlank()) continue;
			final List<String> cells = cells(line);
			if (cells.size() < names.size()) throw new UserException("The table " + file + " has a line with " + cells.size() +
				" in place of " + names.size() + " cells: \"" + line + "\"; correct or delete it.");
			final Map<String, String> row = new LinkedHashMap<>();
			for (int c = 0; c < names.size(); c++) row.put(names.get(c), cells.get(c));
			rows.add(row);
		}
		return rows;
	}

	private static List<String> cells(final String line) {
		final List<String> cells = new ArrayList<>();
		final StringBuilder cell = new StringBuilder();
		boolean quoted = false;
		for (int i = 0; i < line.length(); i++) {
			final char c = line.charAt(i);
			final boolean twice = quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"';
			if (twice) cell.append(line.charAt(i++));
			else if (c == '"') quoted = !quoted;
			else if (c == ',' && !quoted) {
				cells.add(cell.toString().trim());
				cell.setLength(0);
			}
			else cell.append(c);
		}
		cells.add(cell.toString().trim());
		return cells;
	}

	/** One line, with its end. */
	static String line(final String... cells) {
		return Arrays.stream(cells).map(c -> c.matches("[^,\"]*") ? c : '"' + c.replace("\"", "\"\"") + '"').collect(Collectors
			.joining(",", "", "\n"));
	}
}
