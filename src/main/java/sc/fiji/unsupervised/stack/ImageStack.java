package sc.fiji.unsupervised.stack;

/**
 * A stack of pictures as it is on disk or screen: planes of raw numbers, read on demand. All slices have the same
 * number of channels; their sizes may differ (a folder of pictures as one set). Implementations may be read by several
 * threads at a time and keep no plane that they did not have before.
 */
public interface ImageStack {

	/** Number of slices: sections times time points, sections fastest, or the pictures of a folder in order. */
	int slices();

	/** Number of channels, at least 1. */
	int channels();

	/** Whether the three channels are red, green and blue of one colour picture. */
	boolean isRgb();

	/** Width of a slice in pixels. */
	int width(int slice);

	/** Height of a slice in pixels. */
	int height(int slice);

	/** Where a slice lies in its image, and its name. */
	Position position(int slice);

	/**
	 * Reads one plane.
	 *
	 * @return raw values, row-major, {@code width * height} of them; the caller must not write to the array
	 */
	float[] plane(int slice, int channel);

	/** The part of a slice that counts; pixels that are no numbers need not be left out here. */
	default Region region(final int slice) {
		return Region.WHOLE;
	}

	/** Distance of a section from the next one of the same volume, in pixels; 1 where it is not known. */
	default double depth(final int slice) {
		return 1;
	}
}
