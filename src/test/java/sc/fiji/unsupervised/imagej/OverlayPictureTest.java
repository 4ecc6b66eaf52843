package sc.fiji.unsupervised.imagej;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.LUT;
import ij.process.ShortProcessor;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;

import net.imglib2.img.array.ArrayImgs;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.model.SegmentationModel.ClassInfo;
import sc.fiji.unsupervised.segment.Palette;

class OverlayPictureTest {

	@Test
	void greyUnderColourAndBordersInFullColour() {
		final ImageStack stack = new ImageStack(4, 1);
		stack.addSlice(new ShortProcessor(4, 1));
		stack.addSlice(new ShortProcessor(4, 1, new short[] { 1000, 3000, 1000, 3000 }, null));
		final ImagePlus image = new ImagePlus("image", stack);
		final ImagePlus labels = LabelImages.of(image, List.of(ArrayImgs.unsignedBytes(4, 1), ArrayImgs.unsignedBytes(
			new byte[] { 1, 1, 2, 0 }, 4, 1)), 2);
		final BufferedImage picture = OverlayPicture.of(image, labels, 1);
		final int colour = Palette.rgb(1);
		for (int shift = 0; shift <= 16; shift += 8)
			assertEquals((colour >> shift & 0xff) * 0.35, picture.getRGB(0, 0) >> shift & 0xff, 0.51);
		assertEquals(colour, picture.getRGB(1, 0) & 0xffffff);
		assertEquals(Palette.rgb(2), picture.getRGB(2, 0) & 0xffffff);
		assertEquals(0xffffff, picture.getRGB(3, 0) & 0xffffff);
		assertEquals(0, OverlayPicture.of(image, labels, 0).getRGB(3, 0) & 0xffffff);
	}

	@Test
	void coloursAreThoseOfTheLabelImage() {
		final ImagePlus image = new ImagePlus("image", new ShortProcessor(3, 1, new short[] { 5, 6, 7 }, null));
		final ImagePlus labels = LabelImages.of(image, List.of(ArrayImgs.unsignedBytes(new byte[] { 1, 2, 3 }, 3, 1)), 3);
		labels.setLut(Luts.classes(List.of(new ClassInfo("a", 0x112233, 0), new ClassInfo("b", 0x445566, 0), new ClassInfo("c",
			0x778899, 0))));
		labels.setDisplayRange(0, 3);
		final BufferedImage picture = OverlayPicture.of(image, labels, 0);
		assertEquals(0x112233, picture.getRGB(0, 0) & 0xffffff);
		assertEquals(0x445566, picture.getRGB(1, 0) & 0xffffff);
		assertEquals(0x778899, ClassNames.of(labels).rgb(3));
		labels.getProcessor().setLut(LUT.createLutFromColor(Color.WHITE));
		assertEquals(Palette.rgb(3), ClassNames.of(labels).rgb(3));
	}
}
