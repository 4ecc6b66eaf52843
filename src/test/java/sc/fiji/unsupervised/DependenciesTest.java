package sc.fiji.unsupervised;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.weights.Sha256;

/**
 * What the plugin is made of: nothing that contradicts Fiji, no unknown licence, no unpinned library; and
 * {@code docs/dependencies.md} says so. To write it anew: {@code mvn test -Dtest=DependenciesTest -Dwrite.docs=yes}.
 */
class DependenciesTest {

	private static final Path PAGE = Path.of("docs/dependencies.md");
	/** Licences that may be used, as their owners write them, by their SPDX names. Another one needs a decision. */
	private static final Map<String, String> LICENCES = Map.of("Simplified BSD License", "BSD-2-Clause", "Public domain",
		"public domain", "Apache-2.0", "Apache-2.0", "The Apache License, Version 2.0", "Apache-2.0",
		"Apache License, Version 2.0", "Apache-2.0", "LGPL-2.1-or-later", "LGPL-2.1-or-later", "MIT", "MIT", "MIT License",
		"MIT");
	/** The native library of each system: what it holds, by SHA-256. */
	private static final Map<String, String> NATIVE = new TreeMap<>(Map.of( //
		"linux-x86_64", "1769928feaaa2389b4aa68390e7787ce1707290258b167d016a200fced4b8c39", //
		"osx-aarch64", "e1ca6c377750d31a2a791d9d2dac9efb09e39181faf84338ef0e140214979ff2", //
		"win-x86_64", "f70603e9b03cf7df1690c2b1f8edd99fcfdc4e38d639db1d3604ce22b13a38df"));
	/** What stands in the native libraries' jars, without prefix, version and type, and whose it is. */
	private static final Map<String, String> PARTS = new TreeMap<>(Map.of( //
		"torch", "PyTorch, BSD-3-Clause", "torch_cpu", "PyTorch, BSD-3-Clause", "c10", "PyTorch, BSD-3-Clause", //
		"gomp", "GNU OpenMP (Linux), GPL-3.0-or-later WITH GCC-exception-3.1", //
		"omp", "LLVM OpenMP (macOS), Apache-2.0 WITH LLVM-exception", //
		"iomp5md", "Intel OpenMP (Windows), Intel Simplified Software License", //
		"iompstubs5md", "Intel OpenMP (Windows), Intel Simplified Software License", //
		"fbgemm", "FBGEMM (Windows), BSD-3-Clause", "asmjit", "AsmJit (Windows), Zlib", "uv", "libuv (Windows), MIT"));

	private static List<Dependency> dependencies;

	@BeforeAll
	static void list() throws IOException {
		dependencies = Dependency.all().stream().filter(d -> !d.scope().equals("test")).toList();
	}

	@Test
	void pageIsUpToDate() throws IOException {
		final String page = page();
		if (System.getProperty("write.docs") != null) Files.writeString(PAGE, page);
		assertEquals(page, Files.readString(PAGE).replace("\r\n", "\n"), "write it anew with -Dwrite.docs=yes");
	}

	@Test
	void licencesAreKnown() {
		for (final Dependency d : dependencies) {
			assertTrue(!d.licences().isEmpty(), d + " has no licence");
			for (final String licence : d.licences()) assertTrue(LICENCES.containsKey(licence), d + " has the licence " + licence);
		}
	}

	@Test
	void whatFijiHasIsOfFijisVersion() {
		for (final Dependency d : dependencies) {
			if (d.scope().equals("provided")) assertTrue(d.inFiji().isPresent(), d + " is not in Fiji");
			d.inFiji().ifPresent(version -> assertEquals(version, d.version(), d.toString()));
		}
	}

	@Test
	void versionsArePinned() throws IOException {
		final Pattern fixed = Pattern.compile("[0-9][\\w.-]*(?<!SNAPSHOT)");
		for (final Dependency d : Dependency.all()) assertTrue(fixed.matcher(d.version()).matches(), d.toString());
	}

	@Test
	void nativeLibrariesAreThePublishedOnes() throws IOException {
		assertEquals(NATIVE.keySet(), systems());
		for (final Dependency d : dependencies) {
			if (d.classifier().isEmpty()) continue;
			final Path jar = jar(d);
			assertEquals(NATIVE.get(d.classifier()), Sha256.of(jar, Progress.NONE), d.toString());
			try (JarFile content = new JarFile(jar.toFile())) {
				content.stream().map(entry -> entry.getName()).filter(Pattern.compile("\\.(so|dll|dylib)\\b").asPredicate()).forEach(
					file -> assertTrue(PARTS.containsKey(part(file)), file + " is a library of unknown origin"));
			}
		}
	}

	private static String part(final String file) {
		return file.replaceAll(".*/", "").replaceAll("^lib|[-.].*", "");
	}

	/** The systems that have a profile. */
	private static TreeSet<String> systems() throws IOException {
		final Matcher matcher = Pattern.compile("<classifier>(.*?)</classifier>").matcher(Files.readString(Path.of("pom.xml")));
		final TreeSet<String> systems = new TreeSet<>();
		while (matcher.find()) systems.add(matcher.group(1));
		return systems;
	}

	private static Path jar(final Dependency d) {
		final String name = d.name() + "-" + d.version() + (d.classifier().isEmpty() ? "" : "-" + d.classifier()) + ".jar";
		return List.of(System.getProperty("java.class.path").split(System.getProperty("path.separator"))).stream().map(Path::of)
			.filter(jar -> jar.endsWith(name)).findFirst().orElseThrow();
	}

	private static String page() throws IOException {
		final StringBuilder out = new StringBuilder("""
			# What the plugin is made of

			This page is written from what Maven resolves, and a test holds it: `DependenciesTest`. The build fails when a licence is not
			on the list below, when a library that Fiji ships has another version than Fiji's, or when a version is not fixed. The same for
			programs, in CycloneDX: `target/bom.json`, which `mvn package` makes (with a network) and attaches.

			## In every Fiji

			Never packed into the zip for Fiji; packed, but for `ij`, into the one for plain ImageJ (`-Dzip.layout=imagej`). The versions
			are those that pom-scijava names, which are Fiji's.

			| library | version | licence |
			|---|---|---|
			""");
		for (final String row : rows(d -> d.scope().equals("provided"), d -> "")) out.append(row);
		out.append("""

			## Brought along

			| library | version | scope | licence | SHA-256 |
			|---|---|---|---|---|
			""");
		for (final String row : rows(d -> !d.scope().equals("provided") && d.classifier().isEmpty(), DependenciesTest::hash))
			out.append(row);
		out.append("""

			The native library, one of these by the system on which the zip is built, `ai.djl.pytorch:pytorch-native-cpu`\s""").append(
				"of version " + version("pytorch-jni").replaceAll("-.*", "") + ":\n\n| system | SHA-256 |\n|---|---|\n");
		NATIVE.forEach((system, hash) -> out.append("| ").append(system).append(" | `").append(hash).append("` |\n"));
		out.append("""

			Its POM says Apache-2.0, which is DJL's own; inside are

			| file | whose, licence |
			|---|---|
			""");
		PARTS.forEach((file, whose) -> out.append("| ").append(file).append(" | ").append(whose).append(" |\n"));
		out.append("""

			PyTorch itself holds parts of others under BSD, MIT, Apache-2.0 and similar licences, and Intel's MKL where the processor is
			Intel's kind; its notice is in the zip's `licenses` folder.

			DJL asks for newer versions of `gson` and `jna` than Fiji has. Fiji's are used, because a second copy in one Fiji breaks
			others' plugins; all tests run with Fiji's.

			## Licences that may be used

			""");
		out.append(LICENCES.values().stream().distinct().sorted(String.CASE_INSENSITIVE_ORDER).collect(Collectors.joining(", ")))
			.append(". Any other stops the build until someone has decided.\n");
		out.append("""

			## The same bytes

			`scripts/check-reproducible` builds the last commit twice, in other folders, time zones and languages and with other times of the
			files, and compares jar, sources, tests, both zips and the bill of materials: all equal (OpenJDK 17.0.15, Maven 3.8.7, Linux,
			November 2026; 92 s). The jar tells neither when, where, by whom nor with which JDK it was built, and is for all systems; the
			commit stands in its manifest. Another version of the JDK may compile other bytes, and archives keep the modes of the files
			(`umask 022`).
			""");
		return out.toString();
	}

	private static List<String> rows(final Predicate<Dependency> which, final Function<Dependency, String> more) {
		final List<String> rows = new ArrayList<>();
		for (final Dependency d : dependencies) {
			if (!which.test(d)) continue;
			final String licence = d.licences().stream().map(l -> LICENCES.getOrDefault(l, l)).collect(Collectors.joining(" or "));
			final String extra = more.apply(d), scope = extra.isEmpty() ? "" : d.scope() + " | ";
			rows.add("| `" + d.group() + ":" + d.name() + "` | " + d.version() + " | " + scope + licence + " |" + extra + "\n");
		}
		return rows;
	}

	private static String hash(final Dependency d) {
		try {
			return " `" + Sha256.of(jar(d), Progress.NONE) + "` |";
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static String version(final String name) {
		return dependencies.stream().filter(d -> d.name().equals(name)).findFirst().orElseThrow().version();
	}
}
