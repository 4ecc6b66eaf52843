package sc.fiji.unsupervised.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import sc.fiji.unsupervised.CancelledException;

/**
 * Segments, applies, reloads, stops and goes on at random for a long time. Keys: {@code data} (folder of sets),
 * {@code minutes}, {@code seed}. Prints a line a minute; ends with 1 when a job gave another result than the first time,
 * failed, or left something behind.
 */
public final class Soak {

	/** Part of the time after which memory has to stay flat. */
	private static final double WARM_UP = 0.25;
	private static final int IMAGES_OF_A_SET = 2;

	private final Random random;
	private final List<Job> jobs = new ArrayList<>();
	private final Map<Job, Long> first = new HashMap<>();
	private final Map<String, Integer> counts = new TreeMap<>();
	private final List<String> violations = new ArrayList<>();

	private Soak(final Path data, final Path folder, final long seed) throws IOException {
		random = new Random(seed);
		final String[] methods = { "merged", "kmeans", "stego" }, refines = { "polish", "crf", "none" };
		int i = 0;
		for (final Path set : sorted(data)) {
			if (!Files.isDirectory(set.resolve("images"))) continue;
			for (final Path image : sorted(set.resolve("images")).stream().limit(IMAGES_OF_A_SET).toList())
				for (final String kind : Job.KINDS) jobs.add(new Job(kind, image, methods[i % 3], refines[i++ / 3 % 3], folder));
		}
		if (jobs.isEmpty()) throw new IllegalArgumentException("data=" + data + " has no sets.");
	}

	private static List<Path> sorted(final Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.sorted().toList();
		}
	}

	public static void main(final String[] words) throws Exception {
		final Map<String, String> keys = Keys.of(words, Map.of("minutes", "60", "seed", "1", "data", "test-data"));
		// A temporary folder of its own, where nothing may be left.
		final Path folder = Files.createTempDirectory("soak-"), temporary = Files.createDirectory(folder.resolve("tmp"));
		System.setProperty("java.io.tmpdir", temporary.toString());
		final Soak soak = new Soak(Path.of(keys.get("data")), folder, Long.parseLong(keys.get("seed")));
		final boolean good = soak.run((long) (Double.parseDouble(keys.get("minutes")) * 60));
		Delete.tree(folder);
		System.exit(good ? 0 : 1);
	}

	private boolean run(final long seconds) throws Exception {
		final long start = System.nanoTime();
		Vitals base = null, last = null;
		for (long minute = 1, elapsed = 0; elapsed < seconds && violations.isEmpty(); elapsed = seconds(start)) {
			one();
			if (seconds(start) < 60 * minute && seconds(start) < seconds) continue;
			last = Vitals.now();
			if (base == null && seconds(start) >= WARM_UP * seconds) base = last;
			System.out.printf(Locale.ROOT, "%3d min: %s; %s%n", Math.round(seconds(start) / 60.0), counts, last);
			minute = seconds(start) / 60 + 1;
		}
		if (base != null && !last.growthSince(base).isEmpty()) violations.add(last.growthSince(base));
		System.out.println("different jobs " + first.size() + "; after the warm-up: " + base + "; at the end: " + last);
		System.out.println(violations.isEmpty() ? "Nothing leaked, no result differed." : "VIOLATION: " + violations);
		return violations.isEmpty();
	}

	private static long seconds(final long start) {
		return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
	}

	/** A job at random; one in four is interrupted at a random moment. */
	private void one() throws Exception {
		final Job job = jobs.get(random.nextInt(jobs.size()));
		final FutureTask<Long> task = new FutureTask<>(job::run);
		final Thread thread = new Thread(task, "soak");
		thread.start();
		final boolean stops = random.nextInt(4) == 0;
		if (stops) {
			thread.join(1 + random.nextInt(1500));
			thread.interrupt();
		}
		thread.join();
		try {
			final long sum = task.get();
			final Long before = first.putIfAbsent(job, sum);
			count(job.kind());
			if (before != null && before != sum) violations.add(job + " gave another result than the first time");
		}
		catch (final ExecutionException e) {
			if (stops && e.getCause() instanceof CancelledException) count("stopped");
			else {
				e.printStackTrace();
				violations.add(job + (stops ? " (interrupted)" : "") + " failed: " + e.getCause());
			}
		}
		catch (final CancellationException e) {
			count("stopped");
		}
	}

	private void count(final String what) {
		counts.merge(what, 1, Integer::sum);
	}
}
