package sc.fiji.unsupervised.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Kills a job at random moments, without a warning. Afterwards every file of its output must be either absent or the same
 * as after a run without a break, and the next run must go on and end with the same bytes.
 */
final class Kills {

	private static final long LEAST = 200;

	private final ChildJob job;
	private final Random random;
	private final Map<String, byte[]> whole;
	/** How long it takes from its first file to the end; less when it turns out that it is over before. */
	private long millis;
	private int kills, finished, cut;

	/** Runs the job once without a break. */
	Kills(final ChildJob job, final long seed) throws IOException, InterruptedException {
		this.job = job;
		random = new Random(seed);
		runToTheEnd();
		whole = job.results();
		job.clear();
	}

	private void runToTheEnd() throws IOException, InterruptedException {
		final Process process = job.start();
		awaitFirstFile(process);
		final long start = System.nanoTime();
		final ChildJob.End end = job.end(process);
		assertEquals(0, end.code(), end.text());
		if (millis == 0) millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
	}

	private void awaitFirstFile(final Process process) throws IOException, InterruptedException {
		while (process.isAlive() && !job.hasFiles()) Thread.sleep(5);
	}

	/** Kills a run, and looks at what it leaves. */
	void kill() throws IOException, InterruptedException {
		final Process process = job.start();
		if (random.nextInt(10) > 0) awaitFirstFile(process); // before that there is little to spoil
		process.waitFor(random.nextLong(millis + 1), TimeUnit.MILLISECONDS);
		if (process.isAlive()) kills++;
		else millis = Math.max(LEAST, millis * 3 / 4);
		process.destroyForcibly().waitFor();
		if (!job.parts().isEmpty()) cut++;
		assertWhole();
	}

	private void assertWhole() throws IOException {
		final Map<String, byte[]> left = job.results();
		assertTrue(whole.keySet().containsAll(left.keySet()), () -> left.keySet() + " but not in " + whole.keySet());
		left.forEach((name, bytes) -> assertArrayEquals(whole.get(name), bytes, name));
	}

	/** Lets a run come to its end. */
	void finish() throws IOException, InterruptedException {
		runToTheEnd();
		assertEquals(whole.keySet(), job.results().keySet());
		assertWhole();
		assertEquals(0, job.parts().size(), job.parts().toString());
		finished++;
		job.clear();
	}

	/** Kills that hit a living process. */
	int kills() {
		return kills;
	}

	@Override
	public String toString() {
		return kills + " kills over " + millis + " ms of writing, " + cut + " of them in the middle of a file; " + finished +
			" runs went on to the same " + whole.size() + " files";
	}
}
