package sc.fiji.unsupervised.stack;

import java.util.Arrays;
import java.util.stream.IntStream;

import sc.fiji.unsupervised.UserException;

/**
 * The pixels of a slice that count: classes are learned from them alone, and only they are labelled. What surrounds them
 * is seen by a backbone all the same. Immutable.
 */
public final class Region {

	/** Every pixel, of a slice of any size. */
	public static final Region WHOLE = new Region(0, null);

	private final int width;
	/** Row-major; null for all. */
	private final boolean[] inside;

	private Region(final int width, final boolean[] inside) {
		this.width = width;
		this.inside = inside;
	}

	/**
	 * @param width of the slice
	 * @param inside which pixels count, row-major; not to be changed afterwards
	 */
	public static Region of(final int width, final boolean[] inside) {
		for (final boolean counts : inside) if (!counts) return new Region(width, inside);
		return WHOLE;
	}

	/** Whether every pixel counts. */
	public boolean isWhole() {
		return inside == null;
	}

	/** Whether a pixel of a slice counts, by its index in row-major order. */
	public boolean contains(final int pixel) {
		return inside == null || inside[pixel];
	}

	/** Whether a pixel counts that lies at or right of and below a corner, and left of and above another. */
	public boolean touches(final int left, final int top, final int right, final int bottom) {
		if (inside == null) return true;
		final int height = inside.length / width;
		for (int y = Math.max(0, top); y < Math.min(height, bottom); y++)
			for (int x = Math.max(0, left); x < Math.min(width, right); x++)
				if (inside[y * width + x]) return true;
		return false;
	}

	/** Indices of the pixels of some rows that count, ascending, 0 for the first pixel of these rows. */
	public int[] indices(final int width, final int from, final int to) {
		return IntStream.range(0, (to - from) * width).filter(i -> contains(from * width + i)).toArray();
	}

	/** Values of the pixels that count; NaN takes the place of others. The same array where all count. */
	float[] keep(final float[] plane) {
		if (inside == null) return plane;
		final float[] kept = new float[plane.length];
		for (int i = 0; i < kept.length; i++) kept[i] = inside[i] ? plane[i] : Float.NaN;
		return kept;
	}

	/** The pixels that count here and whose values are numbers in all planes; infinity is one. */
	Region numbers(final int width, final float[]... planes) {
		boolean[] numbers = null;
		for (final float[] plane : planes)
			for (int i = 0; i < plane.length; i++) {
				if (!Float.isNaN(plane[i])) continue;
				if (numbers == null) numbers = mask(plane.length);
				numbers[i] = false;
			}
		return numbers == null ? this : new Region(width, numbers);
	}

	private boolean[] mask(final int pixels) {
		if (inside != null) return inside.clone();
		final boolean[] all = new boolean[pixels];
		Arrays.fill(all, true);
		return all;
	}

	/** The region of a slice that was resized: each new pixel that covers a part of it. */
	Region resize(final int newWidth, final int newHeight) {
		if (inside == null) return this;
		final int height = inside.length / width;
		if (newWidth == width && newHeight == height) return this;
		final boolean[] resized = new boolean[newWidth * newHeight];
		for (int i = 0; i < resized.length; i++) {
			final int x = i % newWidth, y = i / newWidth;
			resized[i] = touches(down(x, width, newWidth), down(y, height, newHeight), up(x + 1, width, newWidth), up(y + 1, height,
				newHeight));
		}
		return new Region(newWidth, resized);
	}

	private static int down(final int at, final int size, final int newSize) {
		return (int) ((long) at * size / newSize);
	}

	private static int up(final int at, final int size, final int newSize) {
		return (int) (((long) at * size + newSize - 1) / newSize);
	}

	/** What is to be said when nothing can be learned because no cell of that edge has its centre in the region. */
	public static UserException tooSmall(final int cell) {
		return new UserException("No cell of " + cell + " x " + cell +
			" pixels has its centre in the selection and on pixels that are numbers; select a larger area, or use region=whole.");
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof Region region && width == region.width && Arrays.equals(inside, region.inside);
	}

	@Override
	public int hashCode() {
		return 31 * width + Arrays.hashCode(inside);
	}
}
