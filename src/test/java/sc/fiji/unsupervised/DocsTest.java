package sc.fiji.unsupervised;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** Links of the README and of the pages lead somewhere, and nothing lies about unused. */
class DocsTest {

	private static final Path DOCS = Path.of("docs"), IMAGES = DOCS.resolve("images");
	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)"), HEADING = Pattern.compile("(?m)^#+ (.+)$");

	/** A link of a page. */
	private record Link(Path page, String target) {

		/** The file or folder that it names. */
		Path file() {
			final String path = target.replaceFirst("#.*", "");
			return path.isEmpty() ? page : page.resolveSibling(path).normalize();
		}

		/** The heading that it names, or nothing. */
		String anchor() {
			return target.contains("#") ? target.replaceFirst(".*#", "") : "";
		}
	}

	private static List<Path> pages() throws IOException {
		try (Stream<Path> files = Files.walk(DOCS)) {
			return Stream.concat(Stream.of(Path.of("README.md"), Path.of("CHANGELOG.md")), files.filter(f -> f.toString()
				.endsWith(".md")).sorted()).toList();
		}
	}

	private static List<Link> links() throws IOException {
		final List<Link> links = new ArrayList<>();
		for (final Path page : pages()) {
			final Matcher matcher = LINK.matcher(Files.readString(page));
			while (matcher.find())
				if (!matcher.group(1).contains("://")) links.add(new Link(page, matcher.group(1)));
		}
		return links;
	}

	/** As GitHub makes anchors of headings. */
	private static Set<String> anchors(final Path page) throws IOException {
		final Set<String> anchors = new TreeSet<>();
		final Matcher matcher = HEADING.matcher(Files.readString(page));
		while (matcher.find())
			anchors.add(matcher.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
		return anchors;
	}

	@Test
	void linksLeadSomewhere() throws IOException {
		final List<Link> links = links();
		assertTrue(links.size() > 50, "too few links were found: " + links.size());
		for (final Link link : links) {
			assertTrue(Files.exists(link.file()), link.page() + " leads to " + link.target() + ", which is not there");
			if (!link.anchor().isEmpty()) assertTrue(anchors(link.file()).contains(link.anchor()), link.page() + " leads to " +
				link.target() + ", but there is no such heading");
		}
	}

	@Test
	void everyImageIsUsed() throws IOException {
		final Set<Path> used = new TreeSet<>(links().stream().map(Link::file).toList());
		try (Stream<Path> files = Files.walk(IMAGES)) {
			assertEquals(List.of(), files.filter(f -> Files.isRegularFile(f) && !used.contains(f)).toList());
		}
	}
}
