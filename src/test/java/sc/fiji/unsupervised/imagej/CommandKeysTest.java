package sc.fiji.unsupervised.imagej;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.File;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scijava.command.CommandModule;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.command.ApplyModel;
import sc.fiji.unsupervised.command.SegmentStack;

class CommandKeysTest {

	private final CommandKeys keys = new CommandKeys(SegmentStack.class);

	@Test
	void valuesHaveTheTypesOfTheCommand() {
		final Map<String, Object> values = keys.parse(Map.of("classes", "3.0", "scale", "0.5", "seed", "12345678901",
			"model", "a b.useg"));
		assertEquals(3, values.get("classes"));
		assertEquals(0.5, values.get("scale"));
		assertEquals(12345678901L, values.get("seed"));
		assertEquals(new File("a b.useg"), values.get("model"));
		assertEquals("auto", values.get("method"));
	}

	@Test
	void noFileIsNull() {
		assertNull(keys.parse(Map.of()).get("model"));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', value = { //
		"classes,x,classes=x is not a whole number; use 0 to 255.", //
		"classes,2.5,classes=2.5 is not a whole number; use 0 to 255.", //
		"classes,256,classes=256 is out of range; use 0 to 255.", //
		"classes,NaN,classes=NaN is not a whole number; use 0 to 255.", //
		"scale,0,scale=0 is out of range; use 0.1 to 8.", //
		"seed,-1,seed=-1 is out of range; use 0 or more.", //
		"refine,CRF,\"refine=CRF is not known; use polish, crf, crf3d or none.\"" })
	void wrongValuesGiveOneSentence(final String key, final String value, final String sentence) {
		assertEquals(sentence, assertThrows(UserException.class, () -> keys.parse(Map.of(key, value))).getMessage());
	}

	@Test
	void unknownKeysGiveTheKnownOnes() {
		assertEquals("Segment Stack... has no key \"clases\"; use classes, clusters, method, backbone, scale, channels, intensity, gamma, " +
			"shifts, steps, refine, device, seed, region, model.", assertThrows(UserException.class, () -> keys.parse(Map.of("clases",
				"3"))).getMessage());
	}

	@Test
	void requiredFileIsAskedFor() {
		assertEquals("model is missing; give the path of a file.", assertThrows(UserException.class, () -> new CommandKeys(
			ApplyModel.class).parse(Map.of())).getMessage());
	}

	@Test
	void optionsRepeatTheInputs() {
		final CommandModule module = keys.create();
		final Map<String, Object> values = keys.parse(Map.of("classes", "3", "model", "a b.useg", "scale", "0.25"));
		values.forEach(module::setInput);
		final String options = keys.options(module);
		assertEquals("classes=3 clusters=auto method=auto backbone=texture scale=0.25 channels=auto intensity=auto gamma=auto shifts=auto steps=auto " +
			"refine=polish device=auto seed=1 region=selection model=[a b.useg]", options);
		assertEquals(values, keys.parse(MacroOptions.parse(options)));
	}
}
