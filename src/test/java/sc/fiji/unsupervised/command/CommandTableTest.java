package sc.fiji.unsupervised.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.imagej.CommandKeys;
import sc.fiji.unsupervised.imagej.Key;

/**
 * {@code docs/commands.md} says what the annotations say. To write it anew:
 * {@code mvn test -Dtest=CommandTableTest -Dwrite.docs=yes}.
 */
class CommandTableTest {

	private static final Path PAGE = Path.of("docs/commands.md");

	/** The page of each command beside this one. */
	static final Map<String, String> PAGES = Map.ofEntries(Map.entry("Segment Stack...", "segment-stack.md"), Map.entry(
		"Explore Correspondences...", "explore.md"), Map.entry("Edit Classes...", "classes.md"), Map.entry(
			"Measure Classes...", "measure.md"), Map.entry("Evaluate Labels...", "evaluate.md"), Map.entry("Train Model...",
				"train-model.md"), Map.entry("Show Training...", "show-training.md"), Map.entry("Apply Model...",
					"apply-model.md"), Map.entry("Segment Folder...", "folder.md"), Map.entry("Manage Backbones...",
						"backbones.md"), Map.entry("Open Sample...", "open-sample.md"), Map.entry("Check Setup",
							"check-setup.md"));

	@Test
	void pageIsUpToDate() throws IOException {
		final String page = page();
		if (System.getProperty("write.docs") != null) Files.writeString(PAGE, page);
		assertEquals(page, Files.readString(PAGE).replace("\r\n", "\n"), "write it anew with -Dwrite.docs=yes");
	}

	private static String page() throws IOException {
		final StringBuilder out = new StringBuilder("""
			# Commands and their keys

			All commands stand in the menu *Plugins > Segmentation > Unsupervised*. A key means the same through every door:

			| door | example |
			|---|---|
			| macro | `run("Segment Stack...", "classes=4 seed=1");` |
			| Groovy, an image in and out | `labels = UnsupervisedSegmentation.segment(imp, [classes: 4, seed: 1])` |
			| Groovy, as a SciJava command | `labels = commands.run(SegmentStack, false, "image", imp, "classes", 4).get().getOutput("labels")` |
			| shell | `scripts/segment input=stack.tif output=results classes=4 seed=1` |

			In Groovy the first line of a script is `import sc.fiji.unsupervised.command.UnsupervisedSegmentation` (or `SegmentStack`);
			beside `segment` there are `sample`, `editClasses`, `segmentFolder`, `segmentFromPoints`, `train`, `apply`, `measure` and `evaluate`.

			The image is always the active one; `IJ.run(imp, ...)` uses `imp`. Values with spaces stand in brackets:
			`model=[my model.useg]`. A key that is not given has its default; an unknown key or a value that is not allowed stops the
			macro with one sentence. Whole examples stand in [scripts](../scripts) and, in Fiji, in the script editor under
			*Templates > Unsupervised Segmentation*. This page is made from the commands themselves. New here? Begin with the
			[tutorial](tutorial.md); see also [how it works](how-it-works.md) and [when it fails](when-it-fails.md).

			| command | what it does | page |
			|---|---|---|
			""");
		final List<CommandKeys> commands = inOrderOfTheMenu();
		for (final CommandKeys command : commands)
			out.append("| ").append(link(command)).append(" | ").append(command.info().getDescription()).append(
				" | ").append(own(command)).append(" |\n");
		for (final CommandKeys command : commands)
			section(out, command, commands.subList(0, commands.indexOf(command)));
		return out.toString();
	}

	private static List<CommandKeys> inOrderOfTheMenu() throws IOException {
		final List<CommandKeys> commands = new ArrayList<>(AllCommands.list());
		final String menu = Files.readString(Path.of("plugins.config"));
		commands.sort(Comparator.comparingInt(command -> menu.indexOf("\"" + command.title() + "\"")));
		return commands;
	}

	/** As GitHub makes anchors of headings. */
	private static String link(final CommandKeys command) {
		return "[" + command.title() + "](#" + command.title().toLowerCase(Locale.ROOT).replaceAll("[^a-z ]", "").replace(' ',
			'-') + ")";
	}

	/** Link to the page of the command. */
	private static String own(final CommandKeys command) {
		final String file = PAGES.get(command.title());
		return "[" + file.replace(".md", "") + "](" + file + ")";
	}

	private static void section(final StringBuilder out, final CommandKeys command, final List<CommandKeys> before) {
		out.append("\n## ").append(command.title()).append("\n\n").append(command.info().getDescription()).append(
			" More: ").append(own(command)).append(".\n");
		out.append("\n    ").append(example(command)).append('\n');
		final List<Key> known = new ArrayList<>();
		for (final CommandKeys other : before) {
			final List<Key> same = command.keys().stream().filter(key -> other.keys().contains(key) && !known.contains(key))
				.toList();
			if (same.size() < 3) continue;
			known.addAll(same);
			out.append("\n").append(same.stream().map(key -> "`" + key.name() + "`").collect(Collectors.joining(", "))).append(
				": as in ").append(link(other)).append(".\n");
		}
		final List<Key> own = command.keys().stream().filter(key -> !known.contains(key)).toList();
		if (own.isEmpty()) return;
		out.append("\n| key | default | allowed | meaning |\n|---|---|---|---|\n");
		for (final Key key : own)
			out.append("| `").append(key.name()).append("` | ").append(value(key)).append(" | ").append(key.allowed()).append(
				" | ").append(key.description()).append(" |\n");
	}

	/** The shortest macro line: keys that have to be given, or the first one, because without any a dialog would open. */
	private static String example(final CommandKeys command) {
		final List<Key> keys = command.keys();
		final List<Key> missing = keys.stream().filter(key -> key.required() && Key.format(key.value()).isEmpty()).toList();
		final String options = (missing.isEmpty() ? keys.stream().limit(1) : missing.stream()).map(key -> key.name() + "=" +
			sample(key)).collect(Collectors.joining(" "));
		return "run(\"" + command.title() + (options.isEmpty() ? "\");" : "\", \"" + options + "\");");
	}

	private static String sample(final Key key) {
		final String text = Key.format(key.value());
		if (!text.isEmpty()) return text;
		return key.isFolder() ? "/path/to/" + key.name() : key.name().equals("model") ? "/path/to/model.useg" : "truth.tif";
	}

	private static String value(final Key key) {
		final String text = Key.format(key.value());
		if (text.isEmpty()) return key.required() ? "(required)" : "(none)";
		return "`" + text + "`";
	}
}
