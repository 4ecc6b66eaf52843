package sc.fiji.unsupervised.command;

import java.util.Arrays;

import org.scijava.command.CommandModule;

import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.Shell;
import sc.fiji.unsupervised.imagej.CommandKeys;

/**
 * The shell's door: {@code scripts/segment key=value ...}. Keys are those of Segment Stack and Apply Model, and
 * {@code input}, {@code output}, {@code truth}, {@code slices}; after the word {@code backbones} those of Manage Backbones.
 */
public final class CommandLine {

	static final Shell SHELL = new Shell(Arguments::help, CommandLine::run);

	private static final String BACKBONES = "backbones";

	private CommandLine() {}

	/** Ends the process with 0 (done), 2 (wrong input), 3 (engine does not start), 130 (interrupted) or 1 (a bug). */
	public static void main(final String[] words) {
		SHELL.main(words);
	}

	private static String run(final String[] words, final Progress progress) {
		if (words[0].equals(BACKBONES)) return backbones(Arrays.copyOfRange(words, 1, words.length), progress);
		final Arguments arguments = new Arguments(words);
		final SliceShare share = arguments.share();
		if (!share.isAll() && !share.isNone()) return new PartJob(arguments.plan(), share, progress).run();
		try (CommandLineJob job = new CommandLineJob(arguments, progress)) {
			return job.run();
		}
	}

	/** Runs Manage Backbones; gives its report. */
	private static String backbones(final String[] words, final Progress progress) {
		final CommandKeys keys = new CommandKeys(ManageBackbones.class);
		final CommandModule module = keys.create();
		keys.parse(Arguments.split(words)).forEach(module::setInput);
		module.setInput("progress", progress);
		module.run();
		if (module.isCanceled()) throw new CancelledException();
		return ((String) module.getOutput("report")).stripTrailing();
	}
}
