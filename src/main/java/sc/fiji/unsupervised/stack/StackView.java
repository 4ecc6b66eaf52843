package sc.fiji.unsupervised.stack;

/** Another stack seen in a different way: what is not overridden is as it is there. */
public abstract class StackView implements ImageStack {

	private final ImageStack stack;

	/** @param stack that is seen */
	protected StackView(final ImageStack stack) {
		this.stack = stack;
	}

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
		return stack.width(slice);
	}

	@Override
	public int height(final int slice) {
		return stack.height(slice);
	}

	@Override
	public Position position(final int slice) {
		return stack.position(slice);
	}

	@Override
	public float[] plane(final int slice, final int channel) {
		return stack.plane(slice, channel);
	}

	@Override
	public Region region(final int slice) {
		return stack.region(slice);
	}

	@Override
	public double depth(final int slice) {
		return stack.depth(slice);
	}
}
