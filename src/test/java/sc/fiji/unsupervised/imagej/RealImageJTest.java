package sc.fiji.unsupervised.imagej;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.Menus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.plugin.frame.Recorder;
import ij.text.TextWindow;

import java.awt.Dialog;
import java.awt.Window;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.unsupervised.TestImages;

/** The menu, macros, the recorder, Esc and messages in a real ImageJ 1.x. */
class RealImageJTest {

	private static final String FAST = "classes=2 method=kmeans refine=none device=cpu";

	@BeforeEach
	void start() throws Exception {
		Screen.start();
	}

	@AfterEach
	void tidy() throws Exception {
		Screen.tidy();
	}

	private static ImagePlus shown(final String title, final int slices) {
		final ImagePlus image = TestImages.twoTextures(title, 64, 48, slices);
		image.show();
		return image;
	}

	private static byte[][] pixels(final ImagePlus labels) {
		final byte[][] pixels = new byte[labels.getStackSize()][];
		for (int s = 0; s < pixels.length; s++)
			pixels[s] = (byte[]) labels.getStack().getPixels(s + 1);
		return pixels;
	}

	@Test
	void menuHoldsTheCommands() {
		for (final String command : new String[] { "Segment Stack...", "Train Model...", "Apply Model...", "Check Setup" })
			assertTrue(String.valueOf(Menus.getCommands().get(command)).contains("CommandLauncher"), command);
	}

	@Test
	void macroScriptLabelsTheActiveImage() throws Exception {
		final ImagePlus image = shown("cells.tif", 3);
		image.setSlice(2);
		image.setRoi(0, 8, 64, 32);
		final Roi roi = image.getRoi();
		final Overlay overlay = new Overlay(new Roi(1, 1, 2, 2));
		image.setOverlay(overlay);
		final byte[] before = ((byte[]) image.getStack().getPixels(1)).clone();
		Screen.get(Screen.inBackground(() -> IJ.runMacro(Screen.read("scripts/Segment_Stack.ijm"), FAST)));
		final ImagePlus labels = WindowManager.getImage("cells-labels");
		assertNotNull(labels, Screen.log());
		assertSame(labels, WindowManager.getCurrentImage());
		assertEquals(3, labels.getStackSize());
		assertEquals(0.25, labels.getCalibration().pixelWidth);
		assertEquals(0, labels.getStack().getVoxel(30, 7, 0));
		assertTrue(labels.getStack().getVoxel(30, 8, 0) > 0);
		assertTrue(labels.getInfoProperty().contains("Macro: makeRectangle(0, 8, 64, 32); run("), labels.getInfoProperty());
		assertEquals(2, image.getCurrentSlice());
		assertSame(roi, image.getRoi());
		assertSame(overlay, image.getOverlay());
		assertArrayEquals(before, (byte[]) image.getStack().getPixels(1));
		assertFalse(image.isLocked());
		final byte[][] first = pixels(labels);
		final String line = labels.getInfoProperty().lines().filter(l -> l.startsWith("Macro: ")).findFirst().orElseThrow()
			.substring("Macro: ".length());
		labels.close();
		WindowManager.setCurrentWindow(image.getWindow());
		image.setRoi(new OvalRoi(1, 2, 30, 20));
		Screen.get(Screen.inBackground(() -> IJ.runMacro(line)));
		assertArrayEquals(first, pixels(WindowManager.getImage("cells-labels")), line);
	}

	@Test
	void recordedLineRepeatsTheSameBytes() throws Exception {
		final ImagePlus image = shown("cells.tif", 2);
		final Recorder recorder = new Recorder();
		try {
			Screen.command("Segment Stack...");
			final GenericDialog dialog = Screen.dialog("Segment Stack...");
			Screen.type(dialog, "classes", "3");
			Screen.choose(dialog, 0, "kmeans");
			Screen.choose(dialog, 2, "none");
			Screen.press(dialog, "OK");
			final ImagePlus labels = Screen.await("labels", () -> WindowManager.getImage("cells-labels"));
			final String line = Screen.await("recorded line", () -> recorder.getText().contains("run(") ? recorder.getText()
				.strip() : null);
			assertTrue(line.startsWith("run(\"Segment Stack...\", \"classes=3 clusters=auto method=kmeans backbone=texture " +
				"scale=1 "), line);
			final byte[][] first = pixels(labels);
			labels.close();
			WindowManager.setCurrentWindow(image.getWindow());
			Recorder.record = false;
			Screen.get(Screen.inBackground(() -> IJ.runMacro(line)));
			final ImagePlus again = WindowManager.getImage("cells-labels");
			assertArrayEquals(first, pixels(again));
			final String kept = again.getInfoProperty().lines().filter(l -> l.startsWith("Macro: ")).findFirst().orElseThrow()
				.substring("Macro: ".length());
			again.close();
			WindowManager.setCurrentWindow(image.getWindow());
			Screen.get(Screen.inBackground(() -> IJ.runMacro(kept)));
			assertArrayEquals(first, pixels(WindowManager.getImage("cells-labels")), kept);
		}
		finally {
			Recorder.record = false;
			recorder.close();
		}
	}

	@Test
	void dialogAsksAgainUntilValuesAreAllowed() throws Exception {
		shown("cells.tif", 1);
		Screen.command("Segment Stack...");
		final GenericDialog dialog = Screen.dialog("Segment Stack...");
		Screen.type(dialog, "classes", "many");
		Screen.press(dialog, "OK");
		final Dialog message = Screen.await("message", () -> messageOf("classes=many is not a whole number; use 0 to 255."));
		Screen.press(message, "OK");
		final GenericDialog second = Screen.await("second dialog", () -> {
			final GenericDialog shown = GenericDialog.getInstance();
			return shown != null && shown != dialog && shown.isShowing() ? shown : null;
		});
		assertEquals("many", Screen.field(second, "classes").getText());
		Screen.press(second, "Cancel");
		Screen.awaitEnd(second);
		assertEquals(1, WindowManager.getImageCount());
	}

	private static Dialog messageOf(final String text) {
		for (final Window window : Window.getWindows())
			if (window.isShowing() && window instanceof Dialog dialog && Screen.text(dialog).contains(text)) return dialog;
		return null;
	}

	@Test
	void batchModeAndALoopOfTwentyImagesWithFlatMemory() throws Exception {
		loop(3); // engine and caches
		final long before = heap();
		loop(20);
		assertEquals(0, WindowManager.getImageCount());
		assertTrue(heap() - before < 16L << 20, "the heap grew by " + (heap() - before) + " bytes");
	}

	private static void loop(final int images) throws Exception {
		final String macro = """
			setBatchMode(true);
			for (i = 0; i < %d; i++) {
				newImage("img" + i, "8-bit black", 48, 40, 2);
				run("Add...", "value=50 stack");
				makeRectangle(0, 0, 24, 40);
				run("Add...", "value=100 stack");
				run("Select None");
				run("Add Specified Noise...", "stack standard=9");
				run("Segment Stack...", "%s");
				if (getTitle() != "img" + i + "-labels") exit("active is " + getTitle());
				getStatistics(area, mean, min, max);
				if (max != 2) exit("classes " + max);
				close("*");
			}
			return "done " + nImages;
			""".formatted(images, FAST);
		assertEquals("done 0", Screen.get(Screen.inBackground(() -> IJ.runMacro(macro))));
	}

	private static long heap() throws InterruptedException {
		for (int i = 0; i < 3; i++) {
			System.gc();
			Thread.sleep(50);
		}
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

	@Test
	void runOnAnImageUsesThatImage() throws Exception {
		shown("front.tif", 1);
		final ImagePlus hidden = TestImages.twoTextures("hidden.tif", 64, 48, 2);
		Screen.get(Screen.inBackground(() -> {
			IJ.run(hidden, "Segment Stack...", FAST);
			return null;
		}));
		assertNotNull(WindowManager.getImage("hidden-labels"));
		assertNull(WindowManager.getImage("front-labels"));
	}

	@Test
	void trainingShowsItsLossesToAPersonOnly(@TempDir final Path folder) throws Exception {
		final ImagePlus image = shown("cells.tif", 1);
		final String line = "run('Train Model...', 'classes=2 method=stego steps=3 device=cpu model=[" + folder.resolve("m.useg").toString()
			.replace('\\', '/') + "]');";
		Screen.get(Screen.inBackground(() -> IJ.runMacro(line)));
		assertSame(image, WindowManager.getCurrentImage());
		assertTrue(Files.exists(folder.resolve("m.useg")));
		Screen.command("Train Model...");
		final GenericDialog dialog = Screen.dialog("Train Model...");
		Screen.type(dialog, "steps", "3");
		Screen.type(dialog, "model", folder.resolve("n.useg").toString());
		Screen.press(dialog, "OK");
		Screen.await("model", () -> Files.exists(folder.resolve("n.useg")) ? true : null);
	}

	@Test
	void macroVariablesAreValues() throws Exception {
		shown("cells.tif", 1);
		Screen.get(Screen.inBackground(() -> IJ.runMacro("n = 3; how = 'none'; run('Segment Stack...', " +
			"'classes=n method=kmeans refine=&how device=cpu');")));
		assertEquals(3, WindowManager.getImage("cells-labels").getStatistics().max);
	}

	@Test
	void misspeltKeyStopsTheMacro() throws Exception {
		shown("cells.tif", 1);
		assertStops("clases=3", "Segment Stack... has no key \"clases\"; use classes, clusters, method, ");
	}

	@Test
	void wrongValueStopsTheMacro() throws Exception {
		shown("cells.tif", 1);
		assertStops("classes=2 refine=best", "refine=best is not known; use polish, crf, crf3d or none.");
	}

	@Test
	void noImageStopsTheMacro() throws Exception {
		assertStops("classes=2", "There is no image open; open a stack and run the command again.");
	}

	private static void assertStops(final String options, final String sentence) throws Exception {
		final CompletableFuture<String> macro = Screen.inBackground(() -> IJ.runMacro("run('Segment Stack...', '" + options +
			"'); print('went on');"));
		final Dialog message = Screen.messageDialog("Macro Error");
		final String text = Screen.text(message);
		Screen.press(message, "OK");
		Screen.get(macro);
		assertTrue(text.startsWith(sentence), text);
		assertTrue(text.contains("in line 1"), text);
		assertFalse(Screen.log().contains("went on"), Screen.log());
	}

	@Test
	void escapeCancels() throws Exception {
		shown("cells.tif", 1);
		final CompletableFuture<String> macro = Screen.inBackground(() -> IJ.runMacro(
			"run('Segment Stack...', 'method=stego steps=100000 device=cpu'); print('went on');"));
		Screen.await("training", () -> ImageJ.getStatusBarText().startsWith("Training") ? true : null);
		final long start = System.nanoTime();
		Screen.pressEscape();
		Screen.get(macro);
		assertTrue(System.nanoTime() - start < 20e9, "took too long to stop");
		assertNull(WindowManager.getImage("cells-labels"));
		assertFalse(Screen.log().contains("went on"), Screen.log());
		// The next run does not see the old key press.
		Screen.get(Screen.inBackground(() -> IJ.runMacro("run('Segment Stack...', '" + FAST + "');")));
		assertNotNull(WindowManager.getImage("cells-labels"));
	}

	@Test
	void checkSetupShowsItsReport() throws Exception {
		Screen.command("Check Setup");
		final String text = Screen.await("report", () -> WindowManager.getFrame("Check Setup") instanceof TextWindow w ? w
			.getTextPanel().getText() : null);
		assertTrue(text.contains("Device"), text);
	}
}
