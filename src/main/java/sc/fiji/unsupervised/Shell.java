package sc.fiji.unsupervised;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * What a program of a shell has around its job: help, progress, one sentence on an error, exit codes, Ctrl-C.
 *
 * @param help how to write the command line
 * @param job is given the words and gives the closing line
 */
public record Shell(Supplier<String> help, BiFunction<String[], Progress, String> job) {

	/** Exit codes: done, a bug, wrong input, the engine does not start, stopped by the user. */
	public static final int OK = 0, BUG = 1, USER_ERROR = 2, SETUP_ERROR = 3, INTERRUPTED = 130;

	private static final long SECONDS_TO_STOP = 20;

	/** Runs the job and ends the process with its exit code. */
	public void main(final String[] words) {
		final TerminalProgress progress = new TerminalProgress(System.err, System.console() != null);
		final CountDownLatch ended = new CountDownLatch(1);
		// Ctrl-C: let the job end at its next step and remove its temporary files; the process then ends with 130.
		Runtime.getRuntime().addShutdownHook(new Thread(() -> {
			progress.cancel();
			try {
				ended.await(SECONDS_TO_STOP, TimeUnit.SECONDS);
			}
			catch (final InterruptedException e) {
				Thread.currentThread().interrupt();
			}
		}));
		final int code = run(words, System.out, System.err, progress);
		ended.countDown();
		// While the hook runs the process is ending already, and exit would wait for itself.
		if (code != INTERRUPTED) System.exit(code);
	}

	/**
	 * @param out receives the closing line, or the help
	 * @param err receives one sentence when it fails
	 * @return exit code
	 */
	public int run(final String[] words, final PrintStream out, final PrintStream err, final TerminalProgress progress) {
		try {
			if (words.length == 0 || words[0].matches("-*h(elp)?")) {
				out.print(help.get());
				return words.length == 0 ? USER_ERROR : OK;
			}
			final String closing = job.apply(words, progress);
			progress.finish();
			out.println(closing);
			return OK;
		}
		catch (final CancelledException e) {
			return fail(err, progress, "Interrupted.", INTERRUPTED);
		}
		catch (final UserException e) {
			// A file that is being read may be closed when the process ends.
			return progress.isCancelled() ? fail(err, progress, "Interrupted.", INTERRUPTED) : fail(err, progress, e.getMessage(),
				USER_ERROR);
		}
		catch (final SetupException e) {
			return fail(err, progress, e.getMessage() + "\n\n" + e.report(), SETUP_ERROR);
		}
		catch (final OutOfMemoryError e) {
			return fail(err, progress, "There is not enough memory; use a smaller scale, or JAVA_OPTS=-Xmx with more.",
				USER_ERROR);
		}
		catch (final RuntimeException e) {
			fail(err, progress, "This is an error of the program; please report it with these lines:", BUG);
			e.printStackTrace(err);
			return BUG;
		}
	}

	private static int fail(final PrintStream err, final TerminalProgress progress, final String sentence, final int code) {
		progress.finish();
		err.println(sentence);
		return code;
	}
}
