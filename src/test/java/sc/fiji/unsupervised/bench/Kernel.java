package sc.fiji.unsupervised.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import sc.fiji.unsupervised.bench.Figure.PeerTimes;

/**
 * A row of work that takes up to a few seconds, measured by JMH in a process of its own: one call a turn, the peer's before
 * it. A subclass is public, has one {@code @Benchmark} method and prepares it in {@code @Setup}.
 */
@State(Scope.Benchmark)
public abstract class Kernel implements Row {

	@Param("2")
	public int threads;

	/** What {@link #prepare} filled, for our side and the peer's. */
	@Param("")
	public String folder;

	/** What is done, for the reader of the page. */
	protected abstract String what();

	/** Most that our time may be as a share of the peer's. */
	protected abstract double goal();

	/** Writes files that both sides read; by default none. */
	protected void prepare(final Path shared) throws IOException {}

	/** The peer, if there is one. */
	protected Optional<Peer.Program> peer(final Path shared, final int workers) {
		return Optional.empty();
	}

	/** Turns before those that count. */
	protected int warmUp() {
		return 5;
	}

	/** Turns that count, at least 5. */
	protected int turns() {
		return 11;
	}

	@Override
	public final List<Figure> measure(final Setting setting) throws Exception {
		final Path shared = Files.createTempDirectory("bench-");
		try {
			prepare(shared);
			final Optional<Peer.Program> program = peer(shared, setting.threads());
			String who = program.map(Peer.Program::who).orElse(""), trouble = "";
			if (program.isPresent()) try {
				who = program.get().version(setting.python());
			}
			catch (final IOException e) {
				trouble = e.getMessage();
			}
			final boolean runs = program.isPresent() && trouble.isEmpty();
			final Collection<IterationResult> turns = run(shared, setting.threads(), runs ? Optional.of(program.get().command(
				setting.python())) : Optional.empty());
			final double[] ours = turns.stream().mapToDouble(t -> t.getPrimaryResult().getScore()).toArray();
			final double[] others = runs ? turns.stream().mapToDouble(t -> t.getSecondaryResults().get(PeerProfiler.LABEL)
				.getScore()).toArray() : new double[0];
			return List.of(new Figure(name(), what(), "s", ours, new PeerTimes(who, others, trouble), goal()));
		}
		finally {
			delete(shared);
		}
	}

	private Collection<IterationResult> run(final Path shared, final int workers, final Optional<List<String>> command)
		throws RunnerException, IOException
	{
		final Path log = Files.createDirectories(Path.of("target", "bench")).resolve(name() + ".log");
		final ChainedOptionsBuilder options = new OptionsBuilder().include("^" + Pattern.quote(getClass().getName() + "."))
			.mode(Mode.SingleShotTime).timeUnit(TimeUnit.SECONDS).forks(1).warmupIterations(warmUp()).measurementIterations(turns())
			.timeout(TimeValue.minutes(5)).param("threads", "" + workers).param("folder", shared.toString()).shouldFailOnError(true)
			.output(log.toString());
		command.ifPresent(words -> options.addProfiler(PeerProfiler.class, String.join(PeerProfiler.BREAK, words)));
		final RunResult result = new Runner(options.build()).runSingle();
		return result.getBenchmarkResults().iterator().next().getIterationResults();
	}

	private static void delete(final Path shared) throws IOException {
		try (Stream<Path> files = Files.list(shared)) {
			for (final Path file : files.toList()) Files.delete(file);
		}
		Files.delete(shared);
	}
}
