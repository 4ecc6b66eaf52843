package sc.fiji.unsupervised.spark;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.segment.ApplyOptions;

/**
 * What the application is told; keys of Apply Model mean the same.
 *
 * @param input address of an OME-Zarr image
 * @param output address of the label image
 * @param model path or address of a model's file
 * @param edge of a block in pixels, 0 for whole sections
 */
record SparkOptions(String input, String output, String model, String refine, String device, int edge) implements Serializable {

	private static final long serialVersionUID = 1;
	private static final String SECTIONS = "sections";
	private static final Map<String, String> DEFAULTS = Map.of("refine", "polish", "device", "auto", "block", SECTIONS);
	private static final List<String> KEYS = List.of("input", "output", "model", "refine", "device", "block");

	/** @throws UserException if blocks cannot be refined so */
	SparkOptions {
		new ApplyOptions(refine, device, 0);
		if (refine.equals("crf3d")) throw new UserException(
			"refine=crf3d refines all sections of a volume together, so it cannot be shared among tasks; use polish, crf or none.");
		if (edge > 0 && !refine.equals("none")) throw new UserException("refine=" + refine + " needs whole sections, so block=" +
			edge + " cannot be used with it; use block=" + SECTIONS + " or refine=none.");
	}

	/** @throws UserException if a word is no {@code key=value}, or a key or value is not known */
	static SparkOptions parse(final String[] words) {
		final Map<String, String> texts = new LinkedHashMap<>(DEFAULTS);
		for (final String word : words) {
			final String key = word.replaceFirst("=.*", "");
			if (!KEYS.contains(key) || key.length() == word.length()) throw new UserException("\"" + word +
				"\" is not known; write key=value with the keys " + String.join(", ", KEYS) + ".");
			texts.put(key, word.substring(key.length() + 1));
		}
		for (final String key : KEYS) if (texts.getOrDefault(key, "").isBlank()) throw new UserException(key +
			" is missing; write " + key + "=...");
		return new SparkOptions(texts.get("input"), texts.get("output"), texts.get("model"), texts.get("refine"), texts.get(
			"device"), edge(texts.get("block")));
	}

	private static int edge(final String block) {
		if (block.equals(SECTIONS)) return 0;
		if (block.matches("[1-9]\\d{1,5}")) return Integer.parseInt(block);
		throw new UserException("block=" + block + " is not known; use " + SECTIONS + " or an edge of 10 to 999999 pixels.");
	}
}
