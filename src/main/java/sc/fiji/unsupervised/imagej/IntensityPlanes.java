package sc.fiji.unsupervised.imagej;

import ij.ImagePlus;
import ij.measure.Calibration;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.stack.ImageStack;

/**
 * Intensities of an image as ImageJ measures them: with its density calibration. A colour picture has the channels red,
 * green and blue.
 */
public final class IntensityPlanes {

	private final ImageStack stack;
	/** Calibrated value of each raw one, or null where they are equal. */
	private final float[] table;

	/** Raw values of a stack, with the density calibration that they have. */
	public IntensityPlanes(final ImageStack stack, final Calibration calibration) {
		this.stack = stack;
		table = stack.isRgb() ? null : calibration.getCTable();
	}

	/**
	 * The intensities that lie under labels.
	 *
	 * @param key that named the image, for messages
	 * @throws UserException if it is not of the labels' size, or of a type without intensities
	 */
	public static IntensityPlanes under(final LabelPlanes labels, final String key, final ImagePlus image) {
		final ImagePlus below = labels.image();
		if (image.getWidth() != below.getWidth() || image.getHeight() != below.getHeight() || image.getNSlices() != below
			.getNSlices() || image.getNFrames() != below.getNFrames()) throw new UserException(key + "=" + image.getTitle() +
				" is " + size(image) + " but the labels are " + size(below) + "; give the image that was labelled.");
		return new IntensityPlanes(ImagePlusStack.of(image), image.getCalibration());
	}

	private static String size(final ImagePlus image) {
		return image.getWidth() + " x " + image.getHeight() + " with " + image.getNSlices() + " sections and " + image
			.getNFrames() + " frames";
	}

	/** Planes (channels, pixels) of a slice, calibrated. */
	float[][] read(final int slice) {
		final float[][] planes = new float[stack.channels()][];
		for (int c = 0; c < planes.length; c++) planes[c] = calibrate(stack.plane(slice, c));
		return planes;
	}

	private float[] calibrate(final float[] raw) {
		if (table == null) return raw;
		final float[] values = new float[raw.length];
		for (int i = 0; i < values.length; i++) values[i] = table[(int) raw[i]];
		return values;
	}
}
