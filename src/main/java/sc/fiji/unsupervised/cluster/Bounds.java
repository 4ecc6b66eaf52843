package sc.fiji.unsupervised.cluster;

import java.util.Arrays;

/**
 * What is known of the nearest centre of each vector without looking at the vector: an upper bound of the distance to its own
 * centre and a lower bound of that to any other, which change by as much as centres move (Hamerly 2010, Making k-means even
 * faster). Bounds hold for exact distances; whether they decide takes into account how far scores in single precision are
 * off, so that a vector that is passed over would have been given to the same centre. Vectors of length 1 are no exception:
 * their distance is that along the chord.
 */
final class Bounds {

	/** Rounding of one operation in single precision. */
	private static final double EPSILON = 0x1p-24;

	/** Bounds are rounded outwards by these factors, which is more than the rounding of the operations before. */
	private static final float UP = 1 + 0x1p-21f, DOWN = 1 - 0x1p-21f;

	private final Points points;
	private final float[] upper, lower;
	/** How far each centre moved, and how far the others did at most. */
	private final float[] own, others;
	/** Error of a score as a share of the squared lengths of the vector and of the longest centre. */
	private final float rounding;
	/** Squared length of the longest centre. */
	private float longest;

	/**
	 * Nothing is known yet.
	 *
	 * @param squares (n) squared lengths of the centres
	 */
	Bounds(final Points points, final float[] squares) {
		this.points = points;
		upper = new float[points.count];
		lower = new float[points.count];
		Arrays.fill(upper, Float.POSITIVE_INFINITY);
		own = new float[squares.length + 1];
		others = new float[squares.length + 1];
		// An inner product of K elements rounds each term K / 8 + 15 times at most; the rest are lengths, differences and roots.
		rounding = (float) ((points.length + 32) * EPSILON);
		longest = max(squares);
	}

	/**
	 * Centres have moved.
	 *
	 * @param before (n, K)
	 * @param after (n, K)
	 * @param squares (n) squared lengths after
	 */
	void move(final float[] before, final float[] after, final float[] squares) {
		final int length = points.length;
		int farthest = 0;
		float second = 0;
		for (int j = 0; j < squares.length; j++) {
			double sum = 0;
			for (int k = j * length; k < (j + 1) * length; k++) {
				final double step = (double) after[k] - before[k];
				sum += step * step;
			}
			own[j] = (float) Math.sqrt(sum) * UP;
			if (j == 0) continue;
			second = Math.max(second, Math.min(own[farthest], own[j]));
			if (own[j] > own[farthest]) farthest = j;
		}
		Arrays.fill(others, own[farthest]);
		others[farthest] = second;
		longest = max(squares);
	}

	private static float max(final float[] values) {
		float max = values[0];
		for (final float v : values) max = Math.max(max, v);
		return max;
	}

	/**
	 * Moves the bounds of a block's vectors as centres have moved.
	 *
	 * @param labels own centre of each vector; n where it has none yet
	 * @param out receives the vectors that have to be looked at
	 * @return how many
	 */
	int undecided(final int block, final int[] labels, final int[] out) {
		int count = 0;
		for (int i = block * Points.BLOCK; i < points.end(block); i++) {
			final float up = (upper[i] + own[labels[i]]) * UP, low = (lower[i] - others[labels[i]]) * DOWN;
			upper[i] = up;
			lower[i] = low;
			if (low > up && (low - up) * (low + up) > 2 * error(i)) continue;
			out[count++] = i;
		}
		return count;
	}

	/** A vector has been looked at: its score for its own centre and the highest for another. */
	void set(final int i, final float score, final float second) {
		final float square = points.square(i), error = error(i);
		upper[i] = (float) Math.sqrt(Math.max(0, square - score + error));
		lower[i] = (float) Math.sqrt(Math.max(0, square - second - error));
	}

	/** How far a squared distance may be off. */
	private float error(final int i) {
		return rounding * (points.square(i) + longest);
	}
}
