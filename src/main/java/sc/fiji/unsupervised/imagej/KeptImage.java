package sc.fiji.unsupervised.imagej;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;

/**
 * An image that stays as it is when its window is closed in the middle of a job, which makes ImageJ drop its planes, or
 * something else is selected.
 */
public final class KeptImage {

	private static final String LABEL = "Slice_Label";

	private KeptImage() {}

	/**
	 * An image without a window that shares the pixels of another and has its title, dimensions, labels, calibration
	 * and a copy of its selection.
	 */
	public static ImagePlus of(final ImagePlus image) {
		final ImagePlus kept = new ImagePlus(image.getTitle(), planes(image.getStack()));
		kept.setDimensions(image.getNChannels(), image.getNSlices(), image.getNFrames());
		kept.setOpenAsHyperStack(image.isHyperStack());
		kept.setCalibration(image.getCalibration());
		if (image.getProp(LABEL) != null) kept.setProp(LABEL, image.getProp(LABEL));
		if (image.getRoi() != null) kept.setRoi((Roi) image.getRoi().clone());
		return kept;
	}

	/** The same planes, not copied; a virtual stack, which has none, is returned as it is. */
	static ImageStack planes(final ImageStack stack) {
		if (stack.isVirtual()) return stack;
		final ImageStack kept = new ImageStack(stack.getWidth(), stack.getHeight(), stack.getColorModel());
		for (int i = 1; i <= stack.size(); i++) kept.addSlice(stack.getSliceLabel(i), stack.getPixels(i));
		return kept;
	}
}
