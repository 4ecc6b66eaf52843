package sc.fiji.unsupervised.quality;

import java.util.Map;
import java.util.TreeMap;

import sc.fiji.unsupervised.UserException;

/**
 * A method with options of its own, written {@code stego} or {@code stego:shifts=shipped:steps=200}.
 *
 * @param method id
 * @param options by key
 */
record Variant(String method, Map<String, String> options) {

	/** @throws UserException if an option is no key=value */
	static Variant parse(final String text) {
		final String[] parts = text.split(":");
		final Map<String, String> options = new TreeMap<>();
		for (int i = 1; i < parts.length; i++) {
			final int equals = parts[i].indexOf('=');
			if (equals < 1) throw new UserException("methods=" + text +
				" is not understood; write options as for example stego:shifts=shipped:steps=200.");
			options.put(parts[i].substring(0, equals), parts[i].substring(equals + 1));
		}
		return new Variant(parts[0], options);
	}
}
