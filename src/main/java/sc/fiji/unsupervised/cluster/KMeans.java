package sc.fiji.unsupervised.cluster;

import java.util.Comparator;
import java.util.stream.IntStream;

import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.model.Tensor;

/**
 * Spherical and Euclidean k-means (Lloyd): one deterministic start along principal axes, the others by k-means++, the
 * best by inertia. Bit-identical for a seed, whatever the number of threads.
 */
public final class KMeans {

	/** With more vectors than this, the starts run on an even sample of this size and the best one on all. */
	private static final int SAMPLE = 1 << 16;

	/**
	 * @param k number of clusters, 1 to 65535
	 * @param fewest so many are enough where there are fewer than k different vectors, 1 to k
	 * @param first start; 0 is the deterministic one
	 * @param starts number of starts, at least 1
	 * @param iterations most iterations of a start
	 * @param tolerance a start ends when the inertia falls by a smaller share than this
	 * @param seed of the random starts
	 */
	public record Options(int k, int fewest, int first, int starts, int iterations, double tolerance, long seed) {

		public Options {
			if (k < 1 || k > 65535) throw new UserException("classes=" + k + " is out of range; use 1 to 65535.");
			if (fewest < 1 || fewest > k) throw new IllegalArgumentException("fewest " + fewest);
			if (first < 0 || starts < 1 || iterations < 1 || !(tolerance >= 0)) throw new IllegalArgumentException(
				"starts and iterations must be at least 1, the first start and the tolerance not negative");
		}

		/** Best of 10 starts. */
		public static Options of(final int k, final long seed) {
			return new Options(k, k, 0, 10, 100, 1e-6, seed);
		}

		/** The same but for one start alone. */
		public Options only(final int start) {
			return new Options(k, fewest, start, 1, iterations, tolerance, seed);
		}
	}

	/**
	 * Clusters, largest first.
	 *
	 * @param prototypes centres (unit vectors for {@link Metric#COSINE}) with their spread
	 * @param shares of the vectors that belong to each cluster, sum 1
	 * @param inertia mean squared distance of a vector to its centre (2 - 2 cos for {@link Metric#COSINE})
	 */
	public record Result(Prototypes prototypes, double[] shares, double inertia) {}

	private KMeans() {}

	/**
	 * @param rows (N, K)
	 * @throws UserException if there are fewer different vectors than clusters, or values that are not finite
	 * @throws CancelledException if the user stops
	 */
	public static Result fit(final Tensor rows, final Metric metric, final Options options, final Progress progress) {
		Rows.check(rows);
		final Points all = new Points(rows, metric);
		final Points points = all.count > SAMPLE ? all.sample(SAMPLE) : all;
		Assignment best = null;
		for (int s = options.first; s < options.first + options.starts; s++) {
			progress.step("Clusters", (double) (s - options.first) / options.starts, "start " + (s + 1) + " of " + (options.first +
				options.starts));
			float[] centres = s == 0 ? Starts.principal(points, options.k) : null;
			if (centres == null) centres = Starts.plusPlus(points, options.k, options.fewest, options.seed *
				1000003 + s);
			final Assignment solution = iterate(points, centres, options, progress);
			if (best == null || solution.inertia() < best.inertia()) best = solution;
		}
		if (points != all) best = iterate(all, best.centres, options, progress);
		return result(all, best);
	}

	private static Assignment iterate(final Points points, final float[] centres, final Options options,
		final Progress progress)
	{
		final Assignment assignment = new Assignment(points, centres);
		for (int i = 0; i < options.iterations; i++) {
			progress.check();
			final boolean full = !assignment.hasEmptyCluster();
			final double before = assignment.inertia();
			assignment.iterate();
			if (full && !assignment.hasEmptyCluster() && before - assignment.inertia() <= options.tolerance * before) break;
		}
		return assignment;
	}

	private static Result result(final Points points, final Assignment solution) {
		final long[] counts = solution.counts();
		final int n = counts.length, length = points.length;
		final int[] order = IntStream.range(0, n).boxed().sorted(Comparator.comparingLong((Integer j) -> -counts[j]))
			.mapToInt(j -> j).toArray();
		final float[] centres = new float[n * length];
		final double[] shares = new double[n];
		for (int j = 0; j < n; j++) {
			System.arraycopy(solution.centres, order[j] * length, centres, j * length, length);
			shares[j] = (double) counts[order[j]] / points.count;
		}
		final double inertia = solution.inertia();
		final float spread = points.metric == Metric.EUCLIDEAN && inertia > 0 ? (float) inertia : 1;
		return new Result(new Prototypes(points.metric, new Tensor(centres, n, length), spread), shares, inertia);
	}
}
