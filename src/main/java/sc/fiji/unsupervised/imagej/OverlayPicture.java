package sc.fiji.unsupervised.imagej;

import ij.ImagePlus;
import ij.process.ImageProcessor;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;

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
	 * Draws a slice of an image and its labels in the colours in which these are shown. All channels together make the grey, stretched as for segmentation.
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
		final ImageProcessor plane = labels.getStack().getProcessor(slice + 1);
		return draw(grey, plane, IntStream.rangeClosed(0, (int) plane.getStats().max).map(label -> Luts.rgb(labels, label))
			.toArray());
	}

	/**
	 * Draws labels over planes in the colours of new classes.
	 *
	 * @param grey planes whose mean is shown, 0 to 255, row-major
	 * @param labels of the same size; where they are 0 the planes alone are shown
	 */
	public static BufferedImage draw(final float[][] grey, final ImageProcessor labels) {
		return draw(grey, labels, IntStream.rangeClosed(0, (int) labels.getStats().max).map(Palette::rgb).toArray());
	}

	private static BufferedImage draw(final float[][] grey, final ImageProcessor labels, final int[] colours) {
		final int width = labels.getWidth(), height = labels.getHeight();
		final BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++) {
				final int i = y * width + x, label = labels.get(i);
				picture.setRGB(x, y, blend(mean(grey, i), colours[label], cover(labels, x, y)));
			}
		return picture;
	}

	/** How much the class colour hides of the image at a pixel, 0 to 1. */
	private static float cover(final ImageProcessor labels, final int x, final int y) {
		final int width = labels.getWidth(), i = y * width + x, label = labels.get(i);
		if (label == 0) return 0;
		final boolean border = x + 1 < width && labels.get(i + 1) != label || y + 1 < labels.getHeight() && labels.get(i +
			width) != label;
		return border ? 1 : COVER;
	}

	/**
	 * The class colours alone, to be laid over the image.
	 *
	 * @param labels 0 where nothing is shown
	 * @param colours 0xRRGGBB of label 1 and so on
	 * @return with an opacity per pixel
	 */
	static BufferedImage film(final ImageProcessor labels, final List<Integer> colours) {
		final int width = labels.getWidth(), height = labels.getHeight();
		final BufferedImage film = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++) {
				final int label = labels.get(x, y);
				if (label > 0) film.setRGB(x, y, Math.round(255 * cover(labels, x, y)) << 24 | colours.get(label - 1) & 0xffffff);
			}
		return film;
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
