package sc.fiji.unsupervised.imagej;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.unsupervised.UserException;

class MacroOptionsTest {

	@Test
	void readsWordsBracketsAndQuotes() {
		assertEquals(Map.of("classes", "4", "model", "/my data/a [b].useg", "refine", "crf", "more", "", "seed", "1"),
			MacroOptions.parse("classes=4  model=[/my data/a [b].useg] refine='crf' more=[] seed=1 "));
	}

	@Test
	void aKeyInsideAnotherValueIsNoKey() {
		assertEquals(Map.of("model", "/a/classes=9/b", "classes", "3"), MacroOptions.parse("model=[/a/classes=9/b] classes=3"));
	}

	@Test
	void nothingIsNothing() {
		assertEquals(Map.of(), MacroOptions.parse("  "));
	}

	@ParameterizedTest
	@ValueSource(strings = { "classes", "classes=3 classes=4", "model=[/a b", "more='x", "classes= 4" })
	void refusesWhatItCannotRead(final String options) {
		final UserException e = assertThrows(UserException.class, () -> MacroOptions.parse(options));
		assertTrue(e.getMessage().endsWith("."), e.getMessage());
	}

	@Test
	void readsBackWhatItWrites() {
		final Map<String, String> values = new LinkedHashMap<>();
		for (final String text : List.of("4", "", "a b", "[x]", "'q'", "/a/classes=3", "C:/my [data]/b.useg"))
			values.put("key" + (char) ('a' + values.size()), text);
		assertEquals(values, MacroOptions.parse(MacroOptions.format(values)));
	}
}
