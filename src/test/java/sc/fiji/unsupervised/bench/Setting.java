package sc.fiji.unsupervised.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import sc.fiji.unsupervised.UserException;

/**
 * What the one who measures settles.
 *
 * @param only names of the rows to be measured
 * @param threads of ours and, where it has any, of the peer
 * @param python command of the peers' Python
 * @param data folder of labelled sets, if there is one
 * @param page that is written
 */
public record Setting(List<String> only, int threads, String python, Optional<Path> data, Path page) {

	/**
	 * @param words {@code key=value}
	 * @param names of all rows, which are measured unless {@code only} names some
	 * @throws UserException if a key or a name is unknown
	 */
	static Setting parse(final String[] words, final List<String> names) {
		final Map<String, String> keys = new HashMap<>(Map.of("only", String.join(",", names), "threads", "" + Runtime
			.getRuntime().availableProcessors(), "python", "python3", "data", "", "output", "docs/benchmarks.md"));
		for (final String word : words) {
			final int equals = word.indexOf('=');
			if (equals < 0 || keys.replace(word.substring(0, equals), word.substring(equals + 1)) == null)
				throw new UserException(word + " is not known; use only=, threads=, python=, data= and output=.");
		}
		final List<String> only = List.of(keys.get("only").split(","));
		for (final String name : only) if (!names.contains(name))
			throw new UserException("only=" + name + " is no row; choose from " + String.join(", ", names) + ".");
		final String data = keys.get("data");
		return new Setting(only, threads(keys.get("threads")), keys.get("python"), data.isEmpty() ? Optional.empty() : Optional
			.of(Path.of(data)), Path.of(keys.get("output")));
	}

	private static int threads(final String text) {
		try {
			final int threads = Integer.parseInt(text);
			if (threads >= 1 && threads <= 1024) return threads;
		}
		catch (final NumberFormatException e) {
			// Said below.
		}
		throw new UserException("threads=" + text + " is out of range; use 1 to 1024.");
	}
}
