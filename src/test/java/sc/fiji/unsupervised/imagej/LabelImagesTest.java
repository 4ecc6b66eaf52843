package sc.fiji.unsupervised.imagej;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ColorProcessor;
import ij.process.ShortProcessor;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.segment.Palette;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelImagesTest {

	private static ImagePlus source(final String title, final int channels, final int sections, final int frames) {
		final ImageStack stack = new ImageStack(4, 3);
		for (int i = 0; i < channels * sections * frames; i++)
			stack.addSlice("label " + i, new ShortProcessor(4, 3));
		final ImagePlus image = new ImagePlus(title, stack);
		image.setDimensions(channels, sections, frames);
		final Calibration calibration = new Calibration();
		calibration.pixelWidth = 0.5;
		calibration.pixelHeight = 0.25;
		calibration.pixelDepth = 2;
		calibration.setUnit("micron");
		calibration.frameInterval = 7;
		calibration.xOrigin = 3;
		calibration.setFunction(Calibration.STRAIGHT_LINE, new double[] { -32768, 1 }, "HU");
		image.setCalibration(calibration);
		return image;
	}

	private static List<Img<UnsignedByteType>> maps(final int count) {
		return IntStream.range(0, count).mapToObj(i -> (Img<UnsignedByteType>) ArrayImgs.unsignedBytes(new byte[] { 0, 1, 2,
			3, 1, 1, 1, 1, 2, 2, 2, (byte) (i % 3 + 1) }, 4, 3)).toList();
	}

	private static ImagePlus labels() {
		return LabelImages.of(source("My cells.tif", 2, 3, 4), maps(12), 3);
	}

	@Test
	void sectionsAndTimeStayAndChannelsGo() {
		final ImagePlus labels = labels();
		assertArrayEquals(new int[] { 4, 3, 1, 3, 4 }, labels.getDimensions());
		assertEquals(8, labels.getBitDepth());
		assertTrue(labels.getOpenAsHyperStack());
		for (int i = 0; i < 12; i++) {
			assertEquals("label " + 2 * i, labels.getStack().getSliceLabel(i + 1));
			assertEquals(i % 3 + 1, labels.getStack().getProcessor(i + 1).get(11));
		}
	}

	@Test
	void spatialCalibrationStaysAndDensityGoes() {
		final ImagePlus source = source("a", 1, 2, 1);
		final Calibration calibration = LabelImages.of(source, maps(2), 3).getCalibration();
		assertEquals(0.5, calibration.pixelWidth);
		assertEquals(0.25, calibration.pixelHeight);
		assertEquals(2, calibration.pixelDepth);
		assertEquals("micron", calibration.getUnit());
		assertEquals(7, calibration.frameInterval);
		assertEquals(3, calibration.xOrigin);
		assertFalse(calibration.calibrated());
		assertEquals(2, calibration.getCValue(2));
		assertTrue(source.getCalibration().calibrated());
	}

	@ParameterizedTest
	@CsvSource({ "cells.tif,cells", "cells,cells", "my cells.tif,mycells", "a.b.png,a.b" })
	void titleIsShortTitleAndLabels(final String title, final String expected) {
		assertEquals(expected + "-labels", LabelImages.of(source(title, 1, 1, 1), maps(1), 3).getTitle());
	}

	@Test
	void rangeAndColours() {
		final ImagePlus labels = labels();
		assertEquals(0, labels.getDisplayRangeMin());
		assertEquals(3, labels.getDisplayRangeMax());
		labels.setSlice(12);
		assertEquals(3, labels.getDisplayRangeMax());
		final ColorProcessor shown = new ColorProcessor(labels.getImage());
		for (int i = 0; i < 4; i++)
			assertEquals(Palette.rgb(i), shown.get(i) & 0xffffff);
	}

	@Test
	void aSavedImageComesBackTheSame(@TempDir final Path folder) {
		final String path = folder.resolve("labels.tif").toString();
		IJ.saveAsTiff(labels(), path);
		final ImagePlus back = IJ.openImage(path);
		assertArrayEquals(new int[] { 4, 3, 1, 3, 4 }, back.getDimensions());
		assertEquals(3, back.getDisplayRangeMax());
		assertEquals("micron", back.getCalibration().getUnit());
		assertEquals("label 2", back.getStack().getSliceLabel(2));
		final ColorProcessor shown = new ColorProcessor(back.getImage());
		for (int i = 0; i < 4; i++)
			assertEquals(Palette.rgb(i), shown.get(i) & 0xffffff);
	}

	@Test
	void manyClassesNeedSixteenBits(@TempDir final Path folder) {
		final short[] plane = new short[12];
		for (int i = 0; i < 12; i++)
			plane[i] = (short) (i * 5461);
		final ImagePlus labels = LabelImages.of(source("many", 1, 1, 1), List.of(ArrayImgs.unsignedShorts(plane, 4, 3)),
			60071);
		assertEquals(16, labels.getBitDepth());
		assertEquals(60071, labels.getProcessor().get(11));
		assertEquals(60071, labels.getDisplayRangeMax());
		assertEquals(60071, labels.getCalibration().getCValue(60071));
		final String path = folder.resolve("labels.tif").toString();
		IJ.saveAsTiff(labels, path);
		assertEquals(60071, IJ.openImage(path).getProcessor().get(11));
	}

	@ParameterizedTest
	@CsvSource({ "255,8", "256,16" })
	void depthFollowsTheNumberOfClasses(final int classes, final int bits) {
		final ImagePlus labels = LabelImages.of(source("a", 1, 1, 1), maps(1), classes);
		assertEquals(bits, labels.getBitDepth());
		assertEquals(3, labels.getProcessor().get(3));
	}

	@Test
	void classMapsHaveToFit() {
		assertThrows(IllegalArgumentException.class, () -> LabelImages.of(source("a", 1, 2, 1), maps(1), 3));
		assertThrows(IllegalArgumentException.class, () -> LabelImages.of(source("a", 1, 1, 1), List.of(ArrayImgs
			.unsignedBytes(3, 4)), 3));
	}

	@Test
	void theSourceStaysAsItIs() {
		final ImagePlus source = source("a", 2, 3, 4);
		source.setPosition(2, 3, 4);
		source.setRoi(1, 1, 2, 2);
		LabelImages.of(source, maps(12), 3);
		assertEquals(24, source.getCurrentSlice());
		assertEquals(1, source.getRoi().getBounds().x);
		assertEquals("a", source.getTitle());
	}
}
