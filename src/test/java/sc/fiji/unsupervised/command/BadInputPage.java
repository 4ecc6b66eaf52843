package sc.fiji.unsupervised.command;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import sc.fiji.unsupervised.imagej.CommandKeys;

/** Makes {@code docs/bad-input.md} of the table. */
final class BadInputPage {

	private BadInputPage() {}

	static String of(final List<BadInput> rows) {
		final long tries = rows.stream().mapToLong(row -> row.doors().size()).sum();
		final StringBuilder out = new StringBuilder("""
			# Bad input

			What is answered to input that is wrong, or looks wrong and is not. This page is made from
			[test-data/bad-input.json](../test-data/bad-input.json), and a test gives every row to every door that it names: %d rows,
			%d tries. What is refused is refused with this one sentence; it stops a macro, ends a shell line with the code 2, and is
			thrown as `UserException` elsewhere. Afterwards no file is new or another, and the image is as it was.

			The doors are macro, groovy (`UnsupervisedSegmentation`), service (SciJava's `CommandService`, with numbers as numbers;
			SciJava itself passes over keys that it does not know and over values that it cannot convert), shell (`scripts/segment`) and
			core (`Segmenter` with options records). `{dir}` and `{out}` are folders, `{long}` is a name of 300 letters, `*` is any text.
			""".formatted(rows.size(), tries));
		final Set<String> runs = new LinkedHashSet<>();
		rows.forEach(row -> runs.add(row.run()));
		for (final String run : runs) {
			out.append("\n## ").append(BadInput.COMMANDS.containsKey(run) ? new CommandKeys(BadInput.COMMANDS.get(run)).title()
				: "In a shell").append("\n\n| what | doors | image | keys | answer |\n|---|---|---|---|---|\n");
			for (final BadInput row : rows)
				if (row.run().equals(run)) line(out, row);
		}
		return out.toString();
	}

	private static void line(final StringBuilder out, final BadInput row) {
		out.append("| ").append(row.id()).append(" | ").append(String.join(", ", row.doors())).append(" | ").append(row.image()
			.equals("none") ? "" : row.image()).append(" | ").append(row.keys().isEmpty() ? "" : "`" + row.keys() + "`").append(
				" | ").append(row.works() ? "works" : escape(row.says())).append(" |\n");
	}

	private static String escape(final String text) {
		return text.replace("|", "\\|").replace("<", "&lt;").replace(">", "&gt;").replace("*", "\\*");
	}
}
