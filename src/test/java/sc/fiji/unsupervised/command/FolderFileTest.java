package sc.fiji.unsupervised.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ij.IJ;
import ij.ImagePlus;

import sc.fiji.unsupervised.imagej.InputFile;
import sc.fiji.unsupervised.stack.Recoloured;

class FolderFileTest {

	/** Sections of a file lie as far apart for the dense CRF over x, y and z as those of the open image. */
	@Test
	void knowsTheDistanceOfSections(@TempDir final Path folder) {
		final ImagePlus image = IJ.createImage("sections", "8-bit ramp", 20, 10, 3);
		image.getCalibration().setUnit("nm");
		image.getCalibration().pixelWidth = image.getCalibration().pixelHeight = 4;
		image.getCalibration().pixelDepth = 40;
		final Path path = folder.resolve("sections.tif");
		IJ.saveAsTiff(image, path.toString());
		final InputFile file = new InputFile(path, UnaryOperator.identity());
		assertEquals(10, new FolderFile(file, file).depth(1), 1e-9);
		assertEquals(10, new FolderFile(file, Recoloured.asRgb(file)).depth(2), 1e-9);
		assertTrue(new FolderFile(file, file).region(1).isWhole());
	}
}
