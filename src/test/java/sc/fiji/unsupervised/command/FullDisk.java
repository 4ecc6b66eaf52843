package sc.fiji.unsupervised.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import java.util.TreeSet;

/**
 * Runs a job where writing fails at some size. It must end with one sentence and code 2, with no file half written, and
 * go on to the same bytes when there is space again.
 */
final class FullDisk {

	/** Starts the job where there is only so much space. */
	interface Start {

		Process with(int kilobytes) throws IOException, InterruptedException;
	}

	private final ChildJob job;
	private final Map<String, byte[]> whole;

	/** Runs the job once with all the space it needs. */
	FullDisk(final ChildJob job) throws IOException, InterruptedException {
		this.job = job;
		final ChildJob.End end = job.end(job.start());
		assertEquals(0, end.code(), end.text());
		whole = job.results();
		job.clear();
	}

	/** Sizes just too small for one of the files, each at a different place of the job, in KiB. */
	TreeSet<Integer> tooSmall() {
		final TreeSet<Integer> sizes = new TreeSet<>();
		whole.values().forEach(file -> sizes.add((file.length - 1) / 1024));
		sizes.remove(0);
		return sizes;
	}

	/** What all files take, in KiB. */
	int all() {
		return whole.values().stream().mapToInt(file -> file.length / 4096 * 4 + 4).sum();
	}

	/** Fails for lack of space; gives the sentence. */
	String fail(final int kilobytes, final Start start) throws IOException, InterruptedException {
		final ChildJob.End end = job.end(start.with(kilobytes));
		assertEquals(2, end.code(), kilobytes + " KiB: " + end.text());
		assertTrue(end.isOneSentence(), end.text());
		assertTrue(end.sentence().contains(" cannot be written"), end.text());
		assertTrue(job.parts().isEmpty(), job.parts().toString());
		assertSame();
		return end.sentence();
	}

	private void assertSame() throws IOException {
		final Map<String, byte[]> left = job.results();
		assertTrue(whole.keySet().containsAll(left.keySet()), left.keySet().toString());
		left.forEach((name, bytes) -> assertArrayEquals(whole.get(name), bytes, name));
	}

	/** Goes on with enough space. */
	void finish() throws IOException, InterruptedException {
		final ChildJob.End end = job.end(job.start());
		assertEquals(0, end.code(), end.text());
		assertEquals(whole.keySet(), job.results().keySet());
		assertSame();
	}
}
