package sc.fiji.unsupervised.imagej;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.IJ;
import ij.ImagePlus;

import java.util.List;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

import org.junit.jupiter.api.Test;

class ProbabilityImagesTest {

	@Test
	void aChannelForEachClassOverSectionsAndTimes() {
		final ImagePlus source = IJ.createHyperStack("cells.tif", 2, 1, 3, 2, 2, 16);
		source.getCalibration().pixelWidth = 0.25;
		source.getCalibration().setUnit("um");
		final List<Img<FloatType>> slices = List.of(slice(0), slice(1), slice(2), slice(3));
		final ImagePlus maps = ProbabilityImages.of(source, slices, List.of("matrix", "pore"));
		assertEquals("cells-probabilities", maps.getTitle());
		assertEquals(2, maps.getNChannels());
		assertEquals(2, maps.getNSlices());
		assertEquals(2, maps.getNFrames());
		assertEquals(0.25, maps.getCalibration().pixelWidth);
		assertEquals(32, maps.getBitDepth());
		// Section 2 of time point 2 is the last slice; class 2, right pixel.
		maps.setPositionWithoutUpdate(2, 2, 2);
		final int index = maps.getStackIndex(2, 2, 2);
		assertEquals(3.3f, maps.getStack().getProcessor(index).getf(1, 0), 1e-6);
		assertEquals("pore", maps.getStack().getSliceLabel(index));
		assertEquals(3, source.getNChannels());
	}

	private static Img<FloatType> slice(final int i) {
		return ArrayImgs.floats(new float[] { i, i + 0.1f, i + 0.2f, i + 0.3f }, 2, 1, 2);
	}
}
