package sc.fiji.unsupervised.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.io.FileSaver;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fiji.unsupervised.ChildJava;
import sc.fiji.unsupervised.TestImages;

/** The script for clusters, with the environment that Slurm gives, and its exit codes. */
@DisabledOnOs(OS.WINDOWS)
class ClusterJobTest {

	@TempDir
	Path folder;

	private Path images;

	@BeforeEach
	void makeImages() throws Exception {
		images = Files.createDirectories(folder.resolve("my images"));
		for (final String name : new String[] { "b c.tif", "a.tif" })
			assertTrue(new FileSaver(TestImages.twoTextures("x", 64, 48, 1)).saveAsTiff(images.resolve(name).toString()));
	}

	/** The command line itself, as scripts/segment starts it after it has built. */
	private Path segment() throws Exception {
		return script("exec '" + ChildJava.JAVA +
			"' -Djava.awt.headless=true $JAVA_OPTS -cp '" + System.getProperty("java.class.path") + "' " + CommandLine.class
				.getName() + " \"$@\"");
	}

	private Path script(final String text) throws Exception {
		final Path file = Files.writeString(folder.resolve("segment"), "#!/bin/bash\n" + text + "\n");
		assertTrue(file.toFile().setExecutable(true));
		return file;
	}

	private Process start(final Path segment, final Map<String, String> slurm, final String... arguments) throws Exception {
		final List<String> line = new ArrayList<>(List.of("bash", "scripts/cluster_job.sh"));
		line.addAll(List.of(arguments));
		final ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(folder.resolve("log.txt")
			.toFile());
		builder.environment().keySet().removeIf(key -> key.startsWith("SLURM_"));
		builder.environment().putAll(slurm);
		builder.environment().put("SEGMENT", segment.toString());
		return builder.start();
	}

	private int run(final Path segment, final Map<String, String> slurm, final String... arguments) throws Exception {
		final Process process = start(segment, slurm, arguments);
		assertTrue(process.waitFor(180, TimeUnit.SECONDS));
		return process.exitValue();
	}

	private String log() throws Exception {
		return Files.readString(folder.resolve("log.txt"));
	}

	@Test
	void aTaskOfAnArrayDoesItsFile() throws Exception {
		final Path out = folder.resolve("out");
		final Map<String, String> slurm = Map.of("SLURM_ARRAY_TASK_ID", "2", "SLURM_CPUS_PER_TASK", "1");
		assertEquals(0, run(segment(), slurm, images.toString(), out.toString(), "classes=2", "method=kmeans", "device=cpu"),
			log());
		assertTrue(log().contains("done: " + out.resolve("b c")), log());
		assertTrue(Files.exists(out.resolve("b c/b c-labels.tif")));
		assertFalse(Files.exists(out.resolve("a")));
	}

	@Test
	void anArrayOverOneStackSharesItsSlices() throws Exception {
		final Map<String, String> slurm = Map.of("SLURM_ARRAY_TASK_ID", "9", "SLURM_ARRAY_TASK_MIN", "5",
			"SLURM_ARRAY_TASK_STEP", "2", "SLURM_ARRAY_TASK_COUNT", "4");
		assertEquals(0, run(script("echo \"$@\""), slurm, images.resolve("a.tif").toString(), "out", "classes=2"), log());
		assertTrue(log().startsWith("input=" + images.resolve("a.tif") + " output=out classes=2 slices=3/4\n"), log());
	}

	/** A scheduler that numbers jobs and writes down what it is given. */
	@Test
	void aStackIsTrainedSharedAndJoined() throws Exception {
		final Path calls = folder.resolve("calls"), bin = Files.createDirectories(folder.resolve("bin")), out = folder.resolve(
			"out");
		final Path sbatch = Files.writeString(bin.resolve("sbatch"), "#!/bin/bash\necho \"$@\" >> '" + calls + "'\nwc -l < '" + calls +
			"'\n");
		assertTrue(sbatch.toFile().setExecutable(true));
		final Path stack = images.resolve("a.tif");
		final ProcessBuilder builder = new ProcessBuilder("bash", "scripts/cluster_stack.sh", "20", stack.toString(), out
			.toString(), "classes=2").redirectErrorStream(true).redirectOutput(folder.resolve("log.txt").toFile());
		builder.environment().merge("PATH", bin.toString(), (path, first) -> first + ":" + path);
		builder.environment().remove("SBATCH");
		assertEquals(0, builder.start().waitFor(), log());
		assertEquals("train 1\nlabel 2\njoin 3\n", log());
		final String start = "--parsable --kill-on-invalid-dep=yes --job-name=unsupervised-", end =
			" scripts/cluster_job.sh " + stack + " " + out + " classes=2";
		assertEquals(List.of(start + "train" + end + " slices=none", start + "label --array=1-20 --dependency=afterok:1" + end,
			start + "join --dependency=afterany:2,afterok:1" + end), Files.readAllLines(calls));
	}

	@Test
	void wrongInputEndsWithTwo() throws Exception {
		assertEquals(2, run(segment(), Map.of(), images.toString(), folder.resolve("out").toString(), "clases=2"), log());
		assertTrue(log().contains("There is no key \"clases\"") && log().contains("wrong input: " + images), log());
		assertEquals(2, run(segment(), Map.of("SLURM_ARRAY_TASK_ID", "3"), images.toString(), folder.resolve("out").toString()));
		assertTrue(log().contains("There is no file number 3"), log());
		assertEquals(2, run(segment(), Map.of()));
		assertTrue(log().startsWith("Segments images on a cluster"), log());
	}

	@ParameterizedTest
	@CsvSource({ "0, 0, done", "3, 3, the engine does not start", "130, 130, interrupted", "143, 130, interrupted", "1, 1, failed with 1" })
	void exitCodesArePassedOn(final int code, final int expected, final String words) throws Exception {
		assertEquals(expected, run(script("exit " + code), Map.of(), images.toString(), "out"));
		assertTrue(log().startsWith(words), log());
	}

	@Test
	void theWarningBeforeTheEndReachesTheJob() throws Exception {
		final Process job = start(script("trap 'echo ending; exit 130' TERM; touch '" + folder.resolve("started") +
			"'; while true; do sleep 0.1; done"), Map.of(), images.toString(), "out");
		for (int i = 0; i < 500 && !Files.exists(folder.resolve("started")); i++) Thread.sleep(20);
		job.destroy(); // SIGTERM
		assertTrue(job.waitFor(60, TimeUnit.SECONDS));
		assertEquals(130, job.exitValue());
		assertTrue(log().contains("ending") && log().contains("interrupted"), log());
	}
}
