package sc.fiji.unsupervised.stack;

/**
 * A window of every slice.
 *
 * @param stack the whole, of which every pixel counts that is a number
 */
record Crop(WindowedStack stack, Window window) implements ImageStack {

	@Override
	public int slices() {
		return stack.slices();
	}

	@Override
	public int channels() {
		return stack.channels();
	}

	@Override
	public boolean isRgb() {
		return stack.isRgb();
	}

	@Override
	public int width(final int slice) {
		return window.width();
	}

	@Override
	public int height(final int slice) {
		return window.height();
	}

	@Override
	public Position position(final int slice) {
		return stack.position(slice);
	}

	@Override
	public float[] plane(final int slice, final int channel) {
		return stack.part(slice, channel, window);
	}

	@Override
	public double depth(final int slice) {
		return stack.depth(slice);
	}
}
