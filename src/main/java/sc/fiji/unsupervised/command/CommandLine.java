package sc.fiji.unsupervised.command;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.scijava.command.CommandModule;

import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.SetupException;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.imagej.CommandKeys;

/**
 * The shell's door: {@code scripts/segment key=value ...}. Keys are those of Segment Stack and Apply Model, and
 * {@code input}, {@code output}, {@code truth}; after the word {@code backbones} those of Manage Backbones.
 */
public final class CommandLine {

	static final int OK = 0, USER_ERROR = 2, SETUP_ERROR = 3, BUG = 1, INTERRUPTED = 130;

	private static final long SECONDS_TO_STOP = 20;
	private static final String BACKBONES = "backbones";

	private CommandLine() {}

	/** Ends the process with 0 (done), 2 (wrong input), 3 (engine does not start), 130 (interrupted) or 1 (a bug). */
	public static void main(final String[] args) {
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
		final int code = run(args, System.out, System.err, progress);
		ended.countDown();
		// While the hook runs the process is ending already, and exit would wait for itself.
		if (code != INTERRUPTED) System.exit(code);
	}

	static int run(final String[] args, final PrintStream out, final PrintStream err) {
		return run(args, out, err, new TerminalProgress(err, false));
	}

	/**
	 * @param out receives the closing line, the list of backbones, or the help
	 * @param err receives one sentence when it fails
	 * @return exit code
	 */
	static int run(final String[] args, final PrintStream out, final PrintStream err, final TerminalProgress progress) {
		try {
			if (args.length == 0 || args[0].matches("-*h(elp)?")) {
				out.print(Arguments.help());
				return args.length == 0 ? USER_ERROR : OK;
			}
			final String closing = args[0].equals(BACKBONES) ? backbones(Arrays.copyOfRange(args, 1, args.length), progress)
				: new CommandLineJob(new Arguments(args), progress).run();
			progress.finish();
			out.println(closing);
			return OK;
		}
		catch (final CancelledException e) {
			return fail(err, progress, "Interrupted.", INTERRUPTED);
		}
		catch (final UserException e) {
			return fail(err, progress, e.getMessage(), USER_ERROR);
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

	/** Runs Manage Backbones; gives its report. */
	private static String backbones(final String[] words, final TerminalProgress progress) {
		final CommandKeys keys = new CommandKeys(ManageBackbones.class);
		final CommandModule module = keys.create();
		keys.parse(Arguments.split(words)).forEach(module::setInput);
		module.setInput("progress", progress);
		module.run();
		if (module.isCanceled()) throw new CancelledException();
		return ((String) module.getOutput("report")).stripTrailing();
	}

	private static int fail(final PrintStream err, final TerminalProgress progress, final String sentence, final int code) {
		progress.finish();
		err.println(sentence);
		return code;
	}
}
