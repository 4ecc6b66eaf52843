package sc.fiji.unsupervised.imagej;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.ImageCanvas;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.plugin.frame.Recorder;

import java.awt.Choice;
import java.awt.Component;
import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.Frame;
import java.awt.event.InputEvent;
import java.awt.event.ItemEvent;
import java.awt.event.MouseEvent;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.TestImages;

/** Explore Correspondences in a real ImageJ 1.x: mouse, overlay, points, labels, recorder, closing. */
class ExplorerTest {

	private static final int WIDTH = 160, HEIGHT = 120;
	private static final String TITLE = "Explore Correspondences...";

	private ImagePlus image;

	@BeforeEach
	void start() throws Exception {
		Screen.start();
		image = TestImages.twoTextures("cells.tif", WIDTH, HEIGHT, 3);
		image.show();
	}

	@AfterEach
	void tidy() throws Exception {
		Screen.tidy();
		for (final Frame frame : Frame.getFrames())
			if (frame instanceof ExplorerPanel panel && panel.isShowing()) EventQueue.invokeAndWait(panel::close);
	}

	private ExplorerPanel open() throws Exception {
		Screen.get(Screen.inBackground(() -> {
			IJ.run(image, TITLE, "device=cpu refine=none");
			return null;
		}));
		return Screen.await("panel", ExplorerTest::panel);
	}

	private static ExplorerPanel panel() {
		for (final Frame frame : Frame.getFrames())
			if (frame instanceof ExplorerPanel panel && panel.isShowing()) return panel;
		return null;
	}

	private static void mouse(final ImagePlus on, final int id, final int x, final int y, final int modifiers)
		throws Exception
	{
		final ImageCanvas canvas = on.getCanvas();
		final int button = id == MouseEvent.MOUSE_MOVED ? MouseEvent.NOBUTTON : MouseEvent.BUTTON1;
		EventQueue.invokeAndWait(() -> canvas.dispatchEvent(new MouseEvent(canvas, id, System.currentTimeMillis(), modifiers,
			canvas.screenX(x), canvas.screenY(y), 1, false, button)));
	}

	private void click(final int x, final int y, final int modifiers) throws Exception {
		mouse(image, MouseEvent.MOUSE_PRESSED, x, y, modifiers | InputEvent.BUTTON1_DOWN_MASK);
		mouse(image, MouseEvent.MOUSE_RELEASED, x, y, modifiers);
	}

	/** How orange the left and the right texture look, 0 for grey. */
	private static double[] tint(final ImagePlus of) {
		final double[] sum = new double[2];
		final int[] pixels = (int[]) of.flatten().getProcessor().getPixels();
		for (int i = 0; i < pixels.length; i++) sum[i % WIDTH < WIDTH / 2 ? 0 : 1] += (pixels[i] >> 16 & 0xff) - (pixels[i] &
			0xff);
		return new double[] { sum[0] / pixels.length, sum[1] / pixels.length };
	}

	private static double[] awaitTint(final String what, final ImagePlus of, final Predicate<double[]> wanted)
		throws Exception
	{
		return Screen.await(what, () -> {
			final double[] tint = tint(of);
			return wanted.test(tint) ? tint : null;
		});
	}

	private static void choose(final ExplorerPanel panel, final String item) throws Exception {
		for (final Component component : panel.getComponents())
			if (component instanceof Choice choice) for (int i = 0; i < choice.getItemCount(); i++)
				if (choice.getItem(i).equals(item)) {
					EventQueue.invokeAndWait(() -> {
						choice.select(item);
						choice.dispatchEvent(new ItemEvent(choice, ItemEvent.ITEM_STATE_CHANGED, item, ItemEvent.SELECTED));
					});
					return;
				}
		throw new AssertionError("There is no choice " + item);
	}

	private static byte[][] pixels(final ImagePlus of) {
		final byte[][] pixels = new byte[of.getStackSize()][];
		for (int s = 0; s < pixels.length; s++) pixels[s] = ((byte[]) of.getStack().getPixels(s + 1)).clone();
		return pixels;
	}

	private static final Predicate<double[]> LEFT = tint -> tint[0] > 15 && tint[1] < tint[0] / 3;
	private static final Predicate<double[]> RIGHT = tint -> tint[1] > 15 && tint[0] < tint[1] / 3;

	@Test
	void theTintFollowsTheMouseFromSliceToSlice() throws Exception {
		open();
		mouse(image, MouseEvent.MOUSE_MOVED, 30, 60, 0);
		awaitTint("tint at the left", image, LEFT);
		mouse(image, MouseEvent.MOUSE_MOVED, 130, 40, 0);
		awaitTint("tint at the right", image, RIGHT);
		image.setSlice(3);
		awaitTint("tint in another slice", image, RIGHT);
		mouse(image, MouseEvent.MOUSE_MOVED, 30, 60, 0);
		awaitTint("tint at the left of that slice", image, LEFT);
	}

	@Test
	void closingRestoresEverything() throws Exception {
		final byte[][] before = pixels(image);
		final Overlay overlay = new Overlay(new Roi(1, 1, 2, 2));
		image.setOverlay(overlay);
		image.setHideOverlay(true);
		image.setRoi(3, 4, 1, 1); // drawn, it must not look like a tint
		final Roi roi = image.getRoi();
		image.setSlice(2);
		final MouseListenerCount listeners = MouseListenerCount.of(image);
		final ExplorerPanel panel = open();
		mouse(image, MouseEvent.MOUSE_MOVED, 30, 60, 0);
		awaitTint("tint", image, LEFT);
		click(50, 50, 0);
		click(140, 50, 0);
		assertSame(roi, image.getRoi());
		assertEquals(1 + 1 + 2, image.getOverlay().size());
		Screen.press(panel, "Close");
		Screen.awaitEnd(panel);
		assertSame(overlay, image.getOverlay());
		assertEquals(1, overlay.size());
		assertTrue(image.getHideOverlay());
		assertSame(roi, image.getRoi());
		assertEquals(2, image.getCurrentSlice());
		assertEquals(listeners, MouseListenerCount.of(image));
		assertArrayEquals(before, pixels(image));
		image.setHideOverlay(false);
		image.setOverlay(null);
		Thread.sleep(300); // a late drawing would put the tint back
		assertNull(image.getOverlay());
	}

	private record MouseListenerCount(List<Object> listeners, List<Object> motion) {

		static MouseListenerCount of(final ImagePlus image) {
			return new MouseListenerCount(List.of((Object[]) image.getCanvas().getMouseListeners()), List.of((Object[]) image
				.getCanvas().getMouseMotionListeners()));
		}
	}

	@Test
	void whatOthersAddToTheOverlayStays() throws Exception {
		final ExplorerPanel panel = open();
		final Roi added = new Roi(1, 2, 3, 4);
		Screen.await("overlay", image::getOverlay).add(added);
		Screen.press(panel, "Close");
		Screen.awaitEnd(panel);
		assertEquals(1, image.getOverlay().size());
		assertSame(added, image.getOverlay().get(0));
	}

	@Test
	void closingTheImageClosesTheTool() throws Exception {
		final ExplorerPanel panel = open();
		image.changes = false;
		image.close();
		Screen.awaitEnd(panel);
		assertEquals(0, WindowManager.getImageCount());
	}

	@Test
	void aSecondWindowAndAnotherImageAreTintedToo() throws Exception {
		final ImagePlus other = TestImages.twoTextures("other.tif", WIDTH, HEIGHT, 1);
		other.show();
		final ExplorerPanel panel = open();
		choose(panel, SecondImage.OTHER_SLICE);
		final ImagePlus slices = Screen.await("second window", () -> WindowManager.getImage("cells-slices"));
		slices.setSlice(2);
		mouse(image, MouseEvent.MOUSE_MOVED, 30, 60, 0);
		awaitTint("tint in the second window", slices, LEFT);
		mouse(slices, MouseEvent.MOUSE_MOVED, 130, 60, 0);
		awaitTint("tint by the second window", image, RIGHT);
		choose(panel, "other.tif");
		Screen.await("end of second window", () -> WindowManager.getImage("cells-slices") == null ? true : null);
		mouse(image, MouseEvent.MOUSE_MOVED, 30, 60, 0);
		awaitTint("tint in the other image", other, LEFT);
		mouse(other, MouseEvent.MOUSE_MOVED, 130, 60, 0);
		awaitTint("tint by the other image", image, RIGHT);
		other.close();
		Screen.await("nothing", () -> second(panel).equals(SecondImage.NOTHING) ? true : null);
		mouse(image, MouseEvent.MOUSE_MOVED, 30, 60, 0);
		awaitTint("tint without it", image, LEFT);
	}

	private static String second(final ExplorerPanel panel) {
		return Arrays.stream(panel.getComponents()).filter(Choice.class::isInstance).map(c -> String.valueOf(((Choice) c)
			.getSelectedItem())).findFirst().orElseThrow(); // nothing is selected while the list is made anew
	}

	@Test
	void pointsLabelTheStackAndTheRecordedLineRepeatsIt() throws Exception {
		final Recorder recorder = new Recorder();
		try {
			Screen.command(TITLE);
			final GenericDialog dialog = Screen.dialog(TITLE);
			Screen.type(dialog, "device", "cpu");
			Screen.press(dialog, "OK");
			final ExplorerPanel panel = Screen.await("panel", ExplorerTest::panel);
			click(30, 60, 0);
			click(130, 40, 0);
			image.setSlice(2);
			click(140, 100, InputEvent.SHIFT_DOWN_MASK);
			choose(panel, ExplorerPanel.CLASSES);
			assertFalse(recorder.getText().contains("Explore"), recorder.getText());
			Screen.press(panel, "Segment from points");
			final ImagePlus labels = Screen.await("labels", () -> WindowManager.getImage("cells-labels"));
			final byte[][] first = pixels(labels);
			assertEquals(1, first[0][60 * WIDTH + 20]);
			assertEquals(2, first[2][60 * WIDTH + 140]);
			assertEquals(0.25, labels.getCalibration().pixelWidth);
			final String line = recorder.getText().lines().findFirst().orElse("");
			assertTrue(line.matches("(?s)run\\(\"Explore Correspondences...\", \"backbone=texture .*\"\\);"), line);
			assertTrue(line.contains(" points=30,60,1,1;130,40,1,2;140,100,2,2 "), line);
			assertTrue(labels.getInfoProperty().contains("Macro: " + line), () -> line + "\n" + labels.getInfoProperty());
			labels.close();
			Screen.press(panel, "Close");
			Screen.awaitEnd(panel);
			Recorder.record = false;
			WindowManager.setCurrentWindow(image.getWindow());
			Screen.get(Screen.inBackground(() -> IJ.runMacro(line)));
			assertArrayEquals(first, pixels(WindowManager.getImage("cells-labels")));
			assertNull(panel());
		}
		finally {
			Recorder.record = false;
			recorder.close();
		}
	}

	@Test
	void oneExplorerForAnImage() throws Exception {
		open();
		final CompletableFuture<Object> second = Screen.inBackground(() -> {
			IJ.run(image, TITLE, "device=cpu");
			return null;
		});
		final Dialog message = Screen.messageDialog(TITLE);
		assertTrue(Screen.text(message).contains("cells.tif is being explored already"), Screen.text(message));
		Screen.press(message, "OK");
		assertThrows(ExecutionException.class, () -> Screen.get(second));
		assertNotNull(panel());
	}
}
