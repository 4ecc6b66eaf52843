package sc.fiji.unsupervised.imagej;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.LUT;

import java.awt.Color;
import java.util.Iterator;
import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.view.Views;

/** Class maps as ImageJ images. */
public final class LabelImages {

	/** Classes that 8 bits hold beside 0. */
	private static final int MAX_8_BIT = 255;

	private LabelImages() {}

	/**
	 * The label image of a segmented image: named {@code <short title>-labels}, 8-bit up to 255 classes and 16-bit beyond,
	 * with the sections and time points of the image, one channel, its spatial calibration and slice labels, one colour
	 * per class and a display range from 0 to the number of classes.
	 *
	 * @param source the image that was segmented; stays as it is
	 * @param slices class map (x, y) of each slice, sections fastest; labels are 1 to the number of classes, 0 where nothing
	 *          was computed
	 * @throws IllegalArgumentException if the class maps do not fit the image
	 */
	public static ImagePlus of(final ImagePlus source,
		final List<? extends RandomAccessibleInterval<? extends IntegerType<?>>> slices, final int classes)
	{
		final ImageStack stack = new ImageStack(source.getWidth(), source.getHeight(), Luts.classes(classes).getColorModel());
		for (int i = 0; i < slices.size(); i++)
			stack.addSlice(sliceLabel(source, i * source.getNChannels() + 1), pixels(slices.get(i), source, classes));
		return image(source, stack, classes);
	}

	/**
	 * The same as a virtual stack, whose planes are read from the class maps when they are asked for.
	 *
	 * @param slices are to stay as long as the image
	 */
	public static ImagePlus lazy(final ImagePlus source,
		final List<? extends RandomAccessibleInterval<? extends IntegerType<?>>> slices, final int classes)
	{
		return image(source, new LazyStack(source.getWidth(), source.getHeight(), slices.size(), Luts.classes(classes)
			.getColorModel(), i -> sliceLabel(source, i * source.getNChannels() + 1), i -> pixels(slices.get(i), source,
				classes)), classes);
	}

	/**
	 * Consecutive slices alone, as sections, in a virtual stack.
	 *
	 * @param first of these slices in the image, from 0
	 */
	public static ImagePlus part(final ImagePlus source, final int first,
		final List<? extends RandomAccessibleInterval<? extends IntegerType<?>>> slices, final int classes)
	{
		final ImagePlus part = new ImagePlus(source.getShortTitle() + "-labels", new LazyStack(source.getWidth(), source
			.getHeight(), slices.size(), Luts.classes(classes).getColorModel(), i -> sliceLabel(source, (first + i) * source
				.getNChannels() + 1), i -> pixels(slices.get(i), source, classes)));
		part.setCalibration(spatial(source.getCalibration()));
		return part;
	}

	/**
	 * A slice of a label image as it was given.
	 *
	 * @param slice from 0
	 * @throws IllegalArgumentException if the image has neither 8 nor 16 bits
	 */
	public static Img<? extends IntegerType<?>> img(final ImagePlus labels, final int slice) {
		final Object pixels = labels.getStack().getPixels(slice + 1);
		if (pixels instanceof byte[] bytes) return ArrayImgs.unsignedBytes(bytes, labels.getWidth(), labels.getHeight());
		if (pixels instanceof short[] shorts) return ArrayImgs.unsignedShorts(shorts, labels.getWidth(), labels.getHeight());
		throw new IllegalArgumentException("no label image: " + labels.getBitDepth() + " bits");
	}

	private static ImagePlus image(final ImagePlus source, final ImageStack stack, final int classes) {
		final int sections = source.getNSlices(), frames = source.getNFrames();
		if (stack.size() != sections * frames) throw new IllegalArgumentException(stack.size() + " class maps for " +
			sections * frames + " slices");
		final ImagePlus labels = new ImagePlus(source.getShortTitle() + "-labels", stack);
		if (stack.size() == 1) labels.setProp("Slice_Label", stack.getSliceLabel(1)); // where ImageJ looks for it
		labels.setDimensions(1, sections, frames);
		labels.setOpenAsHyperStack(sections > 1 && frames > 1);
		labels.setDisplayRange(0, classes);
		labels.setCalibration(spatial(source.getCalibration()));
		return labels;
	}

	/**
	 * Takes the colours from a label image of indexed colours: the index is the class, whatever its colour.
	 *
	 * @return the same image
	 */
	public static ImagePlus withoutPalette(final ImagePlus image) {
		if (image.getBitDepth() == 8) {
			final LUT grey = LUT.createLutFromColor(Color.WHITE);
			image.getStack().setColorModel(grey);
			image.setLut(grey);
		}
		return image;
	}

	private static String sliceLabel(final ImagePlus source, final int index) {
		return source.getStackSize() == 1 ? source.getProp("Slice_Label") : source.getStack().getSliceLabel(index);
	}

	private static Calibration spatial(final Calibration calibration) {
		final Calibration copy = calibration.copy();
		copy.disableDensityCalibration();
		return copy;
	}

	private static Object pixels(final RandomAccessibleInterval<? extends IntegerType<?>> map, final ImagePlus source,
		final int classes)
	{
		final int width = source.getWidth(), height = source.getHeight();
		if (map.numDimensions() != 2 || map.dimension(0) != width || map.dimension(1) != height)
			throw new IllegalArgumentException("A class map is not of the image's size.");
		final Iterator<? extends IntegerType<?>> labels = Views.flatIterable(map).iterator();
		if (classes <= MAX_8_BIT) {
			final byte[] pixels = new byte[width * height];
			for (int i = 0; i < pixels.length; i++)
				pixels[i] = (byte) labels.next().getInteger();
			return pixels;
		}
		final short[] pixels = new short[width * height];
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = (short) labels.next().getInteger();
		return pixels;
	}
}
