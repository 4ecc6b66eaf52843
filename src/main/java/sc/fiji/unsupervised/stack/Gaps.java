package sc.fiji.unsupervised.stack;

import java.util.Arrays;

/** Pixels without a number, which get the value of a near pixel, so that no edge is seen that the image does not have. */
final class Gaps {

	private Gaps() {}

	/**
	 * Fills a plane in place: once from the upper left to the lower right and once back, each gap takes the value of the
	 * neighbour that is nearest to a number by steps between neighbours.
	 *
	 * @param plane row-major; a plane without any number becomes 0
	 */
	static void fill(final float[] plane, final int width) {
		int[] steps = null;
		for (int i = 0; i < plane.length; i++) {
			if (!Float.isNaN(plane[i])) continue;
			if (steps == null) steps = new int[plane.length];
			steps[i] = Integer.MAX_VALUE - 1;
			plane[i] = 0;
		}
		if (steps == null || Arrays.stream(steps).noneMatch(s -> s == 0)) return;
		for (int i = 0; i < plane.length; i++) {
			if (i % width > 0) take(plane, steps, i, i - 1);
			if (i >= width) take(plane, steps, i, i - width);
		}
		for (int i = plane.length - 1; i >= 0; i--) {
			if (i % width < width - 1) take(plane, steps, i, i + 1);
			if (i + width < plane.length) take(plane, steps, i, i + width);
		}
	}

	private static void take(final float[] plane, final int[] steps, final int to, final int from) {
		if (steps[from] + 1 >= steps[to]) return;
		steps[to] = steps[from] + 1;
		plane[to] = plane[from];
	}
}
