package sc.fiji.unsupervised.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.imagej.CommandKeys;
import sc.fiji.unsupervised.imagej.Key;

/**
 * {@code docs/commands.md} says what the annotations say. To write it anew:
 * {@code mvn test -Dtest=CommandTableTest -Dwrite.docs=yes}.
 */
class CommandTableTest {

	private static final Path PAGE = Path.of("docs/commands.md");

	@Test
	void pageIsUpToDate() throws IOException {
		final String page = page();
		if (System.getProperty("write.docs") != null) Files.writeString(PAGE, page);
		assertEquals(page, Files.readString(PAGE).replace("\r\n", "\n"), "write it anew with -Dwrite.docs=yes");
	}

	private static String page() {
		final StringBuilder out = new StringBuilder("""
			# Commands and their keys

			All commands stand in the menu *Plugins > Segmentation > Unsupervised*. The same keys serve the dialog, a macro
			(`run("Segment Stack...", "classes=4 seed=1");`), a script (`commands.run(SegmentStack, false, "image", imp,
			"classes", 4)`) and the command line (`scripts/segment input=stack.tif output=results classes=4`). The image is
			always the active one; `IJ.run(imp, ...)` uses `imp`. A key that is not given has its default; an unknown key or a
			value that is not allowed stops the macro with one sentence.

			This page is made from the commands themselves.
			""");
		for (final CommandKeys command : AllCommands.list()) {
			out.append("\n## ").append(command.title()).append("\n\n").append(command.info().getDescription()).append('\n');
			if (command.keys().isEmpty()) continue;
			out.append("\n| key | default | allowed | meaning |\n|---|---|---|---|\n");
			for (final Key key : command.keys())
				out.append("| `").append(key.name()).append("` | ").append(value(key)).append(" | ").append(key.allowed()).append(
					" | ").append(key.description()).append(" |\n");
		}
		return out.toString();
	}

	private static String value(final Key key) {
		final String text = Key.format(key.value());
		if (text.isEmpty()) return key.required() ? "(required)" : "(none)";
		return "`" + text + "`";
	}
}
