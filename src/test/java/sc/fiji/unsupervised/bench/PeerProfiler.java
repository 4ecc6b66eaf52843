package sc.fiji.unsupervised.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/** Gives the peer its turn before each iteration of JMH; its seconds are the secondary result {@value #LABEL}. */
public final class PeerProfiler implements InternalProfiler {

	static final String LABEL = "peer";
	/** Between the words of the command. */
	static final String BREAK = "\n";

	private final List<String> command;
	private Peer peer;
	private double seconds;

	/**
	 * @param command of the peer, its words in lines
	 */
	public PeerProfiler(final String command) {
		this.command = List.of(command.split(BREAK));
	}

	@Override
	public String getDescription() {
		return "A peer in turns";
	}

	@Override
	public void beforeIteration(final BenchmarkParams benchmark, final IterationParams iteration) {
		try {
			// One that is sent no more lines ends by itself, so the end of this process is its end.
			if (peer == null) peer = new Peer(command);
			seconds = peer.turn();
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	@Override
	public Collection<? extends Result<?>> afterIteration(final BenchmarkParams benchmark, final IterationParams iteration,
		final IterationResult result)
	{
		return List.of(new ScalarResult(LABEL, seconds, "s", AggregationPolicy.AVG));
	}
}
