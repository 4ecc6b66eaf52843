package sc.fiji.unsupervised.imagej;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.io.FileInfo;
import ij.io.Opener;
import ij.io.TiffDecoder;
import ij.process.ImageConverter;
import ij.process.LUT;
import ij.process.StackConverter;

import java.awt.Color;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.unsupervised.TestImages;

/** Stacks that are read plane by plane have the same pixels and properties as those that are read at once. */
class LargeTiffTest {

	private static final int WIDTH = 40, HEIGHT = 30, PLANES = 6;

	@TempDir
	Path folder;

	private Path write(final String kind) throws Exception {
		ImagePlus image = TestImages.twoTextures("cells", WIDTH, HEIGHT, PLANES);
		switch (kind) {
			case "16" -> new ImageConverter(image).convertToGray16();
			case "32" -> new ImageConverter(image).convertToGray32();
			case "rgb" -> new StackConverter(image).convertToRGB();
			case "lut" -> image.setLut(LUT.createLutFromColor(Color.GREEN));
			case "channels" -> {
				image.setDimensions(2, 3, 1);
				image = new CompositeImage(image, CompositeImage.COMPOSITE);
			}
			case "frames" -> {
				image.setDimensions(1, 2, 3);
				image.setOpenAsHyperStack(true);
			}
			default -> {}
		}
		final Path path = folder.resolve("cells.tif");
		TiffFile.write(image, path);
		return path;
	}

	private FileInfo[] pages(final Path path) throws Exception {
		return new TiffDecoder(path.getParent() + "/", path.getFileName().toString()).getTiffInfo();
	}

	@ParameterizedTest
	@ValueSource(strings = { "8", "16", "32", "rgb", "lut", "channels", "frames" })
	void isReadAsOtherwise(final String kind) throws Exception {
		final Path path = write(kind);
		assertTrue(LargeTiff.isLarge(pages(path), 1000));
		final ImagePlus held = new Opener().openTiff(path.getParent() + "/", path.getFileName().toString());
		final ImagePlus read = LargeTiff.open(path);
		assertTrue(read.getStack().isVirtual());
		assertFalse(held.getStack().isVirtual());
		assertArrayEquals(held.getDimensions(), read.getDimensions());
		assertEquals(held.getType(), read.getType());
		assertEquals(calibration(held), calibration(read));
		for (int s = 0; s < held.getStackSize(); s++) assertEquals(held.getStack().getSliceLabel(s + 1), read.getStack()
			.getSliceLabel(s + 1));
		final ImagePlusStack expected = ImagePlusStack.of(held), found = ImagePlusStack.of(read);
		assertEquals(expected.slices(), found.slices());
		assertEquals(expected.isRgb(), found.isRgb());
		for (int s = 0; s < expected.slices(); s++)
			for (int c = 0; c < expected.channels(); c++) assertArrayEquals(expected.plane(s, c), found.plane(s, c));
	}

	private static String calibration(final ImagePlus image) {
		return image.getCalibration().toString().replaceAll("@[0-9a-f]+", "");
	}

	@Test
	void onlyWhatFillsTheMemory() throws Exception {
		final FileInfo[] pages = pages(write("8"));
		final long bytes = WIDTH * HEIGHT * PLANES;
		assertFalse(LargeTiff.isLarge(pages, 4 * bytes));
		assertTrue(LargeTiff.isLarge(pages, 4 * bytes - 4));
		for (final FileInfo page : pages) page.fileType = FileInfo.GRAY16_SIGNED;
		assertFalse(LargeTiff.isLarge(pages, 1), "ImageJ reads these in another way");
	}
}
