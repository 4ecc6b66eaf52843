package sc.fiji.unsupervised.stack;

/** Some slices of a stack, by index. Sections that do not follow each other in the stack count as neighbours all the same. */
public final class SliceSelection implements ImageStack {

	private final ImageStack stack;
	private final int[] chosen;

	/** @param chosen indices, ascending; not to be changed afterwards */
	public SliceSelection(final ImageStack stack, final int[] chosen) {
		this.stack = stack;
		this.chosen = chosen;
	}

	@Override
	public int slices() {
		return chosen.length;
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
		return stack.width(chosen[slice]);
	}

	@Override
	public int height(final int slice) {
		return stack.height(chosen[slice]);
	}

	@Override
	public Position position(final int slice) {
		return stack.position(chosen[slice]);
	}

	@Override
	public float[] plane(final int slice, final int channel) {
		return stack.plane(chosen[slice], channel);
	}

	@Override
	public Region region(final int slice) {
		return stack.region(chosen[slice]);
	}

	@Override
	public double depth(final int slice) {
		return stack.depth(chosen[slice]);
	}
}
