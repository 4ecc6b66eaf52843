package sc.fiji.unsupervised.growth;

import com.sun.management.OperatingSystemMXBean;

import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How much time and how many cores each stage of a job takes: a thread looks at the stack of the job's thread a hundred
 * times a second, and adds the time since the last look, and what all threads of the process computed in it, to the innermost
 * of our classes that it finds there.
 */
final class Stages {

	/** Parts of a job by the class that does them, of which the innermost on the stack counts. */
	private static final Map<String, String> PARTS = Map.of("FolderSet", "reading", "IntensityScale", "intensities", "TextureFit",
		"texture", "KeptFeatures", "features", "Training", "clusters", "StackLabeller", "labelling", "FolderWriter", "writing");
	private static final String OURS = "sc.fiji.unsupervised.";
	private static final long MILLIS = 10;

	/** Nanoseconds by the clock and of all cores together. */
	private record Cost(long wall, long cpu) {

		Cost plus(final Cost other) {
			return new Cost(wall + other.wall, cpu + other.cpu);
		}
	}

	private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
	private final Map<String, Cost> parts = new ConcurrentHashMap<>(), stages = new ConcurrentHashMap<>();
	private final Thread watched;

	private Stages(final Thread watched) {
		this.watched = watched;
	}

	/** Watches the calling thread from now on. */
	static Stages watch() {
		final Stages stages = new Stages(Thread.currentThread());
		final Thread thread = new Thread(stages::run, "stages");
		thread.setDaemon(true);
		thread.start();
		return stages;
	}

	private void run() {
		long wall = System.nanoTime(), cpu = system.getProcessCpuTime();
		try {
			while (watched.isAlive()) {
				Thread.sleep(MILLIS);
				final StackTraceElement[] stack = watched.getStackTrace();
				final long wallNow = System.nanoTime(), cpuNow = system.getProcessCpuTime();
				final Cost cost = new Cost(wallNow - wall, cpuNow - cpu);
				parts.merge(part(stack), cost, Cost::plus);
				stages.merge(stage(stack), cost, Cost::plus);
				wall = wallNow;
				cpu = cpuNow;
			}
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private static String part(final StackTraceElement[] stack) {
		for (final StackTraceElement frame : stack) {
			final String part = PARTS.get(frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1));
			if (part != null && frame.getClassName().startsWith(OURS)) return part;
		}
		return "start";
	}

	private static String stage(final StackTraceElement[] stack) {
		for (final StackTraceElement frame : stack) {
			final String name = frame.getClassName();
			if (!name.startsWith(OURS) || name.contains(".engine.") || name.contains(".growth.")) continue;
			final String[] parts = name.substring(OURS.length()).split("[$]")[0].split("[.]");
			return parts[parts.length - 1] + "." + frame.getMethodName().replaceAll("lambda[$](.*)[$].*", "$1");
		}
		return "start";
	}

	/**
	 * A line for each part of the job, and then for each stage that took one part in a hundred at least: seconds, share of the
	 * whole, cores.
	 */
	String table() {
		return table("part", parts) + table("stage", stages);
	}

	private static String table(final String title, final Map<String, Cost> costs) {
		final Cost all = costs.values().stream().reduce(new Cost(0, 0), Cost::plus);
		final StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-40s %8s %6s %6s%n", title, "seconds", "share",
			"cores"));
		line(text, "all", all, all);
		costs.entrySet().stream().sorted(Comparator.comparingLong(e -> -e.getValue().wall)).filter(e -> e.getValue().wall * 100 >=
			all.wall).forEach(e -> line(text, e.getKey(), e.getValue(), all));
		return text.toString();
	}

	private static void line(final StringBuilder text, final String stage, final Cost cost, final Cost all) {
		text.append(String.format(Locale.ROOT, "%-40s %8.2f %5.1f%% %6.2f%n", stage, cost.wall / 1e9, 100.0 * cost.wall /
			all.wall, (double) cost.cpu / cost.wall));
	}
}
