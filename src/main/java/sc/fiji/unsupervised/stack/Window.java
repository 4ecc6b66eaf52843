package sc.fiji.unsupervised.stack;

/**
 * A rectangle of pixels of a slice.
 *
 * @param x left edge
 * @param y top edge
 * @param width at least 1
 * @param height at least 1
 */
public record Window(int x, int y, int width, int height) {

	public Window {
		if (x < 0 || y < 0 || width < 1 || height < 1) throw new IllegalArgumentException("no window: " + width + " x " + height +
			" at " + x + ", " + y);
	}

	/** From a corner to before another. */
	static Window between(final int left, final int top, final int right, final int bottom) {
		return new Window(left, top, right - left, bottom - top);
	}

	/** Whether it lies in a slice of a size. */
	public boolean fits(final int sliceWidth, final int sliceHeight) {
		return x <= sliceWidth - width && y <= sliceHeight - height;
	}
}
