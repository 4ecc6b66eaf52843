package sc.fiji.unsupervised.imagej;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import sc.fiji.unsupervised.UserException;

/**
 * The options string of a macro's {@code run("Command", "key=value key=[value with spaces]")}, read word by word. ImageJ
 * itself searches for {@code key=} anywhere in the string, takes the first place, even inside another key's value, and
 * passes over keys that it does not find; here a misspelt key is seen.
 */
final class MacroOptions {

	private MacroOptions() {}

	/**
	 * @param options as in a macro
	 * @return value by key, in order
	 * @throws UserException if a bracket or quote is not closed, or a key is given twice or without a value
	 */
	static Map<String, String> parse(final String options) {
		final Map<String, String> values = new LinkedHashMap<>();
		int i = 0;
		while (i < options.length()) {
			if (Character.isWhitespace(options.charAt(i))) {
				i++;
				continue;
			}
			final int end = endOfWord(options, i);
			final int equals = options.indexOf('=', i);
			if (equals < 0 || equals > end) throw new UserException("\"" + options.substring(i, end) +
				"\" has no value; write key=value.");
			final String key = options.substring(i, equals);
			final int valueEnd = endOfValue(options, equals + 1, key);
			if (values.put(key, unquote(options.substring(equals + 1, valueEnd))) != null) throw new UserException("\"" + key +
				"\" is given twice; give it once.");
			i = valueEnd;
		}
		return values;
	}

	private static int endOfWord(final String options, final int start) {
		int i = start;
		while (i < options.length() && !Character.isWhitespace(options.charAt(i)))
			i++;
		return i;
	}

	private static int endOfValue(final String options, final int start, final String key) {
		final char first = start < options.length() ? options.charAt(start) : ' ';
		if (first != '[' && first != '\'') return endOfWord(options, start);
		int depth = 1;
		for (int i = start + 1; i < options.length(); i++) {
			final char c = options.charAt(i);
			if (first == '[' && c == '[') depth++;
			else if (c == (first == '[' ? ']' : '\'')) depth--;
			if (depth == 0) return i + 1;
		}
		throw new UserException("The value of \"" + key + "\" has no closing " + (first == '[' ? "bracket" : "quote") +
			"; write " + key + "=[value].");
	}

	private static String unquote(final String value) {
		return value.startsWith("[") || value.startsWith("'") ? value.substring(1, value.length() - 1) : value;
	}

	/** Writes options as the recorder does: values with spaces, or none at all, stand in brackets. */
	static String format(final Map<String, String> values) {
		return values.entrySet().stream().map(e -> e.getKey() + "=" + quote(e.getValue())).collect(Collectors.joining(" "));
	}

	private static String quote(final String value) {
		final boolean plain = !value.isEmpty() && value.chars().noneMatch(Character::isWhitespace) && !value.startsWith("[") &&
			!value.startsWith("'");
		return plain ? value : "[" + value + "]";
	}
}
