package sc.fiji.unsupervised.imagej;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.ImageRoi;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.plugin.frame.Recorder;
import ij.process.ImageProcessor;

import java.awt.Checkbox;
import java.awt.EventQueue;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.unsupervised.TestImages;

/** The preview of dialogs in a real ImageJ 1.x. */
class PreviewTest {

	private ImagePlus image;

	@BeforeEach
	void start() throws Exception {
		Screen.start();
		image = TestImages.twoTextures("cells.tif", 64, 48, 3);
		image.show();
	}

	@AfterEach
	void tidy() throws Exception {
		Screen.tidy();
	}

	private static GenericDialog open(final String command) throws Exception {
		Screen.command(command);
		final GenericDialog dialog = Screen.dialog(command);
		Screen.type(dialog, "device", "cpu");
		return dialog;
	}

	private static GenericDialog segment() throws Exception {
		final GenericDialog dialog = open("Segment Stack...");
		Screen.type(dialog, "classes", "2");
		Screen.choose(dialog, 2, "none");
		return dialog;
	}

	private static void tick(final GenericDialog dialog, final boolean on) throws Exception {
		EventQueue.invokeAndWait(() -> ((Checkbox) dialog.getCheckboxes().lastElement()).setState(on));
	}

	private ImageRoi film() {
		final Overlay overlay = image.getOverlay();
		return overlay == null ? null : (ImageRoi) Arrays.stream(overlay.toArray()).filter(roi -> roi instanceof ImageRoi)
			.findFirst().orElse(null);
	}

	/** Waits for a film with that many colours on that slice, from 1. */
	private void awaitFilm(final int colours, final int slice) throws Exception {
		Screen.await(colours + " colours on slice " + slice, () -> film() != null && film().getPosition() == slice && colours(
			film().getProcessor()) == colours ? true : null);
	}

	/** Colours, however opaque, but not those of what is not covered at all. */
	private static int colours(final ImageProcessor film) {
		final int[] pixels = (int[]) film.getPixels();
		return (int) IntStream.of(pixels).filter(p -> p >>> 24 > 0).map(p -> p & 0xffffff).distinct().count();
	}

	@Test
	void itFollowsDialogAndSliceAndLeavesTheImageAsItWas() throws Exception {
		image.setRoi(new Roi(0, 0, image.getWidth(), image.getHeight() - 1));
		final Roi roi = image.getRoi(), own = new Roi(1, 1, 2, 2);
		final Overlay overlay = new Overlay(own);
		image.setOverlay(overlay);
		final byte[] pixels = ((byte[]) image.getStack().getPixels(1)).clone();
		final GenericDialog dialog = segment();
		assertNull(film());
		tick(dialog, true);
		awaitFilm(2, 1);
		assertTrue(Screen.text(dialog).contains("stands in for merged"), Screen.text(dialog));
		Screen.choose(dialog, 0, "kmeans");
		Screen.type(dialog, "classes", "3");
		awaitFilm(3, 1);
		image.setSlice(3);
		awaitFilm(3, 3);
		assertTrue(image.getOverlay().contains(own));
		Screen.type(dialog, "classes", "many");
		Screen.await("message", () -> Screen.text(dialog).contains("classes=many is not a whole number") && film() == null
			? true : null);
		Screen.type(dialog, "classes", "2");
		awaitFilm(2, 3);
		Screen.press(dialog, "Cancel");
		Screen.await("end", () -> film() == null ? true : null);
		assertSame(overlay, image.getOverlay());
		assertArrayEquals(new Roi[] { own }, overlay.toArray());
		assertSame(roi, image.getRoi());
		assertEquals(3, image.getCurrentSlice());
		assertArrayEquals(pixels, (byte[]) image.getStack().getPixels(1));
		assertFalse(image.changes);
		assertFalse(image.isLocked());
	}

	@Test
	void itFollowsTheSelection() throws Exception {
		final GenericDialog dialog = segment();
		Screen.choose(dialog, 0, "kmeans");
		image.setRoi(new OvalRoi(8, 4, 48, 40));
		tick(dialog, true);
		awaitFilm(2, 1);
		assertEquals(0, film().getProcessor().get(8, 4) >>> 24);
		assertTrue(film().getProcessor().get(32, 24) >>> 24 > 0);
		image.setRoi(0, 0, 64, 24);
		Screen.await("other part", () -> film() != null && film().getProcessor().get(8, 4) >>> 24 > 0 ? true : null);
		assertEquals(0, film().getProcessor().get(8, 30) >>> 24);
		Screen.choose(dialog, 3, "whole");
		Screen.await("all of it", () -> film() != null && film().getProcessor().get(8, 30) >>> 24 > 0 ? true : null);
		Screen.press(dialog, "Cancel");
		Screen.await("end", () -> film() == null ? true : null);
	}

	@Test
	void itCanBeSwitchedOffAndOn() throws Exception {
		final GenericDialog dialog = segment();
		tick(dialog, true);
		awaitFilm(2, 1);
		tick(dialog, false);
		Screen.await("no overlay", () -> image.getOverlay() == null ? true : null);
		tick(dialog, true);
		awaitFilm(2, 1);
		Screen.press(dialog, "Cancel");
		Screen.await("no overlay", () -> image.getOverlay() == null ? true : null);
	}

	@Test
	void theRunFollowsAndNothingOfItIsRecorded() throws Exception {
		final Recorder recorder = new Recorder();
		try {
			final GenericDialog dialog = segment();
			Screen.choose(dialog, 0, "kmeans");
			tick(dialog, true);
			awaitFilm(2, 1);
			Screen.press(dialog, "OK");
			Screen.await("labels", () -> WindowManager.getImage("cells-labels"));
			assertNull(image.getOverlay());
			final String line = Screen.await("recorded line", () -> recorder.getText().contains("run(") ? recorder.getText()
				.strip() : null);
			assertTrue(line.startsWith("run(\"Segment Stack...\", \"classes=2 "), line);
			assertTrue(line.endsWith(" seed=1 region=selection model=[]\");"), line);
			assertFalse(line.contains("preview"), line);
		}
		finally {
			Recorder.record = false;
			recorder.close();
		}
	}

	@Test
	void aSavedModel(@TempDir final Path folder) throws Exception {
		final String file = folder.resolve("m.useg").toString().replace('\\', '/');
		Screen.get(Screen.inBackground(() -> IJ.runMacro(
			"run('Train Model...', 'classes=3 method=kmeans refine=none device=cpu model=[" + file + "]');")));
		final GenericDialog dialog = open("Apply Model...");
		Screen.choose(dialog, 1, "none"); // a small class might not survive
		tick(dialog, true);
		Screen.await("message", () -> Screen.text(dialog).contains("model is missing") ? true : null);
		Screen.type(dialog, "model", file);
		awaitFilm(3, 1);
		Screen.press(dialog, "OK");
		assertNotNull(Screen.await("labels", () -> WindowManager.getImage("cells-labels")));
		assertNull(image.getOverlay());
	}

	@Test
	void closingTheImageClosesTheDialog() throws Exception {
		final GenericDialog dialog = segment();
		tick(dialog, true);
		awaitFilm(2, 1);
		image.changes = false;
		image.close();
		Screen.awaitEnd(dialog);
		assertTrue(dialog.wasCanceled());
	}
}
