package sc.fiji.unsupervised.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import sc.fiji.unsupervised.ChildJava;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.command.CommandLine;
import sc.fiji.unsupervised.engine.Session;

/** The whole of {@code scripts/segment} on a folder of micrographs, and how much of it is the start of Java and the engine. */
public final class JobBenchmark implements Row {

	private static final int TURNS = 5;
	private static final Path LOG = Path.of("target", "bench", "job.log");

	@Override
	public String name() {
		return "job";
	}

	@Override
	public List<Figure> measure(final Setting setting) throws Exception {
		final Path images = setting.data().orElse(Path.of("")).resolve("uhcs").resolve("images");
		if (!Files.isDirectory(images)) throw new UserException("data=<folder of labelled sets> with the set uhcs is needed.");
		Files.createDirectories(LOG.getParent());
		final long count;
		try (Stream<Path> files = Files.list(images)) {
			count = files.count();
		}
		final String[] job = { "input=" + images.toAbsolutePath(), "classes=4", "device=cpu" };
		return List.of( //
			Figure.alone("job", "`scripts/segment` on " + count + " micrographs (645 x 484), 4 classes, everything else as it comes", "s",
				turns(setting.threads(), CommandLine.class, job)), //
			Figure.alone("job-java", "of that, Java: the help", "s", turns(setting.threads(), CommandLine.class, "help")), //
			Figure.alone("job-engine", "of that, Java and the engine: a session opened", "s", turns(setting.threads(),
				EngineStart.class)));
	}

	private static double[] turns(final int threads, final Class<?> program, final String... words) throws Exception {
		final double[] seconds = new double[TURNS];
		for (int i = -1; i < TURNS; i++) {
			final double time = run(threads, program, words);
			if (i >= 0) seconds[i] = time;
		}
		return seconds;
	}

	/** As {@code scripts/segment} starts it when it has nothing to build. */
	private static double run(final int threads, final Class<?> program, final String... words) throws Exception {
		final Path output = Files.createTempDirectory("bench-");
		try {
			final List<String> command = new ArrayList<>(List.of(ChildJava.JAVA,
				"-XX:MaxRAMPercentage=50", "-XX:ActiveProcessorCount=" + threads, "-Djava.awt.headless=true", "-cp", System.getProperty(
					"java.class.path"), program.getName()));
			command.addAll(List.of(words));
			if (words.length > 1) command.add("output=" + output);
			final long start = System.nanoTime();
			final Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(LOG.toFile()).start();
			process.getOutputStream().close();
			if (process.waitFor() != 0) throw new IOException("the job failed; see " + LOG);
			return (System.nanoTime() - start) * 1e-9;
		}
		finally {
			delete(output);
		}
	}

	private static void delete(final Path folder) throws IOException {
		final List<Path> all;
		try (Stream<Path> files = Files.walk(folder)) {
			all = files.sorted(Comparator.reverseOrder()).toList();
		}
		for (final Path file : all) Files.delete(file);
	}

	/** Opens a session and ends. */
	static final class EngineStart {

		private EngineStart() {}

		public static void main(final String... words) {
			try (Session session = Session.open(new Session.Options("cpu", 0, 1))) {
				System.out.println(session.device());
			}
		}
	}
}
