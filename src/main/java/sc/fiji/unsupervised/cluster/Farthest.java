package sc.fiji.unsupervised.cluster;

import java.util.Comparator;
import java.util.List;

/**
 * Vector of a block that lies farthest from its nearest centre.
 *
 * @param vector the first of several
 * @param distance squared
 */
record Farthest(int vector, float distance) {

	/**
	 * Those of all blocks, farthest first.
	 *
	 * @param centres (n, K)
	 * @param squares (n) their squared lengths
	 */
	static List<Farthest> of(final Points points, final float[] centres, final float[] squares) {
		return points.blocks().mapToObj(b -> of(points, b, centres, squares)).sorted(Comparator.comparingDouble((Farthest f) ->
			-f.distance).thenComparingInt(Farthest::vector)).toList();
	}

	private static Farthest of(final Points points, final int block, final float[] centres, final float[] squares) {
		final Nearest nearest = new Nearest(points, centres, squares);
		final int[] rows = new int[Dots.BLOCK];
		int farthest = block * Points.BLOCK;
		float distance = -1;
		for (int from = block * Points.BLOCK; from < points.end(block); from += Dots.BLOCK) {
			final int size = Math.min(Dots.BLOCK, points.end(block) - from);
			for (int i = 0; i < size; i++) rows[i] = from + i;
			nearest.look(rows, size);
			for (int i = 0; i < size; i++) {
				final int best = nearest.centre(i);
				final float d = points.squaredDistance(from + i, nearest.product(i, best), squares[best]);
				if (!(d > distance)) continue;
				distance = d;
				farthest = from + i;
			}
		}
		return new Farthest(farthest, distance);
	}
}
