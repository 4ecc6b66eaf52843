package sc.fiji.unsupervised.imagej;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;

import java.util.Iterator;
import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/** Probabilities of classes as an ImageJ image. */
public final class ProbabilityImages {

	private ProbabilityImages() {}

	/**
	 * A 32-bit hyperstack named {@code <short title>-probabilities} with a channel for each class, the sections, time
	 * points and spatial calibration of the image, and a display range from 0 to 1.
	 *
	 * @param source the image that was segmented; stays as it is
	 * @param slices probabilities (x, y, class) of each slice, sections fastest
	 * @param names of the classes, for the slice labels
	 */
	public static ImagePlus of(final ImagePlus source,
		final List<? extends RandomAccessibleInterval<FloatType>> slices, final List<String> names)
	{
		final ImageStack stack = new ImageStack(source.getWidth(), source.getHeight());
		for (final RandomAccessibleInterval<FloatType> slice : slices)
			for (int k = 0; k < names.size(); k++) stack.addSlice(names.get(k), pixels(Views.hyperSlice(slice, 2, k), source));
		return image(source, stack, names.size());
	}

	/**
	 * The same as a virtual stack, whose planes are read from the maps when they are asked for.
	 *
	 * @param slices are to stay as long as the image
	 */
	public static ImagePlus lazy(final ImagePlus source,
		final List<? extends RandomAccessibleInterval<FloatType>> slices, final List<String> names)
	{
		final int k = names.size();
		return image(source, new LazyStack(source.getWidth(), source.getHeight(), slices.size() * k, null, i -> names.get(i %
			k), i -> pixels(Views.hyperSlice(slices.get(i / k), 2, i % k), source)), k);
	}

	private static ImagePlus image(final ImagePlus source, final ImageStack stack, final int classes) {
		final int sections = source.getNSlices(), frames = source.getNFrames();
		final ImagePlus plain = new ImagePlus(source.getShortTitle() + "-probabilities", stack);
		plain.setDimensions(classes, sections, frames);
		final Calibration calibration = source.getCalibration().copy();
		calibration.disableDensityCalibration();
		plain.setCalibration(calibration);
		if (classes < 2) return plain;
		final CompositeImage image = new CompositeImage(plain, CompositeImage.GRAYSCALE);
		for (int c = 1; c <= classes; c++) {
			image.setC(c);
			image.setDisplayRange(0, 1);
		}
		image.setC(1);
		return image;
	}

	private static float[] pixels(final RandomAccessibleInterval<FloatType> map, final ImagePlus source) {
		final float[] pixels = new float[source.getWidth() * source.getHeight()];
		final Iterator<FloatType> values = Views.flatIterable(map).iterator();
		for (int i = 0; i < pixels.length; i++) pixels[i] = values.next().get();
		return pixels;
	}
}
