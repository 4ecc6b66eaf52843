package sc.fiji.unsupervised;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * What Maven found for a dependency of this project.
 *
 * @param classifier empty for most
 * @param scope provided (Fiji has it), compile or runtime (the plugin brings it along) or test
 */
record Dependency(String group, String name, String classifier, String version, String scope) {

	private static final Path LIST = Path.of("target/dependencies.txt");

	/** All of them, as the build noted them before the tests. */
	static List<Dependency> all() throws IOException {
		final List<Dependency> all = new ArrayList<>();
		for (final String line : Files.readAllLines(LIST)) {
			// group:name:type[:classifier]:version:scope, perhaps with colours and the name of a module
			final String[] words = line.replaceAll("\u001b\\[[0-9;]*m", "").strip().split(" ")[0].split(":");
			if (words.length < 5) continue;
			final int n = words.length;
			all.add(new Dependency(words[0], words[1], n > 5 ? words[3] : "", words[n - 2], words[n - 1]));
		}
		return all;
	}

	/** Names of the licences in its POM, or in the nearest parent that has some; empty if there are none. */
	List<String> licences() {
		for (Element pom = pom(group, name, version); pom != null; pom = parent(pom)) {
			final Optional<Element> licences = child(pom, "licenses");
			if (licences.isPresent()) return children(licences.get(), "license").stream().map(l -> text(l, "name")).toList();
		}
		return List.of();
	}

	/** The version that pom-scijava, and with it Fiji, has of it; empty if Fiji does not have it. */
	Optional<String> inFiji() {
		final Element own = read(Path.of("pom.xml")), scijava = parent(own);
		final Element managed = child(child(scijava, "dependencyManagement").orElseThrow(), "dependencies").orElseThrow();
		return children(managed, "dependency").stream().filter(d -> text(d, "groupId").equals(group) && text(d, "artifactId")
			.equals(name)).map(d -> value(scijava, text(d, "version"))).findFirst();
	}

	/** Puts in the properties of a POM. */
	private static String value(final Element pom, final String text) {
		final Element properties = child(pom, "properties").orElseThrow();
		String value = text;
		while (value.startsWith("${")) value = text(properties, value.substring(2, value.length() - 1));
		return value;
	}

	private static Element parent(final Element pom) {
		return child(pom, "parent").map(p -> pom(text(p, "groupId"), text(p, "artifactId"), text(p, "version"))).orElse(null);
	}

	private static Element pom(final String group, final String name, final String version) {
		return read(repository().resolve(group.replace('.', '/')).resolve(name).resolve(version).resolve(name + "-" + version +
			".pom"));
	}

	/** Where Maven keeps what it has fetched, seen by a jar of the class path. */
	private static Path repository() {
		final String tail = Path.of("org", "scijava", "scijava-common").toString();
		return Arrays.stream(System.getProperty("java.class.path").split(System.getProperty("path.separator"))).filter(
			jar -> jar.contains(tail)).map(jar -> Path.of(jar.substring(0, jar.indexOf(tail)))).findFirst().orElseThrow();
	}

	private static Element read(final Path pom) {
		try {
			return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile()).getDocumentElement();
		}
		catch (final IOException | SAXException | ParserConfigurationException e) {
			throw new IllegalStateException(pom.toString(), e);
		}
	}

	private static List<Element> children(final Element parent, final String name) {
		final List<Element> children = new ArrayList<>();
		for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling())
			if (node instanceof Element element && element.getTagName().equals(name)) children.add(element);
		return children;
	}

	private static Optional<Element> child(final Element parent, final String name) {
		return children(parent, name).stream().findFirst();
	}

	private static String text(final Element parent, final String name) {
		return child(parent, name).orElseThrow(() -> new IllegalStateException("no " + name)).getTextContent().strip();
	}
}
