package sc.fiji.unsupervised;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;

import java.util.Random;

/** Small images made in code. */
public final class TestImages {

	private TestImages() {}

	/**
	 * A stack of two textures, left dark and fine, right bright and coarse, with noise from a fixed seed.
	 *
	 * @param title with or without a type at its end
	 */
	public static ImagePlus twoTextures(final String title, final int width, final int height, final int slices) {
		final Random random = new Random(7);
		final ImageStack stack = new ImageStack(width, height);
		for (int s = 0; s < slices; s++)
			stack.addSlice("z" + s, plane(width, height, random));
		final ImagePlus image = new ImagePlus(title, stack);
		image.getCalibration().pixelWidth = image.getCalibration().pixelHeight = 0.25;
		image.getCalibration().setUnit("micron");
		return image;
	}

	private static ByteProcessor plane(final int width, final int height, final Random random) {
		final ByteProcessor plane = new ByteProcessor(width, height);
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++) {
				final boolean left = x < width / 2;
				final int pattern = left ? x + y & 1 : (x / 4 + y / 4) & 1;
				plane.set(x, y, (left ? 60 : 150) + 30 * pattern + random.nextInt(20));
			}
		return plane;
	}

	/** The true classes of {@link #twoTextures}: 0 left, 1 right, and 255 (ignore) in the top row. */
	public static ImagePlus truth(final String title, final int width, final int height, final int slices) {
		final ImageStack stack = new ImageStack(width, height);
		for (int s = 0; s < slices; s++) {
			final ByteProcessor plane = new ByteProcessor(width, height);
			for (int y = 0; y < height; y++)
				for (int x = 0; x < width; x++)
					plane.set(x, y, y == 0 ? 255 : x < width / 2 ? 0 : 1);
			stack.addSlice(plane);
		}
		return new ImagePlus(title, stack);
	}
}
