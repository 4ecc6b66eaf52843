package sc.fiji.unsupervised.imagej;

import ij.IJ;
import ij.ImageJ;
import ij.Macro;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.MultiLineLabel;
import ij.macro.Interpreter;
import ij.text.TextWindow;

import java.awt.Button;
import java.awt.Choice;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.Frame;
import java.awt.GraphicsEnvironment;
import java.awt.Label;
import java.awt.Panel;
import java.awt.TextField;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.awt.event.KeyEvent;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import org.junit.jupiter.api.Assumptions;

/** A real ImageJ on a real or virtual screen, with this plugin in its menu, and hands to use it with. */
final class Screen {

	private static final long SECONDS = 180;
	private static ImageJ ij;

	private Screen() {}

	/** Starts ImageJ once per process; skips the test where there is no screen. */
	static synchronized void start() throws Exception {
		Assumptions.assumeFalse(GraphicsEnvironment.isHeadless(),
			"no screen: set DISPLAY, for example by .ci/run or xvfb-run");
		if (ij == null) {
			final Path home = Files.createTempDirectory("imagej");
			Files.createDirectories(home.resolve("macros"));
			// A jar with the menu alone, found by ImageJ as in its plugins folder; the classes are those under test.
			final Path jar = Files.createDirectories(home.resolve("plugins")).resolve("Unsupervised_Segmentation-test.jar");
			try (OutputStream out = Files.newOutputStream(jar); JarOutputStream zip = new JarOutputStream(out)) {
				zip.putNextEntry(new JarEntry("plugins.config"));
				zip.write(Files.readAllBytes(Path.of("plugins.config")));
				zip.closeEntry();
			}
			System.setProperty("plugins.dir", home.toString());
			ij = new ImageJ(ImageJ.EMBEDDED);
		}
		tidy();
	}

	/** Closes everything that a test left open. */
	static void tidy() throws Exception {
		IJ.resetEscape();
		Macro.setOptions(null);
		Interpreter.batchMode = false; // left on by macros without a window, it hides every image
		for (final Dialog dialog : dialogs(Dialog.class))
			EventQueue.invokeAndWait(dialog::dispose);
		final int[] ids = WindowManager.getIDList();
		if (ids != null) for (final int id : ids) {
			WindowManager.getImage(id).changes = false;
			WindowManager.getImage(id).close();
		}
		for (final Frame frame : Frame.getFrames())
			if (frame instanceof TextWindow window && window.isShowing()) window.close(false);
			else if (frame instanceof TrainingWindow window && window.isShowing()) EventQueue.invokeAndWait(window::close);
		IJ.log("\\Clear");
		Thread.currentThread().setName("main");
		settle();
	}

	/** Waits until the server's events have come: one that is late could make another image the active one. */
	private static void settle() throws Exception {
		new Robot().waitForIdle();
	}

	/** Chooses a menu entry, with the image that was opened last as the active one. */
	static void command(final String title) throws Exception {
		settle();
		final int[] ids = WindowManager.getIDList();
		if (ids != null) EventQueue.invokeAndWait(() -> WindowManager.setCurrentWindow(WindowManager.getImage(ids[ids.length -
			1]).getWindow()));
		IJ.doCommand(title);
	}

	/** Runs something that may open modal dialogs. */
	static <T> CompletableFuture<T> inBackground(final Callable<T> work) {
		final CompletableFuture<T> future = new CompletableFuture<>();
		new Thread(() -> {
			try {
				future.complete(work.call());
			}
			catch (final Throwable e) {
				future.completeExceptionally(e);
			}
		}, "test").start();
		return future;
	}

	/** Waits for what runs in the background. */
	static <T> T get(final CompletableFuture<T> future) throws Exception {
		try {
			return future.get(SECONDS, TimeUnit.SECONDS);
		}
		catch (final TimeoutException e) {
			throw new AssertionError("Still running after " + SECONDS + " s; " + open(), e);
		}
	}

	/** What is open, for messages. */
	private static String open() {
		return "open are " + dialogs(Dialog.class).stream().map(d -> d.getTitle() + ": " + text(d)).toList() + ", images " +
			OpenImages.titles() + "; status " + ImageJ.getStatusBarText() + "; log " + log();
	}

	/** Polls until there is a value. */
	static <T> T await(final String what, final Supplier<T> supplier) throws InterruptedException {
		for (final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS); System.nanoTime() < end;) {
			final T value = supplier.get();
			if (value != null) return value;
			Thread.sleep(20);
		}
		throw new AssertionError("There was no " + what + " within " + SECONDS + " s; " + open());
	}

	/** Waits until the window is gone and what its closing does on the event thread is done. */
	static void awaitEnd(final Window window) throws Exception {
		await("end of " + window.getName(), () -> window.isShowing() ? null : true);
		EventQueue.invokeAndWait(() -> {});
	}

	/** Waits for a visible dialog of that title. */
	static GenericDialog dialog(final String title) throws InterruptedException {
		return await("dialog " + title, () -> dialogs(GenericDialog.class).stream().filter(d -> title.equals(d.getTitle()) &&
			isWaiting(d)).findFirst().orElse(null));
	}

	/** The text field of a key, which stands after its label, alone or in a panel with a button. */
	static TextField field(final GenericDialog dialog, final String key) {
		Label label = null;
		for (final Component component : dialog.getComponents()) {
			if (component instanceof Label text) label = text;
			if (label == null || !Macro.trimKey(label.getText().strip()).equals(key)) continue;
			if (component instanceof TextField field) return field;
			if (component instanceof Panel panel) return (TextField) panel.getComponent(0);
		}
		throw new AssertionError("There is no field " + key);
	}

	/** Types into a field, on the event thread: from another one, the Swing field that AWT draws with locks up now and then. */
	static void type(final GenericDialog dialog, final String key, final String text) throws Exception {
		final TextField field = field(dialog, key);
		EventQueue.invokeAndWait(() -> field.setText(text));
	}

	/** Selects an item of a choice, counted from 0, on the event thread. */
	static void choose(final GenericDialog dialog, final int index, final String item) throws Exception {
		final Choice choice = (Choice) dialog.getChoices().get(index);
		EventQueue.invokeAndWait(() -> choice.select(item));
	}

	/** What stands in a window, without its line breaks. */
	static String text(final Window window) {
		final List<String> lines = new ArrayList<>();
		collect(window, lines);
		return String.join(" ", lines);
	}

	/** Waits for a visible message of that title. */
	static Dialog messageDialog(final String title) throws InterruptedException {
		return await("message " + title, () -> dialogs(Dialog.class).stream().filter(d -> title.equals(d.getTitle()) &&
			isWaiting(d)).findFirst().orElse(null));
	}

	/**
	 * Whether the thread that opened a modal dialog waits for its end. A dialog that is closed after it is visible, but before
	 * that, lets this thread wait for ever; no person is that fast.
	 */
	static boolean isWaiting(final Dialog dialog) {
		return !dialog.isModal() || Thread.getAllStackTraces().values().stream().flatMap(Arrays::stream).anyMatch(frame -> frame
			.getClassName().equals("java.awt.WaitDispatchSupport") && frame.getMethodName().equals("enter"));
	}

	private static <T extends Dialog> List<T> dialogs(final Class<T> type) {
		final List<T> found = new ArrayList<>();
		for (final Window window : Window.getWindows())
			if (window.isShowing() && type.isInstance(window)) found.add(type.cast(window));
		return found;
	}

	private static void collect(final Container container, final List<String> lines) {
		for (final Component component : container.getComponents()) {
			if (component instanceof Label label) lines.add(label.getText());
			else if (component instanceof MultiLineLabel label) lines.addAll(lines(label));
			else if (component instanceof Container inner) collect(inner, lines);
		}
	}

	/** ImageJ draws these lines and gives them to nobody. */
	private static List<String> lines(final MultiLineLabel label) {
		try {
			final Field field = MultiLineLabel.class.getDeclaredField("lines");
			field.setAccessible(true);
			return List.of((String[]) field.get(label));
		}
		catch (final ReflectiveOperationException e) {
			throw new AssertionError(e);
		}
	}

	/** Presses the button whose text is that. */
	static void press(final Container dialog, final String text) throws InterruptedException {
		// Closed before its own event loop runs, as no human could, a modal dialog would never let its caller go.
		if (dialog instanceof Dialog window && window.isModal()) await("event loop of " + window.getTitle(), () -> Thread
			.getAllStackTraces().values().stream().flatMap(Arrays::stream).anyMatch(frame -> frame.getClassName().startsWith(
				"java.awt.WaitDispatchSupport$") && frame.getMethodName().equals("run")) ? true : null);
		final Button button = button(dialog, text);
		if (button == null) throw new AssertionError("There is no button " + text + " in " + dialog);
		Toolkit.getDefaultToolkit().getSystemEventQueue().postEvent(new ActionEvent(button, ActionEvent.ACTION_PERFORMED,
			button.getActionCommand()));
	}

	private static Button button(final Container container, final String text) {
		for (final Component component : container.getComponents()) {
			if (component instanceof Button button && button.getLabel().strip().equals(text)) return button;
			final Button inner = component instanceof Container deeper ? button(deeper, text) : null;
			if (inner != null) return inner;
		}
		return null;
	}

	/** The Esc key, as pressed in ImageJ's own window. */
	static void pressEscape() {
		// A posted event would go to the window that has the focus, and without a window manager there may be none.
		EventQueue.invokeLater(() -> ij.dispatchEvent(new KeyEvent(ij, KeyEvent.KEY_PRESSED, System.currentTimeMillis(), 0,
			KeyEvent.VK_ESCAPE, KeyEvent.CHAR_UNDEFINED)));
	}

	/** What stands in the Log window, or nothing. */
	static String log() {
		final String log = IJ.getLog();
		return log == null ? "" : log;
	}

	static String read(final String file) throws Exception {
		return Files.readString(Path.of(file), StandardCharsets.UTF_8);
	}
}
