package sc.fiji.unsupervised.imagej;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.plugin.frame.Recorder;
import ij.plugin.frame.RoiManager;
import ij.process.ImageProcessor;

import java.awt.Choice;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.unsupervised.TestImages;

/** Measure Classes and Evaluate Labels in a real ImageJ 1.x: dialogs, macros, tables, ROI Manager. */
class MeasuringInImageJTest {

	@TempDir
	Path folder;

	@BeforeEach
	void start() throws Exception {
		Screen.start();
	}

	@AfterEach
	void tidy() throws Exception {
		final RoiManager manager = RoiManager.getRawInstance();
		if (manager != null) {
			manager.reset();
			manager.close();
		}
		Screen.tidy();
	}

	/** Labels 1 left and 2 right of which the top row has none. */
	private static ImagePlus labels(final String title, final int slices) {
		final ImagePlus image = TestImages.truth(title, 64, 48, slices);
		for (int s = 1; s <= slices; s++) {
			final ImageProcessor plane = image.getStack().getProcessor(s);
			for (int i = 0; i < plane.getPixelCount(); i++) plane.set(i, plane.get(i) == 255 ? 0 : plane.get(i) + 1);
		}
		image.setLut(Luts.classes(2));
		image.getCalibration().pixelWidth = image.getCalibration().pixelHeight = 0.5;
		return image;
	}

	@Test
	void dialogOffersOpenImagesAndItsLineRepeatsTheTable() throws Exception {
		TestImages.twoTextures("my cells.tif", 64, 48, 2).show();
		labels("cells-labels", 2).show();
		final Recorder recorder = new Recorder();
		try {
			Screen.command("Measure Classes...");
			final GenericDialog dialog = Screen.dialog("Measure Classes...");
			final Choice images = (Choice) dialog.getChoices().get(1);
			assertEquals("none", images.getSelectedItem());
			assertEquals("my cells.tif", images.getItem(0));
			Screen.choose(dialog, 1, "my cells.tif");
			Screen.press(dialog, "OK");
			final ResultsTable table = Screen.await("table", () -> ResultsTable.getResultsTable().size() == 4 ? ResultsTable
				.getResultsTable() : null);
			final String line = Screen.await("recorded line", () -> recorder.getText().contains("run(") ? recorder.getText()
				.strip() : null);
			assertTrue(line.contains("intensities=[my cells.tif]"), line);
			final double mean = table.getValue("Mean1", 0);
			Recorder.record = false;
			final String more = " print(nResults + ' ' + getResult('Mean1', 0) + ' ' + getResultString('Name', 1)); saveAs(" +
				"'Results', '" + folder.resolve("r.csv").toString().replace('\\', '/') + "');";
			Screen.get(Screen.inBackground(() -> IJ.runMacro("run('Clear Results'); " + line + more)));
			assertTrue(Screen.log().startsWith("4 " + IJ.d2s(mean, 4).substring(0, 5)), Screen.log());
			assertTrue(Screen.log().contains("class 2"), Screen.log());
			assertEquals(5, Files.readAllLines(folder.resolve("r.csv")).size());
		}
		finally {
			Recorder.record = false;
			recorder.close();
		}
	}

	@Test
	void outlinesGoToTheManagerWithTheirSlice() throws Exception {
		labels("cells-labels", 2).show();
		Screen.get(Screen.inBackground(() -> IJ.runMacro("run('Measure Classes...', 'outlines=manager mask=2');")));
		final Roi[] rois = RoiManager.getRawInstance().getRoisAsArray();
		assertEquals(4, rois.length);
		assertEquals("class 2 0002", rois[3].getName());
		assertEquals(2, rois[3].getPosition());
		assertEquals(32 * 47, rois[3].getStatistics().pixelCount);
		assertEquals("cells-labels-class 2", WindowManager.getCurrentImage().getTitle());
	}

	@Test
	void outlinesInBatchModeNeedNoWindow() throws Exception {
		final String out = Screen.get(Screen.inBackground(() -> IJ.runMacro("""
			setBatchMode(true);
			newImage("labels", "8-bit black", 20, 10, 1);
			makeRectangle(0, 0, 5, 5);
			run("Add...", "value=1");
			run("Select None");
			run("Measure Classes...", "outlines=manager");
			return "" + roiManager("count") + " " + getResult("Area", 0);
			""")));
		assertEquals("1 25", out);
	}

	@Test
	void evaluationShowsTablesAndPicture() throws Exception {
		TestImages.truth("truth.tif", 64, 48, 2).show();
		final ImagePlus labels = labels("cells-labels", 2);
		labels.show();
		Screen.command("Evaluate Labels...");
		final GenericDialog dialog = Screen.dialog("Evaluate Labels...");
		assertEquals("truth.tif", ((Choice) dialog.getChoices().get(0)).getSelectedItem());
		Screen.press(dialog, "OK");
		Screen.await("picture", () -> WindowManager.getImage("Confusion of cells-labels"));
		assertNotNull(ResultsTable.getResultsTable("Confusion"));
		assertEquals(100, ResultsTable.getResultsTable().getValue("IoU", 2));
	}
}
