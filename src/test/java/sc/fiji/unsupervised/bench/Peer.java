package sc.fiji.unsupervised.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A peer at work: a program that prepares, and then does its work once for every line that it is sent and answers with the
 * seconds that it took ({@code scripts/bench-peers/turns.py}). Between its turns it sleeps.
 */
public final class Peer implements AutoCloseable {

	/**
	 * How to run one.
	 *
	 * @param who its name
	 * @param modules of Python that it needs, first the one whose version counts
	 * @param words script and arguments
	 */
	public record Program(String who, List<String> modules, List<String> words) {

		public Program {
			modules = List.copyOf(modules);
			words = List.copyOf(words);
		}

		List<String> command(final String python) {
			final List<String> command = new ArrayList<>(List.of(python, "scripts/bench-peers/" + words.get(0)));
			command.addAll(words.subList(1, words.size()));
			return command;
		}

		/**
		 * The name with the version that is installed.
		 *
		 * @throws IOException if Python or a module is missing; tells in short what
		 */
		String version(final String python) throws IOException, InterruptedException {
			final List<String> command = new ArrayList<>(List.of(python, "-c", "import sys, importlib\n" +
				"print(getattr([importlib.import_module(m) for m in sys.argv[1:]][0], '__version__', ''))"));
			command.addAll(modules);
			final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			process.getOutputStream().close();
			final List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
				.toList();
			final String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1).strip();
			if (process.waitFor() != 0) throw new IOException(last);
			return (who + " " + last).strip();
		}
	}

	private final Process process;
	private final Writer in;
	private final BufferedReader out;

	/** Starts it; what it says on its error stream goes to ours. */
	Peer(final List<String> command) throws IOException {
		process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		in = process.outputWriter(StandardCharsets.UTF_8);
		out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
	}

	/** Seconds of one turn. */
	double turn() throws IOException {
		in.write("go\n");
		in.flush();
		final String line = out.readLine();
		if (line == null) throw new IOException("the peer ended before its turn");
		return Double.parseDouble(line);
	}

	@Override
	public void close() throws IOException {
		try {
			in.close();
			if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly();
		}
		catch (final InterruptedException e) {
			process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}
}
