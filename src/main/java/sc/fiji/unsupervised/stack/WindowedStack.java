package sc.fiji.unsupervised.stack;

/** A stack whose planes can be read in part, so that a slice may be larger than memory. All slices are of one size. */
public interface WindowedStack extends ImageStack {

	/**
	 * Reads a part of a plane.
	 *
	 * @return raw values, row-major; the caller must not write to the array
	 */
	float[] part(int slice, int channel, Window window);

	@Override
	default float[] plane(final int slice, final int channel) {
		return part(slice, channel, new Window(0, 0, width(slice), height(slice)));
	}

	/** The same window of every slice, as a stack. */
	default ImageStack crop(final Window window) {
		return new Crop(this, window);
	}
}
