package sc.fiji.unsupervised.stack;

import java.util.List;

import sc.fiji.unsupervised.UserException;

/** Several stacks of equal channels as one set, for example the pictures of a folder; their sizes may differ. */
public final class StackList implements ImageStack {

	private final List<ImageStack> stacks;
	/** Number of slices before each stack, and of all at the end. */
	private final int[] start;

	/**
	 * @param stacks in order; the slices of the set are theirs, one stack after the other
	 * @throws UserException if there is none or their channels differ
	 */
	public StackList(final List<? extends ImageStack> stacks) {
		if (stacks.isEmpty()) throw new UserException("There is no image; give at least one.");
		this.stacks = List.copyOf(stacks);
		start = new int[stacks.size() + 1];
		final ImageStack first = stacks.get(0);
		for (int i = 0; i < stacks.size(); i++) {
			final ImageStack stack = stacks.get(i);
			if (stack.channels() != first.channels() || stack.isRgb() != first.isRgb()) throw new UserException("Image " + (i +
				1) + " has " + channels(stack) + " but the first has " + channels(first) + "; give images of one kind.");
			start[i + 1] = Math.addExact(start[i], stack.slices());
		}
	}

	private static String channels(final ImageStack stack) {
		if (stack.isRgb()) return "colours (RGB)";
		return stack.channels() == 1 ? "1 channel" : stack.channels() + " channels";
	}

	/** Index of the stack a slice comes from. */
	public int stackOf(final int slice) {
		if (slice < 0 || slice >= slices()) throw new IndexOutOfBoundsException("slice " + slice);
		int i = 0;
		while (slice >= start[i + 1])
			i++;
		return i;
	}

	private int within(final int slice) {
		return slice - start[stackOf(slice)];
	}

	@Override
	public int slices() {
		return start[stacks.size()];
	}

	@Override
	public int channels() {
		return stacks.get(0).channels();
	}

	@Override
	public boolean isRgb() {
		return stacks.get(0).isRgb();
	}

	@Override
	public int width(final int slice) {
		return stacks.get(stackOf(slice)).width(within(slice));
	}

	@Override
	public int height(final int slice) {
		return stacks.get(stackOf(slice)).height(within(slice));
	}

	@Override
	public Position position(final int slice) {
		return stacks.get(stackOf(slice)).position(within(slice));
	}

	@Override
	public float[] plane(final int slice, final int channel) {
		return stacks.get(stackOf(slice)).plane(within(slice), channel);
	}

	@Override
	public Region region(final int slice) {
		return stacks.get(stackOf(slice)).region(within(slice));
	}

	@Override
	public double depth(final int slice) {
		return stacks.get(stackOf(slice)).depth(within(slice));
	}
}
