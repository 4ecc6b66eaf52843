package sc.fiji.unsupervised.imagej;

import ij.ImagePlus;
import ij.ImageStack;
import ij.Prefs;
import ij.measure.Calibration;
import ij.process.ByteProcessor;

/** One class of a label image as a binary image. */
public final class ClassMasks {

	private ClassMasks() {}

	/**
	 * A mask named {@code <short title>-<class>}: 255 where the class is and 0 elsewhere, with sections, time points and
	 * spatial calibration of the labels.
	 *
	 * @param name of the class
	 */
	public static ImagePlus of(final LabelPlanes labels, final int label, final String name) {
		final ImagePlus image = labels.image();
		final ImageStack stack = new ImageStack(labels.width(), labels.height());
		for (int s = 0; s < labels.slices(); s++) {
			final int[] values = labels.read(s);
			final byte[] mask = new byte[values.length];
			for (int i = 0; i < mask.length; i++) mask[i] = (byte) (values[i] == label ? 255 : 0);
			final ByteProcessor plane = new ByteProcessor(labels.width(), labels.height(), mask);
			// ImageJ's binary commands take black for the foreground unless told otherwise.
			if (!Prefs.blackBackground) plane.invertLut();
			stack.addSlice(image.getStack().getSliceLabel(s + 1), plane);
		}
		final ImagePlus masks = new ImagePlus(image.getShortTitle() + "-" + name, stack);
		masks.setDimensions(1, image.getNSlices(), image.getNFrames());
		masks.setOpenAsHyperStack(image.getNSlices() > 1 && image.getNFrames() > 1);
		final Calibration calibration = image.getCalibration().copy();
		calibration.disableDensityCalibration();
		masks.setCalibration(calibration);
		return masks;
	}
}
