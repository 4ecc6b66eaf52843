package sc.fiji.unsupervised.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.measure.ResultsTable;
import ij.process.ByteProcessor;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.command.CommandModule;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.TestImages;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.imagej.CommandKeys;
import sc.fiji.unsupervised.segment.TrainOptions;
import sc.fiji.unsupervised.imagej.ImagePlusStack;
import sc.fiji.unsupervised.model.ModelFile;
import sc.fiji.unsupervised.segment.Segmenter;

class MeasureClassesTest {

	@TempDir
	Path folder;

	/** Class 1 left, 2 right, 2 sections, with names in its Info. */
	private static ImagePlus labels() {
		final ImageStack stack = new ImageStack(8, 4);
		for (int s = 0; s < 2; s++) {
			final ByteProcessor plane = new ByteProcessor(8, 4);
			for (int i = 0; i < 32; i++) plane.set(i, i % 8 < 3 + s ? 1 : 2);
			stack.addSlice("z" + s, plane);
		}
		final ImagePlus image = new ImagePlus("cells-labels", stack);
		image.setDimensions(1, 2, 1);
		image.getCalibration().pixelWidth = image.getCalibration().pixelHeight = 0.5;
		image.setProperty("Info", "Class 1: dark\nClass 2: bright\n");
		return image;
	}

	private static CommandModule run(final ImagePlus image, final Map<String, String> texts) {
		final CommandKeys keys = new CommandKeys(MeasureClasses.class);
		final CommandModule module = keys.create();
		keys.parse(texts).forEach(module::setInput);
		module.setInput("image", image);
		module.setInput("progress", Progress.NONE);
		module.run();
		return module;
	}

	@Test
	void tableAndFileHoldTheSame() throws Exception {
		final File csv = folder.resolve("table.csv").toFile();
		final ResultsTable table = (ResultsTable) run(labels(), Map.of("output", csv.getPath())).getOutput("results");
		assertEquals(4, table.size());
		assertEquals("dark", table.getStringValue("Name", 0));
		assertEquals(12 * 0.25, table.getValue("Area", 0));
		assertEquals(1, table.getValue("Components", 3));
		final ResultsTable read = ResultsTable.open(csv.getPath());
		assertEquals(table.getColumnHeadings().strip(), read.getColumnHeadings().strip());
		for (int r = 0; r < 4; r++) {
			assertEquals(table.getStringValue("Name", r), read.getStringValue("Name", r));
			for (final String column : List.of("Slice", "Frame", "Class", "Pixels", "Fraction", "Area", "Boundary", "SizeMax"))
				assertEquals(table.getValue(column, r), read.getValue(column, r), column);
		}
	}

	@Test
	void intensitiesOfAFile() {
		final ImageStack stack = new ImageStack(8, 4);
		for (int s = 0; s < 2; s++) {
			final ByteProcessor plane = new ByteProcessor(8, 4);
			plane.setValue(10 + s);
			plane.fill();
			stack.addSlice(plane);
		}
		final ImagePlus values = new ImagePlus("v", stack);
		values.setDimensions(1, 2, 1);
		final String path = folder.resolve("values.tif").toString();
		assertTrue(new FileSaver(values).saveAsTiffStack(path));
		final ResultsTable table = (ResultsTable) run(labels(), Map.of("intensities", path)).getOutput("results");
		assertEquals(10, table.getValue("Mean1", 1));
		assertEquals(11, table.getValue("Mean1", 2));
		assertEquals(0, table.getValue("SD1", 2));
	}

	@Test
	void volumesAndComponents() {
		final ResultsTable volumes = (ResultsTable) run(labels(), Map.of("table", "volumes")).getOutput("results");
		assertEquals(2, volumes.size());
		assertEquals(28 * 0.25, volumes.getValue("Volume", 0));
		final ResultsTable components = (ResultsTable) run(labels(), Map.of("table", "components")).getOutput("results");
		assertEquals(4, components.size());
		assertEquals(1.5 * 0.5, components.getValue("X", 0));
	}

	@Test
	void maskByNumberAndName() {
		for (final String key : List.of("2", "bright")) {
			final ImagePlus mask = (ImagePlus) run(labels(), Map.of("mask", key)).getOutput("masks");
			assertEquals("cells-labels-bright", mask.getTitle());
			assertEquals(2, mask.getNSlices());
			assertEquals(0.5, mask.getCalibration().pixelWidth);
			assertEquals("z1", mask.getStack().getSliceLabel(2));
			assertEquals(255, mask.getStack().getProcessor(1).get(3, 0));
			assertEquals(0, mask.getStack().getProcessor(2).get(3, 0));
		}
		assertNull(run(labels(), Map.of()).getOutput("masks"));
	}

	@Test
	void namesOfAModel() throws Exception {
		final ImagePlus image = TestImages.twoTextures("cells.tif", 48, 40, 1);
		final TrainOptions options = TrainOptions.defaults().withClasses(3).withMethod("kmeans");
		final Path file = folder.resolve("m.useg");
		ModelFile.write(file, Segmenter.train(ImagePlusStack.of(image), options, Progress.NONE));
		final ResultsTable table = (ResultsTable) run(labels(), Map.of("model", file.toString())).getOutput("results");
		assertEquals(6, table.size());
		assertEquals("class 3", table.getStringValue("Name", 2));
	}

	@Test
	void wrongValuesGiveOneSentence() throws Exception {
		final List<String[]> wrong = new ArrayList<>();
		wrong.add(new String[] { "mask", "green", "mask=green is no class of this image; use none, " });
		wrong.add(new String[] { "mask", "3", "mask=3 is no class of this image" });
		wrong.add(new String[] { "intensities", "missing.tif",
			"intensities=missing.tif is neither the title of an open image (none is open) nor a file; check its name." });
		wrong.add(new String[] { "output", Files.createDirectory(folder.resolve("f")) + "/x/y.csv", "output=" });
		wrong.add(new String[] { "table", "all", "table=all is not known; use slices, volumes or components." });
		for (final String[] w : wrong) {
			final String message = assertThrows(UserException.class, () -> run(labels(), Map.of(w[0], w[1]))).getMessage();
			assertTrue(message.startsWith(w[2]), message);
		}
		assertEquals("The image none has no label above 0; give one with a whole number from 1 for each class.", assertThrows(
			UserException.class, () -> run(new ImagePlus("none", new ByteProcessor(2, 2)), Map.of())).getMessage());
		assertTrue(assertThrows(UserException.class, () -> run(new ImagePlus(), Map.of())).getMessage().startsWith(
			"There is no image open"));
	}
}
