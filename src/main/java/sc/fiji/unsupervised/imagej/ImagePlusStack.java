package sc.fiji.unsupervised.imagej;

import ij.ImagePlus;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import ij.process.IntProcessor;

import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.stack.ImageStack;
import sc.fiji.unsupervised.stack.Position;
import sc.fiji.unsupervised.stack.Region;

/**
 * An ImageJ image as a stack: 8-, 16- and 32-bit and RGB, single images, stacks and hyperstacks. Planes of a virtual
 * stack are read when asked for and not kept. The image is not changed, nor its current slice, and values are those in
 * memory: the density calibration of an image (signed 16-bit, optical density) is left out, because a stretch between
 * percentiles follows.
 */
public final class ImagePlusStack implements ImageStack {

	private final ij.ImageStack stack;
	private final int imageChannels, sections, frames;
	/** Colours of an 8-bit image whose values are numbers of colours and mean nothing else; otherwise null. */
	private final IndexColorModel palette;
	private final boolean rgb;
	private final Region region;
	private final double depth;

	private ImagePlusStack(final ImagePlus image, final Region region) {
		this.region = region;
		depth = depth(image.getCalibration());
		stack = KeptImage.planes(image.getStack());
		imageChannels = image.getNChannels();
		sections = image.getNSlices();
		frames = image.getNFrames();
		palette = image.getBitDepth() == 8 && imageChannels == 1 ? palette(stack.getColorModel()) : null;
		rgb = palette != null || image.getType() == ImagePlus.COLOR_RGB;
		if (rgb && imageChannels > 1) throw new UserException("The image " + image.getTitle() +
			" has both RGB colours and channels; use Image>Color>Split Channels and segment one of them.");
	}

	/** Pixel depth by pixel width where a unit is known, else 1. */
	private static double depth(final Calibration calibration) {
		final double depth = calibration.pixelDepth / calibration.pixelWidth;
		return calibration.scaled() && depth > 0 && depth < Double.POSITIVE_INFINITY ? depth : 1;
	}

	/**
	 * The whole stack of an image.
	 *
	 * @throws UserException if there is no image, it is empty, has 32-bit integers, or has both colours and channels
	 */
	public static ImagePlusStack of(final ImagePlus image) {
		return of(image, Region.WHOLE);
	}

	/**
	 * The stack of an image.
	 *
	 * @param region that counts in each slice
	 * @throws UserException as {@link #of(ImagePlus)}
	 */
	public static ImagePlusStack of(final ImagePlus image, final Region region) {
		if (image == null) throw new UserException("There is no image; open one first.");
		if (image.getWidth() < 1 || image.getHeight() < 1 || image.getStack().size() < 1)
			throw new UserException("The image " + image.getTitle() + " is empty; open one with pixels.");
		if (image.getProcessor() instanceof IntProcessor) throw new UserException("The image " + image.getTitle() +
			" has 32-bit integers, which cannot be segmented; convert it with Image>Type>32-bit first.");
		return new ImagePlusStack(image, region);
	}

	/** Follows ImageJ, for which a lookup table with jumps makes a colour picture and a smooth one a false-colour one. */
	private static IndexColorModel palette(final ColorModel model) {
		if (!(model instanceof IndexColorModel colours)) return null;
		final ImageProcessor probe = new ByteProcessor(1, 1);
		probe.setColorModel(colours);
		return probe.isColorLut() && !probe.isPseudoColorLut() ? colours : null;
	}

	@Override
	public int slices() {
		return sections * frames;
	}

	@Override
	public int channels() {
		return rgb ? 3 : imageChannels;
	}

	@Override
	public boolean isRgb() {
		return rgb;
	}

	@Override
	public int width(final int slice) {
		return stack.getWidth();
	}

	@Override
	public int height(final int slice) {
		return stack.getHeight();
	}

	@Override
	public Region region(final int slice) {
		return region;
	}

	@Override
	public double depth(final int slice) {
		return depth;
	}

	/** Index in the ImageJ stack, from 1. */
	private int index(final int slice, final int channel) {
		return slice * imageChannels + channel + 1;
	}

	@Override
	public Position position(final int slice) {
		return new Position(slice % sections, slice / sections, stack.getShortSliceLabel(index(slice, 0)));
	}

	@Override
	public float[] plane(final int slice, final int channel) {
		if (slice < 0 || slice >= slices() || channel < 0 || channel >= channels())
			throw new IndexOutOfBoundsException("slice " + slice + ", channel " + channel);
		final ImageProcessor processor;
		synchronized (stack) { // a virtual stack reads from one file
			processor = stack.getProcessor(index(slice, rgb ? 0 : channel));
		}
		if (processor == null) throw new UserException("Slice " + (slice + 1) +
			" of the virtual stack cannot be read; check that its file is still there.");
		return values(processor, channel);
	}

	private float[] values(final ImageProcessor processor, final int channel) {
		final Object pixels = processor.getPixels();
		final float[] values = new float[processor.getPixelCount()];
		if (pixels instanceof byte[] bytes) {
			final float[] table = table(channel);
			for (int i = 0; i < values.length; i++)
				values[i] = table[bytes[i] & 0xff];
		}
		else if (pixels instanceof short[] shorts) for (int i = 0; i < values.length; i++)
			values[i] = shorts[i] & 0xffff;
		else if (pixels instanceof float[] floats) System.arraycopy(floats, 0, values, 0, values.length);
		else for (int i = 0; i < values.length; i++)
			values[i] = ((int[]) pixels)[i] >> 16 - 8 * channel & 0xff;
		return values;
	}

	/** What each byte stands for. */
	private float[] table(final int channel) {
		final float[] table = new float[256];
		for (int v = 0; v < 256; v++)
			table[v] = palette == null ? v : v < palette.getMapSize() ? palette.getRGB(v) >> 16 - 8 * channel & 0xff : 0;
		return table;
	}
}
