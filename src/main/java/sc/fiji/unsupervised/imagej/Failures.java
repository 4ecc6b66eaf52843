package sc.fiji.unsupervised.imagej;

import java.io.PrintWriter;
import java.io.StringWriter;

import ij.IJ;
import ij.Macro;

import sc.fiji.unsupervised.SetupException;
import sc.fiji.unsupervised.UserException;

/** What went wrong, as one sentence that also stops a macro. */
final class Failures {

	private Failures() {}

	/**
	 * Does a job and shows how it failed, if it did. Cancelling is left to the caller where it is not an error.
	 *
	 * @param title of the message
	 * @return whether it did not fail
	 * @throws NoClassDefFoundError if a library is missing
	 */
	static boolean tell(final String title, final Runnable job) {
		try {
			job.run();
			return true;
		}
		catch (final UserException e) {
			show(title, e.getMessage());
		}
		catch (final SetupException e) {
			IJ.log(e.report());
			show(title, e.getMessage());
		}
		catch (final OutOfMemoryError e) {
			show(title, "There is not enough memory; raise it in Edit>Options>Memory & Threads, or use a smaller scale.");
		}
		catch (final RuntimeException | LinkageError e) {
			final String message = String.valueOf(e.getMessage());
			if (message.equals(Macro.MACRO_CANCELED)) throw e;
			if (e instanceof NoClassDefFoundError && !message.contains(" ")) throw e; // a bare name is a missing class
			IJ.log(title + " failed:\n" + stackTrace(e));
			show(title, "This is an error of the plugin (" + e + "); please report it with the text of the Log window.");
		}
		return false;
	}

	private static void show(final String title, final String sentence) {
		IJ.error(title, OptionsDialog.wrap(sentence));
	}

	private static String stackTrace(final Throwable e) {
		final StringWriter out = new StringWriter();
		e.printStackTrace(new PrintWriter(out));
		return out.toString();
	}
}
