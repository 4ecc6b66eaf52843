package sc.fiji.unsupervised.imagej;

import java.awt.Font;
import java.awt.GraphicsEnvironment;
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
import ij.measure.ResultsTable;
import ij.plugin.frame.Recorder;
import ij.text.TextWindow;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.backbone.MissingWeightsException;

/**
 * One run of a command from ImageJ: the current image and the options in, images and texts out, failures as one
 * sentence that also stops a macro.
 */
final class Launch {

	/** Texts are columns. */
	private static final Font COLUMNS = new Font(Font.MONOSPACED, Font.PLAIN, 14);

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
		Failures.tell(keys.title(), () -> new Launch(keys).run());
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
		try {
			run(values);
		}
		catch (final MissingWeightsException e) {
			if (!asked || !BackboneOffer.accept(e.entry())) throw e;
			run(values);
		}
	}

	private void run(final Map<String, Object> values) {
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

	/**
	 * From the macro, the dialog, or the defaults when there is nobody to ask; null when there is nothing to run: the dialog
	 * was cancelled, or a window was opened.
	 */
	private Map<String, Object> values() {
		final String options = Macro.getOptions();
		if (options != null) return fromMacro(options);
		if (keys.keys().isEmpty() || GraphicsEnvironment.isHeadless()) return keys.parse(Map.of());
		if (keys.create().getCommand() instanceof OwnWindow own) {
			if (IJ.recording()) Recorder.setCommand(null); // what is done in the window is recorded there
			own.openWindow();
			return null;
		}
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
			else if (output instanceof ResultsTable table) ValueTable.show(table, item.getLabel());
		}
	}

	private void show(final String text) {
		if (IJ.getInstance() == null || Interpreter.isBatchMode()) IJ.log(text);
		else new TextWindow(keys.title(), text, 700, 500).getTextPanel().setFont(COLUMNS, true);
	}
}
