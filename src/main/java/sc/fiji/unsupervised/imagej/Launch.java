package sc.fiji.unsupervised.imagej;

import java.awt.GraphicsEnvironment;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;

import org.scijava.command.Command;
import org.scijava.command.CommandModule;
import org.scijava.module.ModuleItem;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.macro.Interpreter;
import ij.text.TextWindow;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.SetupException;
import sc.fiji.unsupervised.UserException;

/**
 * One run of a command from ImageJ: the current image and the options in, images and texts out, failures as one
 * sentence that also stops a macro.
 */
final class Launch {

	private final CommandKeys keys;
	/** Taken before any dialog, so that a click on another window changes nothing. */
	private final ImagePlus current = WindowManager.getCurrentImage();

	/** Whether a person filled in the dialog. */
	private boolean asked;

	private Launch(final CommandKeys keys) {
		this.keys = keys;
	}

	/**
	 * Runs the command of that class name.
	 *
	 * @throws NoClassDefFoundError if a library is missing
	 */
	static void run(final String commandClass) {
		final CommandKeys keys = new CommandKeys(load(commandClass));
		try {
			new Launch(keys).run();
		}
		catch (final UserException e) {
			fail(keys, e.getMessage());
		}
		catch (final SetupException e) {
			IJ.log(e.report());
			fail(keys, e.getMessage());
		}
		catch (final OutOfMemoryError e) {
			fail(keys, "There is not enough memory; raise it in Edit>Options>Memory & Threads, or use a smaller scale.");
		}
		catch (final RuntimeException | LinkageError e) {
			final String message = String.valueOf(e.getMessage());
			if (message.equals(Macro.MACRO_CANCELED)) throw e;
			if (e instanceof NoClassDefFoundError && !message.contains(" ")) throw e; // a bare name is a missing class
			IJ.log(keys.title() + " failed:\n" + stackTrace(e));
			fail(keys, "This is an error of the plugin (" + e + "); please report it with the text of the Log window.");
		}
	}

	/** Shows one sentence and stops the macro. */
	private static void fail(final CommandKeys keys, final String sentence) {
		IJ.error(keys.title(), OptionsDialog.wrap(sentence));
	}

	private static Class<? extends Command> load(final String commandClass) {
		try {
			return Class.forName(commandClass, true, Launch.class.getClassLoader()).asSubclass(Command.class);
		}
		catch (final ClassNotFoundException e) {
			throw new NoClassDefFoundError(commandClass);
		}
	}

	private void run() {
		if (!keys.images().isEmpty() && current == null) throw new UserException(
			"There is no image open; open a stack and run the command again.");
		final Map<String, Object> values = values();
		if (values == null) return;
		final CommandModule module = keys.create();
		values.forEach(module::setInput);
		keys.images().forEach(name -> module.setInput(name, current));
		final IjProgress progress = asked && !IJ.isMacro() ? new WatchedProgress() : new IjProgress();
		for (final ModuleItem<?> item : keys.info().inputs())
			if (item.getType() == Progress.class) module.setInput(item.getName(), progress);
		boolean done = false;
		try {
			module.run();
			done = true;
		}
		finally {
			progress.finish(done && !module.isCanceled() ? "" : "Cancelled");
		}
		if (module.isCanceled()) Macro.abort();
		else show(module);
	}

	/** From the macro, the dialog, or the defaults when there is nobody to ask; null when the dialog was cancelled. */
	private Map<String, Object> values() {
		final String options = Macro.getOptions();
		if (options != null) return fromMacro(options);
		if (keys.keys().isEmpty() || GraphicsEnvironment.isHeadless()) return keys.parse(Map.of());
		asked = true;
		return OptionsDialog.ask(keys, current);
	}

	private Map<String, Object> fromMacro(final String options) {
		final Map<String, String> texts = new LinkedHashMap<>(MacroOptions.parse(options));
		for (final Key key : keys.keys())
			texts.computeIfPresent(key.name(), (name, text) -> variable(key, text));
		return keys.parse(texts);
	}

	/** A value {@code &name}, or a name where a number is expected, is a variable of the running macro. */
	private static String variable(final Key key, final String text) {
		final Interpreter macro = Interpreter.getInstance();
		final boolean marked = text.startsWith("&");
		final boolean name = key.type() != String.class && !key.isFile() && !text.isEmpty() && Character.isLetter(text.charAt(0));
		if (macro == null || !marked && !name) return text;
		final String value = macro.getVariableAsString(marked ? text.substring(1) : text);
		return value == null ? text : value;
	}

	private void show(final CommandModule module) {
		for (final ModuleItem<?> item : keys.info().outputs()) {
			final Object output = module.getOutput(item.getName());
			if (output instanceof ImagePlus image) image.show();
			else if (output instanceof String text) show(text);
		}
	}

	private void show(final String text) {
		if (IJ.getInstance() == null || Interpreter.isBatchMode()) IJ.log(text);
		else new TextWindow(keys.title(), text, 700, 500);
	}

	private static String stackTrace(final Throwable e) {
		final StringWriter out = new StringWriter();
		e.printStackTrace(new PrintWriter(out));
		return out.toString();
	}
}
