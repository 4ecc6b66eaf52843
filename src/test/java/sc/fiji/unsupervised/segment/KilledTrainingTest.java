package sc.fiji.unsupervised.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.unsupervised.ChildJava;
import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.method.Checkpoint;
import sc.fiji.unsupervised.model.ModelFile;

/** A training in a process that is killed (SIGKILL), started again with the same arguments, killed again, and so on. */
class KilledTrainingTest {

	@TempDir
	Path folder;

	private Process start(final Path model) throws IOException {
		final ProcessBuilder builder = ChildJava.builder(List.of("-Xmx512m"), TrainingMain.class, model.toString());
		builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
		return builder.start();
	}

	/** What a process says until it says {@code last}, or to its end. */
	private static List<String> read(final Process process, final String last) throws IOException {
		final List<String> lines = new ArrayList<>();
		final BufferedReader reader = process.inputReader();
		for (String line = reader.readLine(); line != null; line = reader.readLine()) {
			lines.add(line);
			if (line.startsWith(last)) return lines;
		}
		return lines;
	}

	@Test
	@Timeout(300)
	void goesOnAndEndsWithTheSameModel() throws Exception {
		final Path whole = folder.resolve("whole.useg"), model = folder.resolve("parts.useg");
		ModelFile.write(whole, TrainingMain.train(Checkpoint.NONE, Progress.NONE));
		final Random random = new Random(5);
		int before = 0;
		for (final int step : new int[] { 4, 17, 31 }) {
			final Process process = start(model);
			try {
				final List<String> lines = read(process, "step " + step + " ");
				assertTrue(lines.get(lines.size() - 1).startsWith("step " + step + " of 40"), lines.toString());
				final String first = lines.stream().filter(l -> l.startsWith("step ")).findFirst().orElseThrow();
				assertTrue(before == 0 ? first.startsWith("step 1 ") : Integer.parseInt(first.split(" ")[1]) > before, first);
				TimeUnit.MILLISECONDS.sleep(random.nextInt(40));
			}
			finally {
				process.destroyForcibly().waitFor();
			}
			assertFalse(Files.exists(model));
			before = step - 1;
		}
		final Process last = start(model);
		final List<String> lines = read(last, "never said");
		assertEquals(0, last.waitFor(), lines.toString());
		assertTrue(lines.stream().anyMatch(l -> l.startsWith("The training goes on after step 3")), lines.toString());
		assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(model));
		try (Stream<Path> files = Files.list(folder)) {
			assertEquals(List.of(model, whole), files.sorted().toList());
		}
	}
}
