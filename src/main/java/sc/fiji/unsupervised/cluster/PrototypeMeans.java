package sc.fiji.unsupervised.cluster;

import java.util.Arrays;
import java.util.SplittableRandom;

/** k-means of a few weighted vectors: the best of many starts, since that takes milliseconds. */
final class PrototypeMeans {

	private static final int STARTS = 64, ITERATIONS = 50;

	private final double[][] rows;
	private final double[] weights;
	private final int k;

	private PrototypeMeans(final double[][] rows, final double[] weights, final int k) {
		this.rows = rows;
		this.weights = weights;
		this.k = k;
	}

	/**
	 * @param rows (n, K)
	 * @param weights (n), positive
	 * @param start a grouping into k groups, none empty, that is improved too
	 * @return (n) group of each row; each group has a row
	 */
	static int[] groups(final double[][] rows, final double[] weights, final int k, final int[] start) {
		final PrototypeMeans means = new PrototypeMeans(rows, weights, k);
		final SplittableRandom random = new SplittableRandom(1);
		int[] best = means.improve(start.clone());
		double least = means.scatter(best);
		for (int s = 0; s < STARTS; s++) {
			final int[] other = means.improve(means.drawn(random));
			final double scatter = means.scatter(other);
			if (scatter < least * (1 - 1e-9)) {
				least = scatter;
				best = other;
			}
		}
		return best;
	}

	/** k-means++: groups around rows drawn by weight times squared distance to those before. */
	private int[] drawn(final SplittableRandom random) {
		final double[] nearest = weights.clone();
		final double[][] centres = new double[k][];
		for (int j = 0; j < k; j++) {
			double rest = random.nextDouble() * Arrays.stream(nearest).sum();
			int chosen = 0;
			for (int i = 0; i < rows.length && rest >= 0; i++) if (nearest[i] > 0) {
				rest -= nearest[i];
				chosen = i;
			}
			centres[j] = rows[chosen];
			for (int i = 0; i < rows.length; i++) {
				final double d = weights[i] * squaredDistance(rows[i], centres[j]);
				nearest[i] = j == 0 ? d : Math.min(nearest[i], d);
			}
		}
		final int[] groups = new int[rows.length];
		assign(centres, groups);
		return groups;
	}

	private int[] improve(final int[] groups) {
		for (int i = 0; i < ITERATIONS; i++) if (!assign(centres(groups), groups)) break;
		return groups;
	}

	/** Weighted means; those of empty groups are null. */
	private double[][] centres(final int[] groups) {
		final double[][] centres = new double[k][];
		final double[] sums = new double[k];
		for (int i = 0; i < rows.length; i++) {
			final int g = groups[i];
			if (centres[g] == null) centres[g] = new double[rows[i].length];
			sums[g] += weights[i];
			for (int c = 0; c < rows[i].length; c++) centres[g][c] += weights[i] * (rows[i][c] - centres[g][c]) / sums[g];
		}
		return centres;
	}

	/** Nearest centres; the last row of a group stays in it. Whether anything changed. */
	private boolean assign(final double[][] centres, final int[] groups) {
		final int[] sizes = new int[k];
		for (final int g : groups) sizes[g]++;
		boolean changed = false;
		for (int i = 0; i < rows.length; i++) {
			int best = groups[i];
			double least = centres[best] == null ? Double.POSITIVE_INFINITY : squaredDistance(rows[i], centres[best]);
			for (int g = 0; g < k; g++) {
				if (centres[g] == null) continue;
				final double d = squaredDistance(rows[i], centres[g]);
				if (d < least) {
					least = d;
					best = g;
				}
			}
			if (best == groups[i] || sizes[groups[i]] == 1) continue;
			sizes[groups[i]]--;
			sizes[best]++;
			groups[i] = best;
			changed = true;
		}
		return changed;
	}

	private double scatter(final int[] groups) {
		final double[][] centres = centres(groups);
		for (final double[] c : centres) if (c == null) return Double.POSITIVE_INFINITY;
		double sum = 0;
		for (int i = 0; i < rows.length; i++) sum += weights[i] * squaredDistance(rows[i], centres[groups[i]]);
		return sum;
	}

	private static double squaredDistance(final double[] a, final double[] b) {
		double sum = 0;
		for (int c = 0; c < a.length; c++) sum += (a[c] - b[c]) * (a[c] - b[c]);
		return sum;
	}
}
