package sc.fiji.unsupervised.quality;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Measures what happens between its start and {@link #stop()}: processor and wall time, and the most memory in use. That
 * is the process's own peak on Linux, which holds native memory too, elsewhere that of Java's heap.
 */
final class Meter {

	private static final Path STATUS = Path.of("/proc/self/status"), CLEAR = Path.of("/proc/self/clear_refs");
	private static final String PEAK = "VmHWM:";

	private final long cpu = cpuTime(), wall = System.nanoTime();

	private Meter() {}

	/** Starts; two meters at a time would share their memory peak. */
	static Meter start() {
		// Garbage of what came before would count.
		System.gc();
		try {
			// Linux then starts a new peak.
			Files.writeString(CLEAR, "5");
		}
		catch (final IOException e) {
			// The peak remains that of the whole process.
		}
		ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
		return new Meter();
	}

	Cost stop() {
		return new Cost((cpuTime() - cpu) / 1e9, (System.nanoTime() - wall) / 1e9, megabytes());
	}

	private static long cpuTime() {
		final var system = ManagementFactory.getOperatingSystemMXBean();
		return system instanceof com.sun.management.OperatingSystemMXBean processes ? processes.getProcessCpuTime() : System
			.nanoTime();
	}

	private static double megabytes() {
		try {
			for (final String line : Files.readAllLines(STATUS))
				if (line.startsWith(PEAK)) return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
		}
		catch (final IOException e) {
			// Not Linux.
		}
		return ManagementFactory.getMemoryPoolMXBeans().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() /
			1048576.0;
	}
}
