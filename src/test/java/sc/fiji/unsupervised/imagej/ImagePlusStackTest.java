package sc.fiji.unsupervised.imagej;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.IntProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.stack.ChannelMap;
import sc.fiji.unsupervised.stack.IntensityScale;
import sc.fiji.unsupervised.stack.IntensityScale.Mode;
import sc.fiji.unsupervised.stack.Slices;

class ImagePlusStackTest {

	private static float[] only(final ImageProcessor processor) {
		return ImagePlusStack.of(new ImagePlus("one", processor)).plane(0, 0);
	}

	@Test
	void allBitDepths() {
		assertArrayEquals(new float[] { 0, 127, 128, 255 }, only(new ByteProcessor(2, 2, new byte[] { 0, 127, -128, -1 })));
		assertArrayEquals(new float[] { 0, 32767, 32768, 65535 }, only(new ShortProcessor(2, 2, new short[] { 0, 32767,
			-32768, -1 }, null)));
		assertArrayEquals(new float[] { -1.5f, Float.NaN }, only(new FloatProcessor(2, 1, new float[] { -1.5f, Float.NaN })));
		assertThrows(UserException.class, () -> only(new IntProcessor(2, 1, new int[] { -7, 7 })));
	}

	@Test
	void coloursBecomeChannels() {
		final ImagePlusStack stack = ImagePlusStack.of(new ImagePlus("rgb", new ColorProcessor(2, 1, new int[] { 0xff102030,
			0x405060 })));
		assertTrue(stack.isRgb());
		assertEquals(3, stack.channels());
		assertArrayEquals(new float[] { 0x10, 0x40 }, stack.plane(0, 0));
		assertArrayEquals(new float[] { 0x20, 0x50 }, stack.plane(0, 1));
		assertArrayEquals(new float[] { 0x30, 0x60 }, stack.plane(0, 2));
	}

	/** 2 channels, 3 sections, 4 frames; value = 100 t + 10 z + c. */
	private static ImagePlus hyperstack() {
		final ImageStack stack = new ImageStack(5, 4);
		for (int t = 0; t < 4; t++)
			for (int z = 0; z < 3; z++)
				for (int c = 0; c < 2; c++) {
					final ImageProcessor p = new ShortProcessor(5, 4);
					p.set(100 * t + 10 * z + c);
					stack.addSlice("c" + c + " z" + z + " t" + t + "\nmeta data", p);
				}
		final ImagePlus image = new ImagePlus("hyper", stack);
		image.setDimensions(2, 3, 4);
		image.setOpenAsHyperStack(true);
		return new CompositeImage(image, IJ.COMPOSITE);
	}

	@Test
	void hyperstackRunsOverSectionsThenTime() {
		final ImagePlus image = hyperstack();
		image.setPosition(2, 3, 2);
		image.setRoi(new Roi(1, 1, 2, 2));
		final ImagePlusStack stack = ImagePlusStack.of(image);
		assertEquals(12, stack.slices());
		assertEquals(2, stack.channels());
		assertEquals(5, stack.width(0));
		assertEquals(4, stack.height(0));
		assertFalse(stack.isRgb());
		for (int i = 0; i < 12; i++) {
			assertEquals(i % 3, stack.position(i).z());
			assertEquals(i / 3, stack.position(i).t());
			assertEquals("c0 z" + i % 3 + " t" + i / 3, stack.position(i).label());
			for (int c = 0; c < 2; c++)
				assertEquals(100 * (i / 3) + 10 * (i % 3) + c, stack.plane(i, c)[19]);
		}
		assertEquals(2, image.getC());
		assertEquals(3, image.getZ());
		assertEquals(2, image.getT());
		assertNotNull(image.getRoi());
		assertThrows(IndexOutOfBoundsException.class, () -> stack.plane(12, 0));
		assertThrows(IndexOutOfBoundsException.class, () -> stack.plane(0, 2));
	}

	private static LUT lut(final int seed) {
		final byte[][] rgb = new byte[3][256];
		final Random random = new Random(seed);
		for (final byte[] channel : rgb)
			random.nextBytes(channel);
		return new LUT(rgb[0], rgb[1], rgb[2]);
	}

	@Test
	void paletteIsColourAndFalseColourIsValue() {
		final ByteProcessor palette = new ByteProcessor(2, 1, new byte[] { 5, -1 });
		final LUT colours = lut(1);
		palette.setLut(colours);
		final ImagePlusStack stack = ImagePlusStack.of(new ImagePlus("palette", palette));
		assertTrue(stack.isRgb());
		for (int c = 0; c < 3; c++)
			assertArrayEquals(new float[] { colours.getRGB(5) >> 16 - 8 * c & 0xff, colours.getRGB(255) >> 16 - 8 * c & 0xff },
				stack.plane(0, c));

		for (final LUT smooth : List.of(LUT.createLutFromColor(Color.GREEN), LUT.createLutFromColor(Color.WHITE)
			.createInvertedLut())) {
			final ByteProcessor grey = new ByteProcessor(2, 1, new byte[] { 5, -1 });
			grey.setLut(smooth);
			assertFalse(ImagePlusStack.of(new ImagePlus("false colour", grey)).isRgb());
			assertArrayEquals(new float[] { 5, 255 }, only(grey));
		}
	}

	@Test
	void virtualStackIsReadPlaneByPlaneAndOnlyOnDemand() {
		final List<Integer> read = new ArrayList<>();
		final VirtualStack planes = new VirtualStack(6, 5, null, null) {

			@Override
			public ImageProcessor getProcessor(final int n) {
				read.add(n);
				final ByteProcessor p = new ByteProcessor(6, 5);
				p.set(0, 0, n);
				return p;
			}
		};
		for (int i = 0; i < 20; i++)
			planes.addSlice("slice " + i);
		final ImagePlus image = new ImagePlus("virtual", planes);
		image.setDimensions(2, 10, 1);
		read.clear();
		final ImagePlusStack stack = ImagePlusStack.of(image);
		assertEquals(List.of(), read);
		assertEquals(8, stack.plane(3, 1)[0]);
		assertEquals(List.of(8), read);
		read.clear();
		final ChannelMap channels = ChannelMap.parse("2", 2);
		final IntensityScale scale = IntensityScale.fit(stack, channels, Mode.STACK, Progress.NONE);
		assertEquals(20, read.size());
		read.clear();
		new Slices(stack, channels, scale, 1).read(9);
		assertEquals(List.of(20), read);
		assertEquals(1, image.getCurrentSlice());
	}

	@Test
	void whatIsNoStackIsRefused() {
		assertThrows(UserException.class, () -> ImagePlusStack.of(null));
		assertThrows(UserException.class, () -> ImagePlusStack.of(new ImagePlus()));
		final ImageStack colours = new ImageStack(2, 2);
		colours.addSlice(new ColorProcessor(2, 2));
		colours.addSlice(new ColorProcessor(2, 2));
		final ImagePlus both = new ImagePlus("both", colours);
		both.setDimensions(2, 1, 1);
		final UserException e = assertThrows(UserException.class, () -> ImagePlusStack.of(both));
		assertTrue(e.getMessage().contains("both"));
	}
}
