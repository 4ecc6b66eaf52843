package sc.fiji.unsupervised.imagej;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import sc.fiji.unsupervised.Bounds;

/** Any text as the options of a macro's {@code run}. */
class MacroOptionsFuzzTest {

	private static final Bounds BOUNDS = new Bounds(1 << 20, 64);

	@FuzzTest(maxDuration = "10s")
	void options(final byte[] data) {
		final String text = new String(data, StandardCharsets.UTF_8);
		BOUNDS.check(data.length, () -> {
			final Map<String, String> values = MacroOptions.parse(text);
			final boolean writable = values.keySet().stream().noneMatch(key -> key.chars().anyMatch(Character::isWhitespace)) &&
				values.values().stream().noneMatch(value -> value.contains("[") || value.contains("]"));
			if (writable) assertEquals(values, MacroOptions.parse(MacroOptions.format(values)));
		});
	}
}
