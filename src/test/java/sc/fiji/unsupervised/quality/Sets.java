package sc.fiji.unsupervised.quality;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Tiny labelled sets: dark ground and a bright disk, which noise does not hide. */
final class Sets {

	static final int SIZE = 64;

	private Sets() {}

	/** A set of a stack of two slices with a label image for each; value 255 along the upper edge. */
	static Path stack(final Path folder) throws IOException {
		Files.createDirectories(folder.resolve("images"));
		Files.createDirectories(folder.resolve("labels"));
		final ImageStack stack = new ImageStack(SIZE, SIZE);
		final StringBuilder index = new StringBuilder("image,label\n");
		for (int z = 0; z < 2; z++) {
			stack.addSlice(picture(z));
			new FileSaver(new ImagePlus("labels", truth(z))).saveAsPng(folder.resolve("labels/z" + z + ".png").toString());
			index.append("images/stack.tif,labels/z").append(z).append(".png\n");
		}
		new FileSaver(new ImagePlus("stack", stack)).saveAsTiffStack(folder.resolve("images/stack.tif").toString());
		Files.writeString(folder.resolve("index.csv"), index);
		Files.writeString(folder.resolve("classes.csv"), "value,name\n0,\"ground, dark\"\n7,disk\n255,ignore\n");
		return folder;
	}

	private static boolean isDisk(final int x, final int y, final int z) {
		return Math.hypot(x - 30 - 4 * z, y - 32) < 18;
	}

	private static FloatProcessor picture(final int z) {
		final FloatProcessor picture = new FloatProcessor(SIZE, SIZE);
		final Random random = new Random(z);
		for (int y = 0; y < SIZE; y++)
			for (int x = 0; x < SIZE; x++)
				picture.setf(x, y, (float) ((isDisk(x, y, z) ? 160 : 80) + 8 * random.nextGaussian()));
		return picture;
	}

	private static ByteProcessor truth(final int z) {
		final ByteProcessor truth = new ByteProcessor(SIZE, SIZE);
		for (int y = 0; y < SIZE; y++)
			for (int x = 0; x < SIZE; x++)
				truth.set(x, y, y < 2 ? 255 : isDisk(x, y, z) ? 7 : 0);
		return truth;
	}
}
