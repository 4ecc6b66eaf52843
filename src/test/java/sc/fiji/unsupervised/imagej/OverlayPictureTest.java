package sc.fiji.unsupervised.imagej;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.process.ByteProcessor;
import ij.process.ColorProcessor;

import org.junit.jupiter.api.Test;

class OverlayPictureTest {

	@Test
	void greyUnderColourAndBordersInFullColour() {
		final ByteProcessor labels = new ByteProcessor(4, 1, new byte[] { 1, 1, 2, 0 });
		final float[][] grey = { { 100, 100, 100, 100 }, { 200, 200, 200, 200 } };
		final ColorProcessor picture = OverlayPicture.draw(grey, labels);
		final int colour = Luts.colour(1);
		for (int shift = 0; shift <= 16; shift += 8)
			assertEquals(150 * 0.65 + (colour >> shift & 0xff) * 0.35, picture.get(0) >> shift & 0xff, 0.51);
		assertEquals(colour, picture.get(1) & 0xffffff);
		assertEquals(Luts.colour(2), picture.get(2) & 0xffffff);
		assertEquals(0x969696, picture.get(3) & 0xffffff);
	}
}
