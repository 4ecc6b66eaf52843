package sc.fiji.unsupervised.imagej;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.ImageCanvas;
import ij.plugin.frame.Recorder;
import ij.process.ImageProcessor;

import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.Window;
import java.awt.event.InputEvent;
import java.awt.event.MouseEvent;
import java.awt.event.WindowEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.unsupervised.TestImages;
import sc.fiji.unsupervised.model.ModelFile;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.model.SegmentationModel.ClassInfo;

/** Edit Classes in a real ImageJ 1.x: window, label image, mouse, recorder, closing. */
class ClassEditorTest {

	private static final int WIDTH = 160, HEIGHT = 120;
	private static final String TITLE = "Edit Classes...";

	@TempDir
	private Path folder;
	private Path file;
	private ImagePlus image;

	@BeforeEach
	void start() throws Exception {
		Screen.start();
		image = TestImages.twoTextures("cells.tif", WIDTH, HEIGHT, 2);
		image.show();
		file = folder.resolve("cells.useg");
		Screen.get(Screen.inBackground(() -> {
			IJ.run(image, "Train Model...", "model=" + file + " method=kmeans classes=2 clusters=8 refine=none device=cpu");
			return null;
		}));
	}

	@AfterEach
	void tidy() throws Exception {
		final ClassEditorWindow window = window();
		if (window != null) EventQueue.invokeAndWait(window::dispose);
		for (final int id : WindowManager.getIDList() == null ? new int[0] : WindowManager.getIDList()) WindowManager.getImage(
			id).changes = false;
		Screen.tidy();
	}

	private static ClassEditorWindow window() {
		for (final Window window : Window.getWindows())
			if (window instanceof ClassEditorWindow editor && editor.isShowing()) return editor;
		return null;
	}

	private ClassEditorWindow open() throws Exception {
		Screen.get(Screen.inBackground(() -> {
			IJ.run(image, TITLE, "model=" + file + " device=cpu");
			return null;
		}));
		final ClassEditorWindow window = Screen.await("window", ClassEditorTest::window);
		final ImagePlus shown = Screen.await("label image", ClassEditorTest::labels);
		Screen.await("clusters of both slices", () -> shown.getStack().getProcessor(2).getStats().min > 0 ? true : null);
		return window;
	}

	private static ImagePlus labels() {
		return WindowManager.getImage("cells-classes");
	}

	private static void on(final ClassEditorWindow window, final Consumer<ClassEditorWindow> hands) throws Exception {
		EventQueue.invokeAndWait(() -> hands.accept(window));
	}

	private static void click(final int x, final int y, final int modifiers) throws Exception {
		final ImageCanvas canvas = labels().getCanvas();
		for (final int id : new int[] { MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED }) EventQueue.invokeAndWait(
			() -> canvas.dispatchEvent(new MouseEvent(canvas, id, System.currentTimeMillis(), modifiers |
				InputEvent.BUTTON1_DOWN_MASK, canvas.screenX(x), canvas.screenY(y), 1, false, MouseEvent.BUTTON1)));
	}

	private static int classesShown() {
		return (int) labels().getProcessor().getStats().max;
	}

	@Test
	void sliderMergeAndUndoShowAtOnce() throws Exception {
		final ClassEditorWindow window = open();
		assertEquals(2, classesShown());
		on(window, w -> w.number.setValue(6));
		assertEquals(6, (int) Math.max(classesShown(), labels().getStack().getProcessor(2).getStats().max));
		assertEquals(6, window.rows.getRowCount());
		final byte[] six = ((byte[]) labels().getProcessor().getPixels()).clone();
		// regions of the two textures
		click(20, 60, 0);
		click(140, 60, InputEvent.SHIFT_DOWN_MASK);
		final int[] rows = window.table.getSelectedRows();
		assertEquals(2, rows.length);
		on(window, w -> w.merge.doClick());
		assertEquals(5, window.rows.getRowCount());
		final ImageProcessor merged = labels().getProcessor();
		assertEquals(merged.get(20, 60), merged.get(140, 60));
		on(window, w -> w.undo.doClick());
		assertArrayEquals(six, (byte[]) labels().getProcessor().getPixels());
		on(window, w -> w.redo.doClick());
		assertEquals(5, window.rows.getRowCount());
		assertTrue(window.suggestions.size() > 0);
	}

	@Test
	void labelsStandForTheirStack() throws Exception {
		Screen.get(Screen.inBackground(() -> IJ.runMacro("run('Apply Model...', 'model=" + file + " device=cpu'); if (getTitle() != " +
			"'cells-labels') exit(getTitle()); run('" + TITLE + "', 'model=" + file + " device=cpu');")));
		Screen.await("window", ClassEditorTest::window);
		assertEquals(WIDTH, labels().getWidth());
	}

	@Test
	void recordedLinesRepeatTheEdits() throws Exception {
		final Path copy = folder.resolve("copy.useg");
		Files.copy(file, copy);
		final Recorder recorder = new Recorder();
		try {
			final ClassEditorWindow window = open();
			on(window, w -> w.number.setValue(5));
			on(window, w -> w.select(2, false));
			on(window, w -> w.split.doClick());
			on(window, w -> w.table.setValueAt("my pores", 0, 3));
			on(window, w -> w.select(3, false));
			on(window, w -> w.up.doClick());
			on(window, w -> w.undo.doClick());
			on(window, w -> w.save.doClick());
			final List<String> lines = recorder.getText().lines().filter(l -> l.startsWith("run(\"Edit")).toList();
			assertEquals(3, lines.size(), lines.toString());
			for (final String line : lines) Screen.get(Screen.inBackground(() -> IJ.runMacro(line.replace("cells.useg",
				"copy.useg"))));
			assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(copy));
			assertEquals("my pores", ModelFile.read(file).classes().get(0).name());
			assertFalse(window.undo.isEnabled());
		}
		finally {
			Recorder.record = false;
			recorder.close();
		}
	}

	@Test
	void clicksNameClasses() throws Exception {
		final ClassEditorWindow window = open();
		for (final String[] point : new String[][] { { "noise", "20" }, { "stripes", "140" } }) {
			on(window, w -> w.name.setText(point[0]));
			if (!window.naming.isSelected()) on(window, w -> w.naming.doClick());
			click(Integer.parseInt(point[1]), 60, 0);
		}
		on(window, w -> w.naming.doClick());
		Screen.await("names", () -> window.rows.getRowCount() == 2 && "noise".equals(window.rows.getValueAt(0, 3)) ? true
			: null);
		assertEquals(1, labels().getProcessor().get(20, 60));
		assertEquals(2, labels().getProcessor().get(140, 60));
	}

	@Test
	void closingLeavesTheImageAsItWas() throws Exception {
		image.setRoi(5, 6, 7, 8);
		image.setSlice(2);
		final byte[] pixels = (byte[]) image.getProcessor().getPixels(), before = pixels.clone();
		final SegmentationModel model = ModelFile.read(file);
		final ClassEditorWindow window = open();
		assertEquals(2, labels().getCurrentSlice());
		on(window, w -> w.number.setValue(4));
		EventQueue.invokeAndWait(() -> labels().setSlice(1));
		EventQueue.invokeAndWait(() -> labels().close());
		Screen.press(Screen.messageDialog(TITLE), "Don't Save");
		Screen.awaitEnd(window);
		assertEquals(model.classes().stream().map(ClassInfo::name).toList(), ModelFile.read(file).classes().stream().map(
			ClassInfo::name).toList());
		assertArrayEquals(before, pixels);
		assertEquals(2, image.getCurrentSlice());
		assertEquals(7, image.getRoi().getFloatWidth());
	}

	@Test
	void closingAsksForEditsThatWereNotSaved() throws Exception {
		final ClassEditorWindow window = open();
		on(window, w -> w.number.setValue(4));
		EventQueue.invokeLater(() -> window.dispatchEvent(new WindowEvent(window, WindowEvent.WINDOW_CLOSING)));
		Screen.press(Screen.messageDialog(TITLE), "Cancel");
		EventQueue.invokeAndWait(() -> assertTrue(window.isShowing()));
		EventQueue.invokeLater(() -> window.dispatchEvent(new WindowEvent(window, WindowEvent.WINDOW_CLOSING)));
		Screen.press(Screen.messageDialog(TITLE), "Save");
		Screen.awaitEnd(window);
		assertEquals(4, ModelFile.read(file).classes().size());
	}

	@Test
	void selectionStaysWhileSlicesAreLookedThrough() throws Exception {
		final ClassEditorWindow window = open();
		on(window, w -> w.number.setValue(6));
		click(20, 60, 0);
		final int first = window.table.getSelectedRow();
		EventQueue.invokeAndWait(() -> labels().setSlice(2));
		EventQueue.invokeAndWait(() -> labels().updateAndDraw());
		click(140, 60, InputEvent.SHIFT_DOWN_MASK);
		assertEquals(2, window.table.getSelectedRowCount());
		assertTrue(window.table.isRowSelected(first));
		on(window, w -> w.suggested.setSelectedIndex(0));
		on(window, w -> w.suggested.getActionMap().get("merge").actionPerformed(null));
		assertEquals(5, window.rows.getRowCount());
		on(window, w -> w.table.setValueAt("a;b", 0, 3));
		assertEquals("a b", window.rows.getValueAt(0, 3));
		assertEquals("a b", ClassNames.of(labels()).name(1));
	}

	@Test
	void macrosNameColourAndStopAtWrongValues() throws Exception {
		Screen.get(Screen.inBackground(() -> {
			IJ.run(image, TITLE, "model=" + file + " names=[1=fine grain;2=coarse] colours=2=123456 relabel=yes device=cpu");
			return null;
		}));
		final ImagePlus edited = WindowManager.getCurrentImage();
		Screen.get(Screen.inBackground(() -> {
			IJ.run(image, "Apply Model...", "model=" + file + " device=cpu");
			return null;
		}));
		final ImagePlus applied = WindowManager.getCurrentImage();
		for (final ImagePlus labelled : List.of(edited, applied)) {
			assertEquals("fine grain", ClassNames.of(labelled).name(1));
			assertEquals("coarse", ClassNames.of(labelled).name(2));
			assertEquals(0x123456, ClassNames.of(labelled).rgb(2));
		}
		assertArrayEquals((byte[]) edited.getProcessor().getPixels(), (byte[]) applied.getProcessor().getPixels());
		final byte[] before = Files.readAllBytes(file);
		final var macro = Screen.inBackground(() -> IJ.runMacro("run('" + TITLE + "', 'model=" + file +
			" merge=1,7'); print('went on');"));
		final Dialog message = Screen.messageDialog("Macro Error");
		assertTrue(Screen.text(message).contains("merge"), Screen.text(message));
		Screen.press(message, "OK");
		Screen.get(macro);
		assertFalse(Screen.log().contains("went on"), Screen.log());
		assertArrayEquals(before, Files.readAllBytes(file));
	}
}
