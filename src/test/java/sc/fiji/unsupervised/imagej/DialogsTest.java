package sc.fiji.unsupervised.imagej;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;

import java.awt.Component;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.TextField;
import java.awt.Window;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.swing.JLabel;
import javax.swing.JWindow;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import sc.fiji.unsupervised.TestImages;
import sc.fiji.unsupervised.command.AllCommands;

/** What a person sees of every dialog in a real ImageJ. */
@Timeout(value = 200, unit = TimeUnit.SECONDS)
class DialogsTest {

	/** A small screen, without what its frame and panels need. */
	private static final Dimension ROOM = new Dimension(1280, 740);

	@BeforeEach
	void start() throws Exception {
		Screen.start();
		TestImages.twoTextures("cells.tif", 64, 48, 1).show();
	}

	@AfterEach
	void tidy() throws Exception {
		Screen.tidy();
	}

	/** Those that ask by a dialog and not in a window of their own. */
	static List<CommandKeys> commands() {
		return AllCommands.list().stream().filter(c -> !c.keys().isEmpty() && !(c.create().getCommand() instanceof OwnWindow))
			.toList();
	}

	@ParameterizedTest
	@MethodSource("commands")
	void fitsASmallScreenAndCutsNoWords(final CommandKeys command) throws Exception {
		final GenericDialog dialog = open(command.title());
		final Dimension size = dialog.getSize();
		assertTrue(size.width <= ROOM.width && size.height <= ROOM.height, command.title() + " is " + size);
		for (final Component component : dialog.getComponents()) {
			assertTrue(component.getWidth() >= component.getPreferredSize().width, component + " is cut");
			assertTrue(component.getX() + component.getWidth() <= size.width, component + " sticks out");
		}
		close(dialog);
	}

	private static GenericDialog open(final String title) throws Exception {
		Screen.command(title);
		return Screen.dialog(title);
	}

	private static void close(final GenericDialog dialog) throws Exception {
		Screen.press(dialog, "Cancel");
		Screen.awaitEnd(dialog);
	}

	@Test
	void aFieldTellsWhatItMeans() throws Exception {
		final GenericDialog dialog = open("Segment Stack...");
		final TextField field = Screen.field(dialog, "seed");
		mouse(field, MouseEvent.MOUSE_ENTERED);
		final JWindow tip = Screen.await("tip", DialogsTest::tip);
		mouse(field, MouseEvent.MOUSE_EXITED);
		Screen.awaitEnd(tip);
		mouse(field, MouseEvent.MOUSE_ENTERED);
		final JWindow again = Screen.await("tip", DialogsTest::tip);
		close(dialog);
		assertFalse(again.isShowing());
	}

	/** The tip of the seed; the mouse itself may rest on another field and show the tip of that. */
	private static JWindow tip() {
		for (final Window window : Window.getWindows())
			if (window instanceof JWindow tip && tip.isShowing() && tip.getContentPane().getComponent(0) instanceof JLabel label &&
				label.getText().endsWith("Start of the random numbers; the same seed gives the same result.")) return tip;
		return null;
	}

	private static void mouse(final Component component, final int id) throws Exception {
		EventQueue.invokeAndWait(() -> component.dispatchEvent(new MouseEvent(component, id, System.currentTimeMillis(), 0, 5,
			5, 0, false)));
	}

	@Test
	void aCancelledDialogIsNotRecorded() throws Exception {
		final Recorder recorder = new Recorder();
		try {
			close(open("Train Model..."));
			Screen.command("Open Sample...");
			Screen.press(Screen.dialog("Open Sample..."), "OK");
			final ImagePlus sample = Screen.await("sample", () -> WindowManager.getImage("histology"));
			assertEquals(4, sample.getStackSize());
			final String line = Screen.await("recorded line", () -> recorder.getText().contains("run(") ? recorder.getText()
				.strip() : null);
			assertEquals("run(\"Open Sample...\", \"name=histology\");", line);
		}
		finally {
			Recorder.record = false;
			recorder.close();
		}
	}

	@Test
	void aMacroOpensASample() throws Exception {
		assertEquals("superalloy 4 8", Screen.get(Screen.inBackground(() -> IJ.runMacro(
			"run('Open Sample...', 'name=superalloy'); return getTitle() + ' ' + nSlices + ' ' + bitDepth();"))));
	}
}
