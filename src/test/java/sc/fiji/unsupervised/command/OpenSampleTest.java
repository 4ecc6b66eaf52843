package sc.fiji.unsupervised.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ImageProcessor;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fiji.unsupervised.UserException;

/** The stacks that come with the plugin hold the values of their files. */
class OpenSampleTest {

	@ParameterizedTest
	@CsvSource({ "superalloy, superalloy, images, 8, 512, 512", "superalloy-truth, superalloy, labels, 8, 512, 512",
		"histology, dsb2018_histology, images, 24, 320, 256", "histology-truth, dsb2018_histology, labels, 8, 320, 256" })
	void valuesOfTheFiles(final String name, final String folder, final String kind, final int depth, final int width,
		final int height)
	{
		final ImagePlus sample = UnsupervisedSegmentation.sample(name);
		assertEquals(name, sample.getTitle());
		assertEquals(depth, sample.getBitDepth());
		assertArrayEquals(new int[] { width, height, 1, 4, 1 }, sample.getDimensions());
		final File[] files = new File("test-data/" + folder + "/" + kind).listFiles();
		assertEquals(4, files.length);
		for (int s = 1; s <= 4; s++) {
			final ImageProcessor slice = sample.getStack().getProcessor(s);
			final String file = "test-data/" + folder + "/" + kind + "/" + sample.getStack().getSliceLabel(s) + ".png";
			assertArrayEquals(boxed(IJ.openImage(file).getProcessor()), boxed(slice), file);
		}
	}

	private static int[] boxed(final ImageProcessor plane) {
		return IntStream.range(0, plane.getPixelCount()).map(plane::get).toArray();
	}

	@Test
	void truthHasItsClassesAndColours() {
		final ImagePlus truth = UnsupervisedSegmentation.sample("superalloy-truth");
		final long[] counts = truth.getStack().getProcessor(1).getStats().getHistogram();
		assertTrue(counts[0] > 0 && counts[1] > 0 && counts[2] > 0);
		assertEquals(2, truth.getDisplayRangeMax());
		assertEquals(truth.getWidth() * truth.getHeight(), counts[0] + counts[1] + counts[2]);
	}

	@Test
	void licenceGoesAlong() throws Exception {
		assertTrue(UnsupervisedSegmentation.sample("superalloy").getInfoProperty().contains("Licence: MIT"));
		assertTrue(UnsupervisedSegmentation.sample("histology").getInfoProperty().contains("Licence: CC0 1.0"));
		for (final String file : List.of("README.md", "LICENSE.txt")) try (var in = getClass().getResourceAsStream(
			"/samples/superalloy/" + file))
		{
			assertArrayEquals(Files.readAllBytes(Path.of("test-data/superalloy/" + file)), in.readAllBytes());
		}
	}

	@Test
	void samplesAreSmall() throws Exception {
		long bytes = 0;
		for (final String folder : List.of("superalloy", "dsb2018_histology")) try (Stream<Path> files = Files.walk(Path.of(
			"test-data", folder)))
		{
			bytes += files.mapToLong(f -> f.toFile().isFile() ? f.toFile().length() : 0).sum();
		}
		assertTrue(bytes < 1_500_000, bytes + " bytes");
	}

	@Test
	void anotherNameIsRefused() {
		assertEquals("name=blobs is not known; use histology, histology-truth, superalloy or superalloy-truth.", assertThrows(
			UserException.class, () -> UnsupervisedSegmentation.sample("blobs")).getMessage());
	}
}
