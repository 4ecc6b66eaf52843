package sc.fiji.unsupervised.soak;

import java.util.HashMap;
import java.util.Map;

/** Words {@code key=value} of a shell. */
final class Keys {

	private Keys() {}

	/** @param defaults value of each key that there is */
	static Map<String, String> of(final String[] words, final Map<String, String> defaults) {
		final Map<String, String> keys = new HashMap<>(defaults);
		for (final String word : words) {
			final int equals = word.indexOf('=');
			if (equals < 0 || keys.replace(word.substring(0, equals), word.substring(equals + 1)) == null)
				throw new IllegalArgumentException(word + " is none of " + defaults.keySet());
		}
		return keys;
	}
}
