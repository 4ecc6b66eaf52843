package sc.fiji.unsupervised.imagej;

import ij.ImagePlus;
import ij.process.ImageProcessor;

import java.awt.image.BufferedImage;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.segment.Palette;
import sc.fiji.unsupervised.stack.ChannelMap;
import sc.fiji.unsupervised.stack.ImageStack;
import sc.fiji.unsupervised.stack.IntensityScale;
import sc.fiji.unsupervised.stack.IntensityScale.Mode;
import sc.fiji.unsupervised.stack.Slices;

/** A picture for looking at: a slice in grey under translucent class colours, the borders of classes in full colour. */
public final class OverlayPicture {

	private static final float COVER = 0.35f;

	private OverlayPicture() {}

	/**
	 * Draws a slice of an image and its labels. All channels together make the grey, stretched as for segmentation.
	 *
	 * @param image that was labelled
	 * @param labels of it, with the same sections and time points; where they are 0 the image alone is shown
	 * @param slice index from 0
	 */
	public static BufferedImage of(final ImagePlus image, final ImagePlus labels, final int slice) {
		final ImageStack stack = ImagePlusStack.of(image);
		final ChannelMap channels = ChannelMap.parse("auto", stack.channels());
		final IntensityScale intensity = IntensityScale.fit(stack, channels, Mode.IMAGE, Progress.NONE);
		final float[][] grey = new Slices(stack, channels, intensity, 1).guide(slice);
		return draw(grey, labels.getStack().getProcessor(slice + 1));
	}

	/**
	 * Draws labels over planes.
	 *
	 * @param grey planes whose mean is shown, 0 to 255, row-major
	 * @param labels of the same size; where they are 0 the planes alone are shown
	 */
	public static BufferedImage draw(final float[][] grey, final ImageProcessor labels) {
		final int width = labels.getWidth(), height = labels.getHeight();
		final BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++) {
				final int i = y * width + x, label = labels.get(i);
				final boolean border = x + 1 < width && labels.get(i + 1) != label || y + 1 < height && labels.get(i +
					width) != label;
				final float cover = label == 0 ? 0 : border ? 1 : COVER;
				picture.setRGB(x, y, blend(mean(grey, i), Palette.rgb(label), cover));
			}
		return picture;
	}

	private static float mean(final float[][] planes, final int i) {
		float sum = 0;
		for (final float[] plane : planes)
			sum += plane[i];
		return sum / planes.length;
	}

	private static int blend(final float grey, final int colour, final float cover) {
		int rgb = 0;
		for (int shift = 16; shift >= 0; shift -= 8)
			rgb = rgb << 8 | Math.round(grey * (1 - cover) + (colour >> shift & 0xff) * cover);
		return rgb;
	}
}
