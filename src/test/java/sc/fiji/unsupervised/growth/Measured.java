package sc.fiji.unsupervised.growth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import sc.fiji.unsupervised.command.CommandLine;

/**
 * The command line, with the memory that it took at most and the time of each of its stages told at its end. Linux tells
 * the resident memory; elsewhere it is 0.
 */
public final class Measured {

	private Measured() {}

	/** @param words of the command line */
	public static void main(final String[] words) {
		final Stages stages = Stages.watch();
		Runtime.getRuntime().addShutdownHook(new Thread(() -> System.err.printf(Locale.ROOT,
			"resident=%d MB%n%s", resident("VmHWM"), stages.table())));
		CommandLine.main(words);
	}

	/** MB that the process holds, by the name that Linux gives it: {@code VmRSS} now, {@code VmHWM} at most. */
	public static long resident(final String name) {
		try {
			return Long.parseLong(Files.readString(Path.of("/proc/self/status")).replaceAll("(?s).*" + name + ":\\s+(\\d+) kB.*",
				"$1")) >> 10;
		}
		catch (final IOException e) {
			return 0;
		}
	}
}
