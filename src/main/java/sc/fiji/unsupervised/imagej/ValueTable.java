package sc.fiji.unsupervised.imagej;

import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;

import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Rows of named values, as a table of ImageJ and as comma-separated text. */
public final class ValueTable {

	private static final String SYSTEM = "Results";

	private final Set<String> columns = new LinkedHashSet<>();
	private final List<Map<String, Object>> rows = new ArrayList<>();

	/**
	 * Adds a row.
	 *
	 * @param row numbers and texts by column; new columns come last
	 */
	public void add(final Map<String, Object> row) {
		columns.addAll(row.keySet());
		rows.add(Map.copyOf(row));
	}

	/** As a table of ImageJ. */
	public ResultsTable table() {
		final ResultsTable table = new ResultsTable();
		table.showRowNumbers(false);
		table.setNaNEmptyCells(true);
		for (final Map<String, Object> row : rows) {
			table.addRow();
			for (final String column : columns) {
				final Object value = row.get(column);
				if (value instanceof Number number) table.addValue(column, number.doubleValue());
				else if (value != null) table.addValue(column, value.toString());
			}
		}
		return table;
	}

	/**
	 * As text: a line of headings, then one for each row. Numbers keep all their digits, which ImageJ's own writer would
	 * round.
	 */
	public String csv() {
		final StringBuilder out = new StringBuilder(columns.stream().map(ValueTable::quote).collect(Collectors.joining(
			","))).append('\n');
		for (final Map<String, Object> row : rows)
			out.append(columns.stream().map(column -> quote(text(row.get(column)))).collect(Collectors.joining(","))).append(
				'\n');
		return out.toString();
	}

	/** Writes {@link #csv()} in UTF-8. */
	public void save(final Path path) throws IOException {
		Files.writeString(path, csv());
	}

	private static String text(final Object value) {
		if (value == null) return "";
		if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) return Long.toString(
			number.longValue());
		return value.toString();
	}

	private static String quote(final String text) {
		return text.matches("(?s).*[\",\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
	}

	/** Shows a table; that titled Results is the one of macros, which have it without a screen, too. */
	static void show(final ResultsTable table, final String title) {
		if (!GraphicsEnvironment.isHeadless()) table.show(title);
		else if (title.equals(SYSTEM)) Analyzer.setResultsTable(table);
	}
}
