package sc.fiji.unsupervised.imagej;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OmeAxesTest {

	/** Pages numbered in the order of the file. */
	private static ImagePlus pages(final int count) {
		final ImageStack stack = new ImageStack(1, 1);
		for (int i = 0; i < count; i++)
			stack.addSlice(new ByteProcessor(1, 1, new byte[] { (byte) i }));
		return new ImagePlus("pages", stack);
	}

	@Test
	void axesOrderAndPixelSize() {
		final ImagePlus image = OmeAxes.arrange(pages(24), "<?xml version=\"1.0\"?><OME><Image><Pixels ID=\"Pixels:0\" " +
			"DimensionOrder=\"XYZCT\" SizeX=\"1\" SizeY=\"1\" SizeC=\"2\" SizeZ=\"3\" SizeT=\"4\" PhysicalSizeX=\"0.1\" " +
			"PhysicalSizeY=\"0.2\" PhysicalSizeZ=\"1.5e0\" TimeIncrement=\"2\"><Channel/></Pixels></Image></OME>");
		assertArrayEquals(new int[] { 1, 1, 2, 3, 4 }, image.getDimensions());
		final ImagePlusStack stack = ImagePlusStack.of(image);
		for (int t = 0; t < 4; t++)
			for (int z = 0; z < 3; z++)
				for (int c = 0; c < 2; c++)
					assertEquals(z + 3 * (c + 2 * t), stack.plane(z + 3 * t, c)[0]);
		assertEquals(0.1, image.getCalibration().pixelWidth);
		assertEquals(0.2, image.getCalibration().pixelHeight);
		assertEquals(1.5, image.getCalibration().pixelDepth);
		assertEquals(2, image.getCalibration().frameInterval);
		assertEquals("µm", image.getCalibration().getUnits());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "ImageJ=1.54p\nimages=24", "<Pixels SizeC=\"2\" SizeZ=\"2\" DimensionOrder=\"XYCZT\">",
		"<Pixels SizeC=\"24\">", "<Pixels SizeC=\"x\" DimensionOrder=\"XYCZT\">" })
	void otherDescriptionsChangeNothing(final String description) {
		final ImagePlus image = pages(24);
		assertSame(image, OmeAxes.arrange(image, description));
		assertSame(image, OmeAxes.arrange(image, null));
	}
}
