package sc.fiji.unsupervised.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.unsupervised.Shell;
import sc.fiji.unsupervised.TerminalProgress;
import sc.fiji.unsupervised.UserException;

/** Two jobs at once. */
@Timeout(240)
class TwoRunsTest {

	@TempDir
	Path folder;

	@Test
	void aSecondRunInTheSameOutputIsRefusedAndSpoilsNothing() throws Exception {
		final ChildJob job = new ChildJob(folder, "classes=2", "method=kmeans", "refine=none", "device=cpu").withImages(4, 120,
			90);
		final Process first = job.start();
		final Path lock = job.output().resolve(".segment/lock");
		while (first.isAlive() && !Files.exists(lock)) Thread.sleep(5);
		Thread.sleep(50); // from the file to its lock
		final ByteArrayOutputStream err = new ByteArrayOutputStream();
		final PrintStream said = new PrintStream(err, true, StandardCharsets.UTF_8);
		final int code = CommandLine.SHELL.run(new String[] { "input=" + job.input(), "output=" + job.output(), "classes=2" },
			new PrintStream(OutputStream.nullOutputStream()), said, new TerminalProgress(new PrintStream(OutputStream
				.nullOutputStream()), false));
		assertTrue(first.isAlive(), "the first run was too fast");
		assertEquals(Shell.USER_ERROR, code);
		assertEquals("output=" + job.output() + " is being written to by another run; wait for its end, or give another folder.",
			err.toString(StandardCharsets.UTF_8).strip());
		final ChildJob.End end = job.end(first);
		assertEquals(0, end.code(), end.text());
		assertTrue(Files.exists(job.output().resolve("image3-labels.tif")));
	}

	@Test
	void theFolderIsFreeAfterTheJobHoweverItEnded() throws Exception {
		final Path output = folder.resolve("out"), input = Files.createDirectories(folder.resolve("in"));
		try (OutputFolder one = new OutputFolder(output, input)) {
			assertThrows(UserException.class, () -> new OutputFolder(output, input));
			assertEquals(output, one.path());
		}
		new OutputFolder(output, input).close();
	}

	@Test
	void whatAKilledRunBeganIsSwept() throws Exception {
		final Path output = Files.createDirectories(folder.resolve("out/.segment")).getParent(), input = Files.createDirectories(
			folder.resolve("in"));
		final Path mine = Files.createFile(output.resolve(".part-" + ProcessHandle.current().pid() + "-a.tif")), dead = Files
			.createFile(output.resolve(".segment/.part-999999999999-a.json")), others = Files.createFile(output.resolve(".part-x"));
		final Path parent = Files.createFile(output.resolve(".part-" + ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(1L) +
			"-b.tif"));
		new OutputFolder(output, input).close();
		assertTrue(Files.notExists(mine) && Files.notExists(dead));
		assertTrue(Files.exists(others) && Files.exists(parent));
	}
}
