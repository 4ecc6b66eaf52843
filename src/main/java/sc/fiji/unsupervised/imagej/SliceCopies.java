package sc.fiji.unsupervised.imagej;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.process.ImageProcessor;

/** The planes of a stack once more, copied when they are looked at: a second window on an image that cannot change it. */
final class SliceCopies extends VirtualStack {

	private final ImageStack planes;

	private SliceCopies(final ImageStack planes) {
		super(planes.getWidth(), planes.getHeight());
		this.planes = planes;
		setBitDepth(planes.getBitDepth());
	}

	/** An image with the same dimensions, colours and calibration; not shown. */
	static ImagePlus of(final ImagePlus image, final String title) {
		final ImagePlus copy = new ImagePlus(title, new SliceCopies(image.getStack()));
		copy.setDimensions(image.getNChannels(), image.getNSlices(), image.getNFrames());
		copy.setCalibration(image.getCalibration());
		if (image instanceof CompositeImage composite) {
			final CompositeImage colours = new CompositeImage(copy, composite.getMode());
			colours.copyLuts(image);
			return colours;
		}
		copy.setOpenAsHyperStack(image.isHyperStack());
		copy.setDisplayRange(image.getDisplayRangeMin(), image.getDisplayRangeMax());
		return copy;
	}

	@Override
	public int getSize() {
		return planes.size();
	}

	@Override
	public ImageProcessor getProcessor(final int n) {
		return planes.getProcessor(n).duplicate();
	}

	@Override
	public String getSliceLabel(final int n) {
		return planes.getSliceLabel(n);
	}
}
