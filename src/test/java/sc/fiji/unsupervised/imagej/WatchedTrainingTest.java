package sc.fiji.unsupervised.imagej;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.PlotWindow;

import java.awt.Frame;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.unsupervised.TestImages;

/** A training that a person watches, ends early or gives up, in a real ImageJ 1.x. */
class WatchedTrainingTest {

	@BeforeEach
	void start() throws Exception {
		Screen.start();
		TestImages.twoTextures("cells.tif", 64, 48, 2).show();
	}

	@AfterEach
	void tidy() throws Exception {
		Screen.tidy();
	}

	private static void train(final String command, final String steps, final Path model) throws Exception {
		Screen.command(command);
		final GenericDialog dialog = Screen.dialog(command);
		Screen.type(dialog, "classes", "2");
		Screen.choose(dialog, 0, "stego");
		Screen.type(dialog, "steps", steps);
		Screen.type(dialog, "device", "cpu");
		if (model != null) Screen.type(dialog, "model", model.toString());
		Screen.press(dialog, "OK");
	}

	private static Frame window() {
		return WindowManager.getWindow("Training") instanceof TrainingWindow window && window.isShowing() ? window : null;
	}

	/** Waits until the window holds that text. */
	private static Frame window(final String text) throws Exception {
		return Screen.await("window with " + text, () -> window() != null && Screen.text(window()).contains(text) ? window()
			: null);
	}

	@Test
	void itIsDrawnAndTheImageStaysActive(@TempDir final Path folder) throws Exception {
		final ImagePlus image = WindowManager.getCurrentImage();
		train("Train Model...", "40", folder.resolve("m.useg"));
		window("Step ");
		window("Trained 40 steps");
		Screen.await("model", () -> Files.exists(folder.resolve("m.useg")) ? true : null);
		assertSame(image, WindowManager.getCurrentImage());
		assertEquals(1, WindowManager.getImageCount());
	}

	@Test
	void escapeOffersWhatIsTrained() throws Exception {
		train("Segment Stack...", "100000", null);
		window("Step ");
		Screen.await("remaining time", () -> ImageJ.getStatusBarText().matches("Training: step .* of 100000, loss .*") ? true
			: null);
		Screen.pressEscape();
		final GenericDialog offer = Screen.dialog("Training");
		assertTrue(Screen.text(offer).matches("Stopped after step .* of 100000\\. .*Use what is trained so far\\?"), Screen.text(
			offer));
		Screen.press(offer, "Use It");
		final ImagePlus labels = Screen.await("labels", () -> WindowManager.getImage("cells-labels"));
		assertTrue(labels.getInfoProperty().contains("of 100000, then ended by the user"), labels.getInfoProperty());
		assertEquals(2, labels.getStatistics().max);
	}

	@Test
	void theStopButtonOffersToTrainOnOrToDiscard() throws Exception {
		train("Segment Stack...", "100000", null);
		Screen.press(window("Step "), "Stop...");
		final GenericDialog first = Screen.dialog("Training");
		final int before = step(Screen.text(first));
		Screen.press(first, "Train On");
		Screen.await("more steps", () -> window() != null && step(Screen.text(window())) > before ? true : null);
		Screen.press(window(), "Stop...");
		Screen.press(Screen.dialog("Training"), "Discard");
		window("Discarded");
		Screen.await("end", () -> ImageJ.getStatusBarText().equals("Cancelled") ? true : null);
		assertNull(WindowManager.getImage("cells-labels"));
	}

	private static int step(final String text) {
		return Integer.parseInt(text.replaceAll("(?i).*step (\\d+) of.*", "$1"));
	}

	@Test
	void aMacroShowsNothing() throws Exception {
		Screen.get(Screen.inBackground(() -> IJ.runMacro("run('Segment Stack...', 'classes=2 method=stego steps=5 device=cpu');")));
		assertNotNull(WindowManager.getImage("cells-labels"));
		assertNull(window());
	}

	@Test
	void chartsOfASavedModel(@TempDir final Path folder) throws Exception {
		final String file = folder.resolve("m.useg").toString().replace('\\', '/');
		Screen.get(Screen.inBackground(() -> IJ.runMacro("run('Train Model...', 'classes=2 method=stego steps=5 device=cpu model=[" + file +
			"]'); run('Show Training...', 'model=[" + file + "]');")));
		for (final String title : new String[] { "Training losses", "Code similarities" })
			assertTrue(WindowManager.getImage(title).getWindow() instanceof PlotWindow, title);
		assertNull(WindowManager.getImage("Number of classes"));
	}

	@Test
	void aSuggestedNumberOfClassesHasAChart(@TempDir final Path folder) throws Exception {
		final String file = folder.resolve("m.useg").toString().replace('\\', '/');
		Screen.get(Screen.inBackground(() -> IJ.runMacro("run('Train Model...', 'classes=0 method=kmeans device=cpu model=[" + file +
			"]'); run('Show Training...', 'model=[" + file + "]');")));
		assertTrue(WindowManager.getImage("Number of classes").getWindow() instanceof PlotWindow);
		assertNull(WindowManager.getImage("Training losses"), "k-means has none");
	}
}
