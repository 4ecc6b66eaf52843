package sc.fiji.unsupervised.imagej;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.real.FloatType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fiji.unsupervised.TestImages;

/** Images that are made plane by plane give the same files as those that are held. */
class LazyStackTest {

	private static final int WIDTH = 31, HEIGHT = 17;

	@TempDir
	Path folder;

	private byte[] file(final ImagePlus image) throws IOException {
		image.setProperty("Info", "what made it");
		final Path path = folder.resolve("image.tif");
		TiffFile.write(image, path);
		return Files.readAllBytes(path);
	}

	@ParameterizedTest
	@CsvSource({ "1, 1, 3", "6, 1, 255", "4, 3, 5", "4, 1, 300", "1, 1, 300" })
	void labels(final int sections, final int frames, final int classes) throws IOException {
		final ImagePlus source = TestImages.twoTextures("cells.tif", WIDTH, HEIGHT, sections * frames);
		source.setDimensions(1, sections, frames);
		final Random random = new Random(2);
		final List<Img<? extends IntegerType<?>>> slices = new ArrayList<>();
		for (int i = 0; i < sections * frames; i++) {
			final short[] values = new short[WIDTH * HEIGHT];
			for (int p = 0; p < values.length; p++) values[p] = (short) (1 + random.nextInt(classes));
			slices.add(ArrayImgs.unsignedShorts(values, WIDTH, HEIGHT));
		}
		final ImagePlus held = LabelImages.of(source, slices, classes), lazy = LabelImages.lazy(source, slices, classes);
		assertTrue(lazy.getStack().isVirtual());
		assertEquals(held.getBitDepth(), lazy.getBitDepth());
		assertArrayEquals(file(held), file(lazy));
	}

	@Test
	void probabilities() throws IOException {
		final ImagePlus source = TestImages.twoTextures("cells.tif", WIDTH, HEIGHT, 3);
		final Random random = new Random(2);
		final List<Img<FloatType>> slices = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			final float[] values = new float[WIDTH * HEIGHT * 2];
			for (int p = 0; p < values.length; p++) values[p] = random.nextFloat();
			slices.add(ArrayImgs.floats(values, WIDTH, HEIGHT, 2));
		}
		final List<String> names = List.of("dark", "bright");
		assertArrayEquals(file(ProbabilityImages.of(source, slices, names)), file(ProbabilityImages.lazy(source, slices,
			names)));
	}
}
