package sc.fiji.unsupervised.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One pass of k-means: every vector goes to its nearest centre. Sums are taken block by block in fixed order. */
final class Assignment {

	/** Vectors of each cluster. */
	final long[] counts;

	/** Mean squared distance of a vector to its centre. */
	final double inertia;

	private final Points points;
	private final double[] sums;
	private final List<Part> parts;

	/** What one block contributes. */
	private record Part(double[] sums, long[] counts, double inertia, int farthest, float distance) {}

	/**
	 * @param centres (n, K)
	 */
	Assignment(final Points points, final float[] centres) {
		this.points = points;
		final int n = centres.length / points.length;
		final float[] squares = squares(centres, points.length);
		parts = points.blocks().mapToObj(b -> part(points, b, centres, squares)).toList();
		counts = new long[n];
		sums = new double[centres.length];
		double total = 0;
		for (final Part part : parts) {
			for (int j = 0; j < n; j++) counts[j] += part.counts[j];
			for (int i = 0; i < sums.length; i++) sums[i] += part.sums[i];
			total += part.inertia;
		}
		inertia = total / points.count;
	}

	private static float[] squares(final float[] centres, final int length) {
		final float[] squares = new float[centres.length / length];
		for (int j = 0; j < squares.length; j++) {
			double sum = 0;
			for (int k = 0; k < length; k++) sum += (double) centres[j * length + k] * centres[j * length + k];
			squares[j] = (float) sum;
		}
		return squares;
	}

	private static Part part(final Points points, final int block, final float[] centres, final float[] squares) {
		final int n = squares.length, length = points.length;
		final double[] sums = new double[centres.length];
		final long[] counts = new long[n];
		final Nearest nearest = new Nearest(points, centres, squares);
		final float[][] some = new float[n][length];
		final float[] row = new float[length];
		double inertia = 0;
		int farthest = block * Points.BLOCK;
		float distance = -1;
		for (int from = block * Points.BLOCK; from < points.end(block); from += Dots.BLOCK) {
			final int size = Math.min(Dots.BLOCK, points.end(block) - from);
			nearest.look(from, size);
			for (int i = 0; i < size; i++) {
				final int best = nearest.centre(i);
				final float d = points.squaredDistance(from + i, nearest.product(i, best), squares[best]);
				inertia += d;
				if (d > distance) {
					distance = d;
					farthest = from + i;
				}
				counts[best]++;
				System.arraycopy(points.data, (from + i) * length, row, 0, length);
				add(some[best], row, points.unit(from + i));
			}
			for (int j = 0; j < n; j++) flush(some[j], sums, j * length);
		}
		return new Part(sums, counts, inertia, farthest, distance);
	}

	/** Few vectors are summed in single precision, which the compiler vectorises where both arrays have one index. */
	private static void add(final float[] sum, final float[] row, final float unit) {
		for (int k = 0; k < sum.length; k++) sum[k] += row[k] * unit;
	}

	private static void flush(final float[] some, final double[] sums, final int to) {
		for (int k = 0; k < some.length; k++) {
			sums[to + k] += some[k];
			some[k] = 0;
		}
	}

	boolean hasEmptyCluster() {
		for (final long c : counts) if (c == 0) return true;
		return false;
	}

	/**
	 * Means of the clusters, on the unit sphere for {@link Metric#COSINE}. An empty cluster restarts at the vector that
	 * lies farthest from its centre (one vector for each block); a mean of length 0 stays where it was.
	 *
	 * @param centres (n, K), replaced
	 */
	void update(final float[] centres) {
		final int length = points.length;
		final List<Part> far = new ArrayList<>(parts);
		far.sort(Comparator.comparingDouble((Part p) -> -p.distance).thenComparingInt(Part::farthest));
		int next = 0;
		for (int j = 0; j < counts.length; j++) {
			if (counts[j] == 0) {
				if (next < far.size() && far.get(next).distance > 0) points.copy(far.get(next++).farthest, centres, j * length);
				continue;
			}
			double norm = counts[j];
			if (points.metric == Metric.COSINE) {
				norm = 0;
				for (int k = 0; k < length; k++) norm += sums[j * length + k] * sums[j * length + k];
				norm = Math.sqrt(norm);
				if (norm < Rows.TINY) continue;
			}
			for (int k = 0; k < length; k++) centres[j * length + k] = (float) (sums[j * length + k] / norm);
		}
	}
}
