package sc.fiji.unsupervised.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;

/** Where figures come from. */
final class Machine {

	private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
	private static final Pattern LIBTORCH = Pattern.compile("pytorch-native-([a-z0-9]+-[0-9.]+[0-9])");

	private Machine() {}

	/** Processor, memory, system, versions and threads in one line. */
	static String describe(final int threads) throws IOException {
		final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		return processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores, " + Math.round(system
			.getTotalMemorySize() / 1073741824.0) + " GiB, " + System.getProperty("os.name") + ", Java " + Runtime.version() +
			", libtorch " + libtorch(System.getProperty("java.class.path")) + ", " + threads + " threads";
	}

	private static String processor() throws IOException {
		if (!Files.isReadable(PROCESSORS)) return System.getProperty("os.arch");
		try (Stream<String> lines = Files.lines(PROCESSORS)) {
			return lines.filter(l -> l.startsWith("model name")).findFirst().map(l -> l.replaceFirst(".*?:\\s*", "")).orElse(
				System.getProperty("os.arch"));
		}
	}

	static String libtorch(final String classPath) {
		final Matcher matcher = LIBTORCH.matcher(classPath);
		return matcher.find() ? matcher.group(1) : "unknown";
	}
}
