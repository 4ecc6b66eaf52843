package sc.fiji.unsupervised.imagej;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.io.FileSaver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.unsupervised.ChildJava;
import sc.fiji.unsupervised.TestImages;
import sc.fiji.unsupervised.command.SegmentFolder;

/** Windows that close and an ImageJ that quits in the middle of a run. */
@Timeout(300)
class MidRunTest {

	@TempDir
	Path folder;

	@BeforeEach
	void start() throws Exception {
		Screen.start();
	}

	@AfterEach
	void tidy() throws Exception {
		Screen.tidy();
	}

	@Test
	void anImageThatIsClosedIsLabelledAllTheSame() throws Exception {
		final ImagePlus image = TestImages.twoTextures("cells.tif", 64, 48, 4);
		image.show();
		IJ.showStatus("");
		final CompletableFuture<String> job = Screen.inBackground(() -> IJ.runMacro(
			"run('Segment Stack...', 'classes=2 method=kmeans device=cpu');"));
		Screen.await("work", () -> job.isDone() || !ImageJ.getStatusBarText().isEmpty() ? true : null);
		image.changes = false;
		image.close();
		Screen.get(job);
		final ImagePlus labels = WindowManager.getImage("cells-labels");
		assertNotNull(labels, Screen.log());
		assertEquals(4, labels.getStackSize());
	}

	/** Files of the output by name, without the lock. */
	private Map<String, byte[]> results() throws IOException {
		final Map<String, byte[]> results = new TreeMap<>();
		try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
			for (final Path file : files.filter(Files::isRegularFile).toList()) {
				final String name = file.getFileName().toString();
				if (!name.equals("lock") && !name.startsWith(".part-")) results.put(name, Files.readAllBytes(file));
			}
		}
		return results;
	}

	private String run(final Path quitAfter, final int millis) throws Exception {
		final Path out = folder.resolve("out.txt");
		final String options = "folder=[" + folder.resolve("in") + "] output=[" + folder.resolve("out") +
			"] classes=2 method=kmeans refine=none device=cpu ";
		final Process process = ChildJava.builder(List.of("-Xmx512m", "-XX:ErrorFile=" + folder.resolve("crash.txt")),
			QuitMain.class, SegmentFolder.class.getName(), options, quitAfter.toString(), Integer.toString(millis))
			.redirectOutput(out.toFile()).start();
		assertTrue(process.waitFor(150, TimeUnit.SECONDS), () -> "still there");
		final String said = Files.readString(out);
		assertEquals(0, process.exitValue(), said);
		assertFalse(Files.exists(folder.resolve("crash.txt")), said);
		return said;
	}

	@Test
	void quittingLeavesNothingHalfAndTheNextRunGoesOn() throws Exception {
		Files.createDirectories(folder.resolve("in"));
		for (int i = 0; i < 8; i++) new FileSaver(TestImages.twoTextures("x", 120, 90, 1)).saveAsTiff(folder.resolve("in/a" + i +
			".tif").toString());
		final Path state = folder.resolve("out/.segment/state.json"), end = folder.resolve("out/contact-sheet.png");
		final String said = run(folder.resolve("out/a1-labels.tif"), 50);
		assertTrue(said.contains("quits while the job is running"), said);
		assertFalse(Files.exists(end));
		final Map<String, byte[]> left = results();
		assertTrue(Files.exists(state));
		run(end, 0);
		final Map<String, byte[]> all = results();
		left.forEach((name, bytes) -> assertTrue(Arrays.equals(bytes, all.get(name)), name));
		assertEquals(1 + 1 + 1 + 1 + 8 * 4, all.size(), all.keySet().toString());
	}
}
