package sc.fiji.unsupervised.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a process holds in a moment, after garbage was collected. Linux tells the native part; elsewhere it is 0.
 *
 * @param heap used, in MB
 * @param nativeMemory resident memory beside the heap, in MB
 * @param threads that are alive
 * @param temporary files and folders in the temporary folder
 * @param handles of open files
 */
record Vitals(double heap, double nativeMemory, double threads, double temporary, double handles) {

	/** How much more than at the beginning is no leak yet; garbage and fragments of memory vary. */
	private static final Vitals ALLOWED = new Vitals(24, 96, 3, 0, 4);

	static Vitals now() {
		for (int i = 0; i < 3; i++) {
			System.gc(); // cleaners of native memory run between two collections
			pause();
		}
		final Runtime runtime = Runtime.getRuntime();
		final double committed = runtime.totalMemory() / 1048576.0;
		return new Vitals((runtime.totalMemory() - runtime.freeMemory()) / 1048576.0, Math.max(0, resident() - committed),
			ManagementFactory.getThreadMXBean().getThreadCount(), count(Path.of(System.getProperty("java.io.tmpdir"))), count(Path
				.of("/proc/self/fd")));
	}

	private static void pause() {
		try {
			Thread.sleep(100);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private static double resident() {
		try {
			return Long.parseLong(Files.readString(Path.of("/proc/self/status")).replaceAll("(?s).*VmRSS:\\s+(\\d+) kB.*", "$1")) /
				1024.0;
		}
		catch (final IOException e) {
			return 0;
		}
	}

	private static double count(final Path folder) {
		if (!Files.isDirectory(folder)) return 0;
		try (Stream<Path> files = Files.list(folder)) {
			return files.count();
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** What grew beyond what is allowed since then, in words; empty if nothing did. */
	String growthSince(final Vitals before) {
		final StringBuilder text = new StringBuilder();
		grown(text, "heap", heap - before.heap, ALLOWED.heap);
		grown(text, "native memory", nativeMemory - before.nativeMemory, ALLOWED.nativeMemory);
		grown(text, "threads", threads - before.threads, ALLOWED.threads);
		grown(text, "temporary files", temporary - before.temporary, ALLOWED.temporary);
		grown(text, "file handles", handles - before.handles, ALLOWED.handles);
		return text.toString();
	}

	private static void grown(final StringBuilder text, final String what, final double growth, final double allowed) {
		if (growth > allowed) text.append(String.format(Locale.ROOT, "%s grew by %.0f, more than %.0f; ", what, growth,
			allowed));
	}

	@Override
	public String toString() {
		return String.format(Locale.ROOT, "heap %.1f MB, native %.0f MB, threads %.0f, temporary files %.0f, handles %.0f",
			heap, nativeMemory, threads, temporary, handles);
	}
}
