package sc.fiji.unsupervised;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No command but a download opens a connection to anywhere. */
class OfflineTest {

	/** What opens a connection, of Java, of ImageJ and of the engine. */
	private static final Pattern NETWORK = Pattern.compile("java\\.net\\.(?!UR[IL])|\\.open(Stream|Connection|U[Rr][Ll]\\w*)\\(|" +
		"javax\\.net\\.|nio\\.channels\\.[A-Z]\\w*Socket|BrowserLauncher|java\\.awt\\.Desktop|ai\\.djl\\.(repository|util\\.\\w*Download)|" +
		"java\\.rmi|javax\\.naming|setPage\\(");

	@TempDir
	Path folder;

	@Test
	void oneRoomKnowsTheNetwork() throws Exception {
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			for (final Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
				final boolean knows = NETWORK.matcher(Files.readString(file)).find();
				assertTrue(!knows || file.getParent().endsWith("weights"), file.toString());
			}
		}
	}

	@Test
	void ordinaryWorkTouchesNoNetwork() throws Exception {
		final Path out = folder.resolve("out.txt");
		final Process process = ChildJava.builder(List.of("-Xmx512m", "-Djava.awt.headless=true",
			"-Djava.nio.channels.spi.SelectorProvider=" + RecordingSelectors.class.getName(),
			"--add-exports=java.base/sun.nio.ch=ALL-UNNAMED"), OfflineMain.class, folder.toString()).redirectOutput(out.toFile())
			.start();
		assertTrue(process.waitFor(180, TimeUnit.SECONDS));
		final String text = Files.readString(out);
		assertEquals(0, process.exitValue(), text);
		assertTrue(text.contains("work: [][][]"), text);
		// The watch is no good unless it sees what is there.
		final String kernel = Files.isReadable(Path.of("/proc/self/net/udp")) ? ", kernel" : "";
		assertTrue(text.contains("control: [socket, url, client" + kernel + "]"), text);
	}
}
