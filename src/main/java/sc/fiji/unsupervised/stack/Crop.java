package sc.fiji.unsupervised.stack;

/** A window of every slice. */
final class Crop extends StackView {

	private final WindowedStack stack;
	private final Window window;

	/** @param stack the whole, of which every pixel counts that is a number */
	Crop(final WindowedStack stack, final Window window) {
		super(stack);
		this.stack = stack;
		this.window = window;
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
	public float[] plane(final int slice, final int channel) {
		return stack.part(slice, channel, window);
	}

	@Override
	public Region region(final int slice) {
		return Region.WHOLE;
	}
}
