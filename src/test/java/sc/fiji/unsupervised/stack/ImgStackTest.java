package sc.fiji.unsupervised.stack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.UserException;

class ImgStackTest {

	/** Element value = its index in the order of dimensions. */
	private static Img<UnsignedShortType> counted(final long... dims) {
		final Img<UnsignedShortType> img = ArrayImgs.unsignedShorts(dims);
		int i = 0;
		for (final UnsignedShortType t : img)
			t.set(i++);
		return img;
	}

	@Test
	void slicesRunOverSectionsThenTime() {
		final ImageStack stack = ImgStack.of(counted(4, 3, 2, 5, 6), Axes.parse("XYCZT"));
		assertEquals(30, stack.slices());
		assertEquals(2, stack.channels());
		assertEquals(4, stack.width(0));
		assertEquals(3, stack.height(0));
		assertEquals(new Position(2, 3, ""), stack.position(17));
		final float[] plane = stack.plane(17, 1);
		final int base = 12 * (1 + 2 * (2 + 5 * 3));
		for (int i = 0; i < 12; i++)
			assertEquals(base + i, plane[i]);
		assertFalse(stack.isRgb());
	}

	@Test
	void dimensionsMayComeInAnyOrder() {
		final ImageStack stack = ImgStack.of(counted(2, 3, 5, 4), Axes.parse("CYTX"));
		assertEquals(4, stack.width(0));
		assertEquals(3, stack.height(0));
		assertEquals(5, stack.slices());
		final float[] plane = stack.plane(3, 1);
		for (int y = 0; y < 3; y++)
			for (int x = 0; x < 4; x++)
				assertEquals(1 + 2 * (y + 3 * (3 + 5 * x)), plane[y * 4 + x]);
	}

	@Test
	void offsetViewsAndOtherTypesWork() {
		final Img<FloatType> img = ArrayImgs.floats(new float[] { 0, 1, 2, 3, 4, 5, 6, 7, 8 }, 3, 3);
		final ImageStack part = ImgStack.of(Views.interval(img, new long[] { 1, 1 }, new long[] { 2, 2 }), Axes.parse("XY"));
		assertArrayEquals(new float[] { 4, 5, 7, 8 }, part.plane(0, 0));
		final ImageStack bytes = ImgStack.of(ArrayImgs.unsignedBytes(new byte[] { -1, 5 }, 2, 1), Axes.parse("XY"));
		assertArrayEquals(new float[] { 255, 5 }, bytes.plane(0, 0));
	}

	@Test
	void coloursBecomeChannels() {
		final Img<ARGBType> img = ArrayImgs.argbs(new int[] { 0xff102030, 0xff405060 }, 1, 2, 1);
		final ImageStack stack = ImgStack.ofRgb(img, Axes.parse("XYZ"));
		assertTrue(stack.isRgb());
		assertEquals(3, stack.channels());
		assertArrayEquals(new float[] { 0x10, 0x40 }, stack.plane(0, 0));
		assertArrayEquals(new float[] { 0x20, 0x50 }, stack.plane(0, 1));
		assertArrayEquals(new float[] { 0x30, 0x60 }, stack.plane(0, 2));
		assertThrows(UserException.class, () -> ImgStack.ofRgb(img, Axes.parse("XYC")));
	}

	@Test
	void imageAndAxesHaveToFit() {
		final Img<UnsignedByteType> img = ArrayImgs.unsignedBytes(2, 2, 3);
		assertThrows(UserException.class, () -> ImgStack.of(img, Axes.parse("XY")));
		assertThrows(UserException.class, () -> ImgStack.of(img, Axes.parse("XYZT")));
		assertEquals(1, ImgStack.of(ArrayImgs.unsignedBytes(2, 2, 1), Axes.parse("XY")).slices());
	}
}
