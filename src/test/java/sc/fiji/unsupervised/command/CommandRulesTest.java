package sc.fiji.unsupervised.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.Macro;

import java.io.File;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scijava.ItemVisibility;
import org.scijava.module.ModuleItem;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Plugin;

import sc.fiji.unsupervised.imagej.CommandKeys;
import sc.fiji.unsupervised.imagej.Key;
import sc.fiji.unsupervised.segment.ApplyOptions;
import sc.fiji.unsupervised.segment.TrainOptions;

/** The rules of keys and doors for every command there is. */
class CommandRulesTest {

	static List<CommandKeys> commands() {
		return AllCommands.list();
	}

	@Test
	void theCommandsOfTheDesignAreThere() {
		assertEquals(Set.of(
			"Segment Stack...",
			"Train Model...",
			"Show Training...",
			"Apply Model...",
			"Explore Correspondences...",
			"Segment Folder...",
			"Edit Classes...",
			"Measure Classes...",
			"Evaluate Labels...",
			"Manage Backbones...",
			"Open Sample...",
			"Check Setup"
		), Set.copyOf(commands().stream().map(CommandKeys::title).toList()));
	}

	@ParameterizedTest
	@MethodSource("commands")
	void annotation(final CommandKeys command) throws Exception {
		final Plugin plugin = command.info().loadClass().getAnnotation(Plugin.class);
		assertTrue(plugin.headless(), command.title());
		assertTrue(plugin.menuPath().startsWith("Plugins>Segmentation>Unsupervised>"), plugin.menuPath());
		assertTrue(List.of(plugin.attrs()).stream().map(Attr::name).toList().contains("no-legacy"));
		assertTrue(plugin.description().endsWith("."), command.title());
		assertEquals(!command.keys().isEmpty(), command.title().endsWith("..."), "dots mean that a dialog follows");
		assertTrue(command.info().isValid(), command.info().getProblems().toString());
	}

	@ParameterizedTest
	@MethodSource("commands")
	void inputs(final CommandKeys command) {
		for (final ModuleItem<?> item : command.info().inputs()) {
			assertFalse(item.isPersisted(), item.getName() + " would leak from one run into another");
			final Class<?> type = item.getType();
			final boolean key = Set.of(int.class, long.class, double.class, String.class, File.class).contains(type);
			final boolean known = key || type == ImagePlus.class || item.getVisibility() == ItemVisibility.INVISIBLE || !item
				.isRequired();
			assertTrue(known, item.getName() + " is of a type that no door can ask for: " + type);
		}
	}

	@ParameterizedTest
	@MethodSource("commands")
	void keys(final CommandKeys command) {
		for (final Key key : command.keys()) {
			assertTrue(key.name().matches("[a-z]+"), key.name());
			assertEquals(key.name(), key.label().split(" ")[0].toLowerCase(Locale.ROOT), "first word of the label");
			// What ImageJ makes of the label is what the recorder writes.
			assertEquals(key.name(), Macro.trimKey(key.label()));
			assertTrue(key.description().endsWith("."), key.name() + " needs a description");
			assertFalse(key.type() == boolean.class, key.name() + ": choices instead of booleans");
			for (final Key other : command.keys())
				assertFalse(!other.equals(key) && other.name().endsWith(key.name()), key.name() + " is the tail of " + other
					.name());
		}
	}

	@ParameterizedTest
	@MethodSource("commands")
	void defaultsAreAllowed(final CommandKeys command) {
		for (final Key key : command.keys()) {
			if (key.required() && key.value() == null) continue;
			assertEquals(key.value(), key.parse(Key.format(key.value())), key.name());
		}
	}

	@Test
	void aKeyMeansTheSameEverywhere() {
		for (final CommandKeys a : commands())
			for (final CommandKeys b : commands())
				for (final Key key : a.keys())
					b.keys().stream().filter(k -> k.name().equals(key.name())).forEach(k -> {
						assertEquals(key.type(), k.type(), key.name());
						assertEquals(key.choices(), k.choices(), key.name());
						assertEquals(key.value(), k.value(), key.name());
					});
	}

	@Test
	void defaultsAndChoicesAreThoseOfTheOptions() {
		final SegmentStack command = new SegmentStack();
		assertEquals(TrainOptions.defaults(), command.options());
		final Map<String, Key> keys = new CommandKeys(SegmentStack.class).keys().stream().collect(
			Collectors.toMap(Key::name, k -> k));
		assertEquals(TrainOptions.INTENSITIES, keys.get("intensity").choices());
		assertEquals(ApplyOptions.REFINEMENTS, keys.get("refine").choices());
		assertEquals(TrainOptions.MAX_CLASSES, keys.get("classes").max().intValue());
		assertNotNull(keys.get("seed").min());
	}
}
