package sc.fiji.unsupervised.imagej;

import ij.process.ImageProcessor;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/** What a class looks like: the part of a slice where it is densest. */
final class ClassThumbnails {

	/** Edge in pixels. */
	static final int SIZE = 48;

	private ClassThumbnails() {}

	/**
	 * @param source the slice; its pixels stay, its ROI does not
	 * @param labels of that slice, 1 to {@code classes}, row-major
	 * @return for each class a picture, or null where the slice has none of it
	 */
	static BufferedImage[] of(final ImageProcessor source, final byte[] labels, final int classes) {
		final int width = source.getWidth(), height = source.getHeight(), w = Math.min(SIZE, width), h = Math.min(SIZE, height);
		final BufferedImage[] pictures = new BufferedImage[classes];
		final int[] most = new int[classes], at = new int[classes];
		final int[] counts = new int[classes + 1];
		// Windows a quarter of their size apart are dense enough to find a good one.
		for (int y = 0; y + h <= height; y += Math.max(1, h / 4))
			for (int x = 0; x + w <= width; x += Math.max(1, w / 4)) {
				Arrays.fill(counts, 0);
				for (int r = y; r < y + h; r += 2) for (int c = x; c < x + w; c += 2) counts[labels[r * width + c] & 0xff]++;
				for (int k = 0; k < classes; k++) if (counts[k + 1] > most[k]) {
					most[k] = counts[k + 1];
					at[k] = y * width + x;
				}
			}
		for (int k = 0; k < classes; k++) if (most[k] > 0) pictures[k] = cut(source, at[k] % width, at[k] / width, w, h);
		return pictures;
	}

	private static BufferedImage cut(final ImageProcessor source, final int x, final int y, final int width,
		final int height)
	{
		source.setRoi(x, y, width, height);
		// A picture of 24 bit is drawn faster than one with a colour table.
		return source.crop().convertToRGB().getBufferedImage();
	}
}
