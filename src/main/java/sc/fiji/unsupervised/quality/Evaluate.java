package sc.fiji.unsupervised.quality;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.Shell;

/** The program behind {@code scripts/evaluate key=value ...}: fills the table of results and writes the report. */
public final class Evaluate {

	static final Shell SHELL = new Shell(EvaluationOptions::help, Evaluate::run);

	private Evaluate() {}

	/** Ends the process with 0 (done), 2 (wrong input), 3 (engine does not start), 130 (interrupted) or 1 (a bug). */
	public static void main(final String[] words) {
		SHELL.main(words);
	}

	private static String run(final String[] words, final Progress progress) {
		final EvaluationOptions options = EvaluationOptions.parse(words);
		final Results results = new Results(options.output());
		final Pictures pictures = new Pictures(options.output(), options.pictures(), options
			.seeds().get(0));
		final long start = System.nanoTime();
		final int rows = new Evaluation(options, results, pictures, progress).run();
		if (options.report() != null) new Report(results.all(), options.mean(), pictures).write(options.report());
		return "rows=" + results.all().size() + " new=" + rows + " seconds=" + Math.round((System.nanoTime() - start) / 1e9);
	}
}
