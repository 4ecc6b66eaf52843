package sc.fiji.unsupervised;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** Imports go down only, and each library is known to few rooms. */
class LayeringTest {

	private static final String ROOT = "sc.fiji.unsupervised";
	private static final Path SOURCES = Path.of("src/main/java/sc/fiji/unsupervised");
	/** From the top to the bottom; the root room has the empty name. */
	private static final List<String> ROOMS = List.of("command", "quality", "imagej", "segment", "method", "weights", "backbone", "crf",
		"stack", "cluster", "model", "evaluate", "engine", "");
	private static final Set<String> SHELL = Set.of("command", "quality", "imagej");
	private static final Set<String> WITH_DJL = Set.of("engine", "backbone", "method", "segment");
	private static final Pattern NAME = Pattern.compile("\\b(ij|org\\.scijava|ai\\.djl|sc\\.fiji\\.unsupervised)\\.([a-z0-9]*)");

	@Test
	void importsGoDownOnly() throws IOException {
		final List<String> wrong = new ArrayList<>();
		for (final Path file : sources()) {
			final String from = room(file);
			assertTrue(ROOMS.contains(from), file + " lies in a room that docs/architecture.md does not know");
			for (final String name : names(file)) {
				if (!name.startsWith(ROOT)) continue;
				final String to = name.substring(ROOT.length() + 1);
				if (ROOMS.indexOf(to) < ROOMS.indexOf(from)) wrong.add(file + " uses " + name);
			}
		}
		assertEquals(List.of(), wrong);
	}

	@Test
	void librariesStayInTheirRooms() throws IOException {
		final List<String> wrong = new ArrayList<>();
		for (final Path file : sources()) {
			final String from = room(file);
			for (final String name : names(file)) {
				final boolean shell = name.startsWith("ij.") || name.startsWith("org.scijava.");
				final boolean djl = name.startsWith("ai.djl.");
				if (shell && !SHELL.contains(from) || djl && !WITH_DJL.contains(from)) wrong.add(file + " uses " + name);
			}
		}
		assertEquals(List.of(), wrong);
	}

	@Test
	void everyRoomSaysWhatItIsFor() throws IOException {
		final List<String> silent = new ArrayList<>();
		for (final Path file : sources()) {
			final Path info = file.resolveSibling("package-info.java");
			if (!Files.exists(info) || !Files.readString(info).contains("ust not import")) silent.add(file.getParent().toString());
		}
		assertEquals(List.of(), silent.stream().distinct().toList());
	}

	@Test
	void noNotesToSelf() throws IOException {
		for (final Path file : sources())
			assertFalse(Files.readString(file).matches("(?s).*\\b(TODO|FIXME|XXX)\\b.*"), file.toString());
	}

	private static List<Path> sources() throws IOException {
		try (Stream<Path> files = Files.walk(SOURCES)) {
			return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
		}
	}

	private static String room(final Path file) {
		final Path parent = SOURCES.relativize(file).getParent();
		return parent == null ? "" : parent.toString().replace('\\', '/').split("/")[0];
	}

	/** Library or room of every import and every fully qualified name, comments left out. */
	private static List<String> names(final Path file) throws IOException {
		final String code = Files.readString(file).replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("//.*", "").replaceAll(
			"\"(\\\\.|[^\"\\\\])*\"", "\"\"").replaceAll("(?m)^package .*", "");
		final List<String> names = new ArrayList<>();
		final Matcher matcher = NAME.matcher(code);
		while (matcher.find()) {
			final boolean inside = matcher.start() > 0 && code.charAt(matcher.start() - 1) == '.';
			if (!inside) names.add(matcher.group(1) + "." + matcher.group(2));
		}
		return names;
	}
}
