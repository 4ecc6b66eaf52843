package sc.fiji.unsupervised.imagej;

import ij.process.ColorProcessor;
import ij.process.ImageProcessor;

/** A picture for looking at: the image in grey under translucent class colours, the borders of classes in full colour. */
public final class OverlayPicture {

	private static final float COVER = 0.35f;

	private OverlayPicture() {}

	/**
	 * @param grey planes of the image with values 0 to 255, as of {@code Slices.guide}; their mean is shown
	 * @param labels of the same size; where they are 0 the image alone is shown
	 */
	public static ColorProcessor draw(final float[][] grey, final ImageProcessor labels) {
		final int width = labels.getWidth(), height = labels.getHeight();
		final int[] pixels = new int[width * height];
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++) {
				final int i = y * width + x, label = labels.get(i);
				final boolean border = x + 1 < width && labels.get(i + 1) != label || y + 1 < height && labels.get(i +
					width) != label;
				final float cover = label == 0 ? 0 : border ? 1 : COVER;
				pixels[i] = blend(mean(grey, i), Luts.colour(label), cover);
			}
		return new ColorProcessor(width, height, pixels);
	}

	private static float mean(final float[][] planes, final int i) {
		float sum = 0;
		for (final float[] plane : planes)
			sum += plane[i];
		return sum / planes.length;
	}

	private static int blend(final float grey, final int colour, final float cover) {
		int rgb = 0xff;
		for (int shift = 16; shift >= 0; shift -= 8)
			rgb = rgb << 8 | Math.round(grey * (1 - cover) + (colour >> shift & 0xff) * cover);
		return rgb;
	}
}
