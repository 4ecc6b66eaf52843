package sc.fiji.unsupervised.crf;

import java.util.Arrays;

/**
 * Where the points of a CRF lie: the pixels of a plane or of a box, columns fastest, then rows, then sections; all of
 * them, or some. Planes of values, one after the other, have a value for each pixel of the box; those of the CRF one for
 * each point.
 */
public final class Sites {

	private final int width, height, sections;
	private final double depth;
	/** Pixels that are points, ascending; null for all. */
	private final int[] chosen;

	private Sites(final int width, final int height, final int sections, final double depth, final int[] chosen) {
		this.width = width;
		this.height = height;
		this.sections = sections;
		this.depth = depth;
		this.chosen = chosen;
		Math.multiplyExact(Math.multiplyExact(width, height), sections);
	}

	/** All pixels of a plane. */
	public static Sites plane(final int width, final int height) {
		return new Sites(width, height, 1, 1, null);
	}

	/**
	 * All pixels of a box. A box of one section is a plane: its points have two coordinates.
	 *
	 * @param depth distance of neighbouring sections in pixels
	 */
	public static Sites box(final int width, final int height, final int sections, final double depth) {
		return new Sites(width, height, sections, depth, null);
	}

	/** Some of these pixels, by their ascending indices. */
	public Sites only(final int[] pixels) {
		return pixels.length == pixels() ? this : new Sites(width, height, sections, depth, pixels);
	}

	/** Number of points. */
	public int count() {
		return chosen == null ? pixels() : chosen.length;
	}

	private int pixels() {
		return width * height * sections;
	}

	/** Number of coordinates of a point: 2 or 3. */
	int dimensions() {
		return sections == 1 ? 2 : 3;
	}

	/** Writes the coordinates of a point, in units of {@code reach} pixels, to the start of {@code out}. */
	void read(final int point, final float reach, final float[] out) {
		final int pixel = chosen == null ? point : chosen[point];
		out[0] = pixel % width / reach;
		out[1] = pixel / width % height / reach;
		if (sections > 1) out[2] = (float) (pixel / width / height * depth / reach);
	}

	/** Values of the points from planes of values of all pixels; the same array where all are points. */
	public float[] pick(final float[] planes) {
		if (chosen == null) return planes;
		final int count = planes.length / pixels();
		final float[] picked = new float[count * chosen.length];
		for (int k = 0; k < count; k++)
			for (int i = 0; i < chosen.length; i++) picked[k * chosen.length + i] = planes[k * pixels() + chosen[i]];
		return picked;
	}

	/** The reverse of {@link #pick}; other pixels get 0. */
	public float[] spread(final float[] picked) {
		if (chosen == null || chosen.length == 0) return picked;
		final int count = picked.length / chosen.length;
		final float[] planes = new float[count * pixels()];
		for (int k = 0; k < count; k++)
			for (int i = 0; i < chosen.length; i++) planes[k * pixels() + chosen[i]] = picked[k * chosen.length + i];
		return planes;
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof Sites sites && width == sites.width && height == sites.height && sections == sites.sections &&
			depth == sites.depth && Arrays.equals(chosen, sites.chosen);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(new int[] { width, height, sections, Double.hashCode(depth), Arrays.hashCode(chosen) });
	}
}
