package sc.fiji.unsupervised.stack;

/** Some slices of a stack, by index. Sections that do not follow each other in the stack count as neighbours all the same. */
public final class SliceSelection extends StackView {

	private final int[] chosen;

	/** @param chosen indices, ascending; not to be changed afterwards */
	public SliceSelection(final ImageStack stack, final int[] chosen) {
		super(stack);
		this.chosen = chosen;
	}

	@Override
	public int slices() {
		return chosen.length;
	}

	@Override
	public int width(final int slice) {
		return super.width(chosen[slice]);
	}

	@Override
	public int height(final int slice) {
		return super.height(chosen[slice]);
	}

	@Override
	public Position position(final int slice) {
		return super.position(chosen[slice]);
	}

	@Override
	public float[] plane(final int slice, final int channel) {
		return super.plane(chosen[slice], channel);
	}

	@Override
	public Region region(final int slice) {
		return super.region(chosen[slice]);
	}

	@Override
	public double depth(final int slice) {
		return super.depth(chosen[slice]);
	}
}
