package sc.fiji.unsupervised.quality;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a row of the table stands for: all that its scores depend on.
 *
 * @param set name of the set
 * @param backbone id, or the name of simple features
 * @param method id
 * @param options everything else that was chosen, by keys of the training
 * @param refine key of the refinement
 * @param seed of all random draws
 */
record Configuration(String set, String backbone, String method, Map<String, String> options, String refine, long seed) {

	/** Options that belong to the features, so that methods with the same ones share them. */
	private static final Set<String> OF_FEATURES = Set.of("scale", "channels", "intensity", "gamma");

	Configuration {
		options = new TreeMap<>(options);
	}

	/** Method and options for people: {@code stego shifts=shipped}. */
	String methodText() {
		return (method + " " + optionText()).trim();
	}

	/** Options as one cell: {@code clusters=32 scale=2}. */
	String optionText() {
		return options.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining(" "));
	}

	/** The reverse of {@link #optionText()}. */
	static Map<String, String> options(final String text) {
		final Map<String, String> options = new LinkedHashMap<>();
		for (final String word : text.split(" "))
			if (!word.isEmpty()) options.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
		return options;
	}

	/** Equal for configurations that share their features. */
	Configuration features() {
		final Map<String, String> kept = new TreeMap<>(options);
		kept.keySet().retainAll(OF_FEATURES);
		return new Configuration(set, backbone, "", kept, "", 0);
	}

	/** Equal for configurations that differ in their refinement alone. */
	Configuration training() {
		return new Configuration(set, backbone, method, options, "", seed);
	}

	/** Equal for configurations that differ in set and seed alone: what the report shows in one line. */
	Configuration line() {
		return new Configuration("", backbone, method, options, refine, 0);
	}
}
