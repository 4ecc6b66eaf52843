package sc.fiji.unsupervised.command;

import sc.fiji.unsupervised.Shell;

/**
 * The shell's door: {@code scripts/segment key=value ...}. Keys are those of Segment Stack and Apply Model, and
 * {@code input}, {@code output}, {@code truth}.
 */
public final class CommandLine {

	static final Shell SHELL = new Shell(Arguments::help, (words, progress) -> new CommandLineJob(new Arguments(words),
		progress).run());

	private CommandLine() {}

	/** Ends the process with 0 (done), 2 (wrong input), 3 (engine does not start), 130 (interrupted) or 1 (a bug). */
	public static void main(final String[] words) {
		SHELL.main(words);
	}
}
