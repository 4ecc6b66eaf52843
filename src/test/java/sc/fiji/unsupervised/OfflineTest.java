package sc.fiji.unsupervised;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training and labelling open no connection to anywhere. */
class OfflineTest {

	@TempDir
	Path folder;

	@Test
	void ordinaryWorkTouchesNoNetwork() throws Exception {
		final Path out = folder.resolve("out.txt");
		final Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
			"-Djava.awt.headless=true", "-Djava.nio.channels.spi.SelectorProvider=" + RecordingSelectors.class.getName(),
			"--add-exports=java.base/sun.nio.ch=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), OfflineMain.class
				.getName(), "texture").redirectErrorStream(true).redirectOutput(out.toFile()).start();
		assertTrue(process.waitFor(180, TimeUnit.SECONDS));
		final String text = Files.readString(out);
		assertEquals(0, process.exitValue(), text);
		assertTrue(text.contains("work: [][][]"), text);
		// The watch is no good unless it sees what is there.
		final String kernel = Files.isReadable(Path.of("/proc/self/net/udp")) ? ", kernel" : "";
		assertTrue(text.contains("control: [socket, url, client" + kernel + "]"), text);
	}
}
