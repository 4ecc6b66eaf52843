package sc.fiji.unsupervised.imagej;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.LUT;

import java.util.Iterator;
import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.view.Views;

/** Class maps as ImageJ images. */
public final class LabelImages {

	/** Classes that 8 bits hold beside 0. */
	public static final int MAX_8_BIT = 255;

	private LabelImages() {}

	/**
	 * The label image of a segmented image: named {@code <short title>-labels}, 8-bit up to 255 classes and 16-bit beyond,
	 * with the sections and time points of the image, one channel, its spatial calibration and slice labels, one colour
	 * per class and a display range from 0 to the number of classes.
	 *
	 * @param source the image that was segmented; stays as it is
	 * @param planes pixels of each slice, sections fastest: {@code byte[]} up to 255 classes, {@code short[]} beyond; not
	 *          copied
	 * @param classes number of classes; labels are 1 to this number, 0 where nothing was computed
	 * @param info text for Image>Show Info
	 * @throws IllegalArgumentException if the planes do not fit the image
	 */
	public static ImagePlus of(final ImagePlus source, final List<?> planes, final int classes, final String info) {
		final int sections = source.getNSlices(), frames = source.getNFrames();
		if (planes.size() != sections * frames) throw new IllegalArgumentException(planes.size() + " planes for " + sections *
			frames + " slices");
		final LUT lut = Luts.classes(classes);
		final ImageStack stack = new ImageStack(source.getWidth(), source.getHeight(), lut.getColorModel());
		for (int i = 0; i < planes.size(); i++) {
			if (planes.get(i) instanceof byte[] != classes <= MAX_8_BIT) throw new IllegalArgumentException(classes +
				" classes in " + planes.get(i).getClass().getSimpleName());
			stack.addSlice(sliceLabel(source, i * source.getNChannels() + 1), planes.get(i));
		}
		final ImagePlus labels = new ImagePlus(source.getShortTitle() + "-labels", stack);
		labels.setDimensions(1, sections, frames);
		labels.setOpenAsHyperStack(sections > 1 && frames > 1);
		labels.setDisplayRange(0, classes);
		labels.setCalibration(spatial(source.getCalibration()));
		labels.setProperty("Info", info);
		return labels;
	}

	private static String sliceLabel(final ImagePlus source, final int index) {
		return source.getStackSize() == 1 ? source.getProp("Slice_Label") : source.getStack().getSliceLabel(index);
	}

	private static Calibration spatial(final Calibration calibration) {
		final Calibration copy = calibration.copy();
		copy.disableDensityCalibration();
		return copy;
	}

	/**
	 * The pixels of a class map as {@link #of} wants them.
	 *
	 * @param map (x, y) of labels
	 */
	public static Object pixels(final RandomAccessibleInterval<? extends IntegerType<?>> map, final int classes) {
		final int count = Math.toIntExact(map.dimension(0) * map.dimension(1));
		final Iterator<? extends IntegerType<?>> labels = Views.flatIterable(map).iterator();
		if (classes <= MAX_8_BIT) {
			final byte[] pixels = new byte[count];
			for (int i = 0; i < count; i++)
				pixels[i] = (byte) labels.next().getInteger();
			return pixels;
		}
		final short[] pixels = new short[count];
		for (int i = 0; i < count; i++)
			pixels[i] = (short) labels.next().getInteger();
		return pixels;
	}
}
