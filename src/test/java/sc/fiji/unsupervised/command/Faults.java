package sc.fiji.unsupervised.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What takes too long for the tests: many kills, a disk that is full at each place of a job, every size of Java's memory,
 * two processes that unpack the engine at once. Keys: {@code kills}, {@code seed}, {@code parts}. An assertion that fails ends it.
 */
public final class Faults {

	private static final String[][] KEYS = { { "classes=2", "method=kmeans", "refine=none", "device=cpu" }, { "classes=3",
		"method=merged", "refine=polish", "device=cpu", "probabilities=yes" }, { "classes=2", "method=stego", "steps=3",
			"refine=crf", "device=cpu", "overlays=no" } };
	private static final int KILLS_OF_A_RUN = 3;

	private final Path folder = Files.createTempDirectory("faults-");
	private final long seed;

	private Faults(final long seed) throws IOException {
		this.seed = seed;
	}

	public static void main(final String[] words) throws Exception {
		final Map<String, String> keys = new HashMap<>(Map.of("kills", "50", "seed", "1", "parts", "kills,disk,heap,caches"));
		for (final String word : words) keys.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
		final Faults faults = new Faults(Long.parseLong(keys.get("seed")));
		final List<String> parts = List.of(keys.get("parts").split(","));
		if (parts.contains("kills")) faults.kills(Integer.parseInt(keys.get("kills")));
		if (parts.contains("disk")) faults.disk();
		if (parts.contains("heap")) faults.heap();
		if (parts.contains("caches")) faults.caches();
		System.out.println("All kept.");
	}

	private ChildJob job(final String name, final int images, final int width, final int height, final String... keys)
		throws IOException
	{
		return new ChildJob(Files.createDirectories(folder.resolve(name)), keys).withImages(images, width, height);
	}

	private void kills(final int wanted) throws Exception {
		int made = 0;
		for (int k = 0; k < KEYS.length; k++) {
			final Kills kills = new Kills(job("kills" + k, 5, 240, 180, KEYS[k]), seed + k);
			final int share = wanted * (k + 1) / KEYS.length - made;
			while (kills.kills() < share) {
				for (int i = 0; i < KILLS_OF_A_RUN && kills.kills() < share; i++) kills.kill();
				kills.finish();
			}
			made += kills.kills();
			System.out.println("SIGKILL, " + String.join(" ", KEYS[k]) + ": " + kills);
		}
	}

	/** A small file system where root may make one, else a limit to the size of files. */
	private void disk() throws Exception {
		final ChildJob job = job("disk", 3, 120, 90, KEYS[1]);
		final FullDisk disk = new FullDisk(job);
		final Map<String, Integer> sentences = new TreeMap<>();
		for (final int size : disk.tooSmall()) sentences.merge(disk.fail(size, job::startWithFileLimit), 1, Integer::sum);
		disk.finish();
		final int limits = sentences.values().stream().mapToInt(i -> i).sum();
		job.clear();
		int mounts = 0;
		if (mount(job.output(), 64)) {
			run("umount", job.output().toString());
			for (int size = 4; size < disk.all(); size += Math.max(4, disk.all() / 100 * 4), mounts++) {
				assertTrue(mount(job.output(), size));
				try {
					sentences.merge(disk.fail(size, kilobytes -> job.start()), 1, Integer::sum);
					assertEquals(0, run("mount", "-o", "remount,size=64m", job.output().toString()));
					disk.finish();
				}
				finally {
					run("umount", job.output().toString());
				}
			}
		}
		System.out.println("Full disk: " + limits + " limits to the size of files, " + (mounts == 0
			? "no small file system (only root can mount one)" : mounts + " small file systems") + "; it said");
		sentences.forEach((sentence, times) -> System.out.println("  " + times + " x " + sentence.replace(job.output()
			.toString(), "...")));
	}

	private static boolean mount(final Path place, final int kilobytes) throws Exception {
		return run("mount", "-t", "tmpfs", "-o", "size=" + kilobytes + "k", "none", place.toString()) == 0;
	}

	private static int run(final String... command) throws Exception {
		try {
			return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
				.waitFor();
		}
		catch (final IOException e) {
			return -1; // there is no such command
		}
	}

	/** From too little memory for Java itself to enough for the job. */
	private void heap() throws Exception {
		final ChildJob job = job("heap", 1, 1500, 1500, KEYS[1]);
		final TreeMap<Integer, List<Integer>> ends = new TreeMap<>();
		final TreeSet<String> sentences = new TreeSet<>();
		for (int size = 16; size <= 256; size += size < 64 ? 8 : 32) {
			final ChildJob.End end = job.end(job.start(List.of("-Xmx" + size + "m"), job.output()));
			ends.computeIfAbsent(end.code(), code -> new ArrayList<>()).add(size);
			if (end.code() == 0) {
				job.clear();
				continue;
			}
			assertEquals(2, end.code(), "-Xmx" + size + "m: " + end.text());
			assertTrue(end.isOneSentence(), "-Xmx" + size + "m: " + end.text());
			sentences.add(end.sentence());
		}
		System.out.println("Java's memory in MB by exit code: " + ends + "; it said");
		sentences.forEach(s -> System.out.println("  " + s));
	}

	/** Two processes with an empty engine cache and one model file between them. */
	private void caches() throws Exception {
		final List<String> cache = List.of("-DDJL_CACHE_DIR=" + folder.resolve("cache"), "-DENGINE_CACHE_DIR=" + folder.resolve(
			"cache"));
		final String[] keys = { "classes=2", "method=kmeans", "refine=none", "device=cpu", "model=" + folder.resolve("m.useg") };
		final ChildJob one = job("one", 2, 120, 90, keys), two = job("two", 2, 120, 90, keys);
		final Process first = one.start(cache, one.output()), second = two.start(cache, two.output());
		final ChildJob.End a = one.end(first), b = two.end(second);
		assertEquals("0 0", a.code() + " " + b.code(), a.text() + b.text());
		assertEquals(0, one.parts().size() + two.parts().size());
		System.out.println(String.format(Locale.ROOT, "Two processes unpacked the engine and wrote one model at once: %d and %d " +
			"files.", one.results().size(), two.results().size()));
	}
}
