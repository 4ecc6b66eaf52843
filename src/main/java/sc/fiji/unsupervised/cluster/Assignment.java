package sc.fiji.unsupervised.cluster;

import java.util.Arrays;
import java.util.List;

/**
 * Every vector at its nearest centre, the first of several: Lloyd's iterations of k-means. An iteration looks only at vectors
 * whose {@link Bounds} do not decide, and gives the same as one that looks at all. Sums change block by block in fixed order.
 */
final class Assignment {

	/** A mean squared distance below this share of the squared lengths is rounding, of the centres for the most part. */
	private static final double ROUNDING = 1e-12;

	/** (n, K), moved by each iteration. */
	final float[] centres;

	private final Points points;
	/** n until a vector has a centre. */
	private final int[] labels;
	private final Bounds bounds;
	private final ClusterSums sums;
	private float[] squares;

	/**
	 * @param centres first ones, (n, K)
	 */
	Assignment(final Points points, final float[] centres) {
		this.points = points;
		this.centres = centres.clone();
		final int n = centres.length / points.length;
		squares = Rows.squaredLengths(centres, points.length);
		labels = new int[points.count];
		Arrays.fill(labels, n);
		bounds = new Bounds(points, squares);
		sums = new ClusterSums(n, points.length);
		assign();
	}

	/**
	 * Centres go to the means of their clusters. An empty cluster restarts at the vector that lies farthest from its centre (one
	 * vector for each block); a mean of length 0 stays where it was. Then vectors go to their nearest centres.
	 */
	void iterate() {
		final float[] before = centres.clone();
		if (sums.hasEmpty()) restart();
		for (int j = 0; j < squares.length; j++) if (sums.counts[j] > 0) sums.mean(j, points.metric, centres);
		squares = Rows.squaredLengths(centres, points.length);
		bounds.move(before, centres, squares);
		assign();
	}

	private void restart() {
		final List<Farthest> far = Farthest.of(points, centres, squares);
		int next = 0;
		for (int j = 0; j < squares.length; j++) {
			if (sums.counts[j] > 0 || next == far.size() || far.get(next).distance() <= 0) continue;
			points.copy(far.get(next++).vector(), centres, j * points.length);
		}
	}

	private void assign() {
		final List<ClusterSums> changes = points.blocks().mapToObj(this::assign).toList();
		for (final ClusterSums change : changes) sums.add(change);
	}

	private ClusterSums assign(final int block) {
		final ClusterSums change = new ClusterSums(squares.length, points.length);
		final int[] undecided = new int[Points.BLOCK], rows = new int[Dots.BLOCK];
		final int count = bounds.undecided(block, labels, undecided);
		if (count == 0) return change;
		final Nearest nearest = new Nearest(points, centres, squares);
		for (int from = 0; from < count; from += Dots.BLOCK) {
			final int size = Math.min(Dots.BLOCK, count - from);
			System.arraycopy(undecided, from, rows, 0, size);
			nearest.look(rows, size);
			for (int i = 0; i < size; i++) {
				final int vector = rows[i], best = nearest.centre(i, labels[vector]);
				bounds.set(vector, nearest.score(i), nearest.second(i));
				if (best == labels[vector]) continue;
				change.move(points, vector, labels[vector], best);
				labels[vector] = best;
			}
		}
		return change;
	}

	/** The centre of vector i. */
	int label(final int i) {
		return labels[i];
	}

	/** Vectors of each cluster. */
	long[] counts() {
		return sums.counts;
	}

	boolean hasEmptyCluster() {
		return sums.hasEmpty();
	}

	/** Mean squared distance of a vector to its centre. */
	double inertia() {
		final double sum = points.squares + sums.scatter(centres);
		return sum <= ROUNDING * points.squares ? 0 : sum / points.count;
	}
}
