package sc.fiji.unsupervised.imagej;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.plugin.PlugIn;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.scijava.command.Command;

import sc.fiji.unsupervised.command.AllCommands;

/** The menu of ImageJ 1.x holds every command, by its own name and place. */
class PluginsConfigTest {

	private static final Pattern LINE = Pattern.compile("([^,]+), \"([^\"]+)\", ([\\w.]+)\\(\"([\\w.]+)\"\\)");

	@Test
	void everyLineRunsTheCommandOfThatName() throws Exception {
		final TreeSet<String> titles = new TreeSet<>();
		for (final String line : lines()) {
			final Matcher matcher = LINE.matcher(line);
			assertTrue(matcher.matches(), line);
			assertTrue(PlugIn.class.isAssignableFrom(Class.forName(matcher.group(3))), line);
			assertNotNull(Class.forName(matcher.group(3)).getConstructor().newInstance());
			final CommandKeys command = new CommandKeys(Class.forName(matcher.group(4)).asSubclass(Command.class));
			assertEquals(command.title(), matcher.group(2));
			assertEquals(command.info().getAnnotation().menuPath(), matcher.group(1) + ">" + matcher.group(2));
			titles.add(command.title());
		}
		assertEquals(new TreeSet<>(AllCommands.list().stream().map(CommandKeys::title).toList()), titles);
	}

	@Test
	void itIsPackedToTheRootOfTheJar() {
		assertNotNull(getClass().getResource("/plugins.config"));
	}

	private static List<String> lines() throws Exception {
		return Files.readAllLines(Path.of("plugins.config")).stream().filter(l -> !l.isBlank() && !l.startsWith("#") && !l.endsWith(
			", \"-\"")).toList();
	}
}
