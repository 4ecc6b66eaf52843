package sc.fiji.unsupervised.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import sc.fiji.unsupervised.model.MergeTree;
import sc.fiji.unsupervised.model.MergeTree.Merge;

/**
 * Builds merge trees of prototypes: two become one, until there is one. Ties go to lower numbers.
 */
public final class Agglomeration {

	/** A cluster without vectors weighs this much, so that it goes to its nearest one. */
	private static final double LEAST_WEIGHT = 1e-9;

	private Agglomeration() {}

	/**
	 * Ward's rule weighted by size (Ward, J. Am. Stat. Assoc. 58, 1963): those two clusters merge whose union scatters
	 * least more. Heights are {@code w_i w_j / (w_i + w_j) |c_i - c_j|²}, half the square of SciPy's for unit weights.
	 *
	 * @param prototypes n centres; compared by direction alone for {@link Metric#COSINE}
	 * @param weights (n) such as the shares of the vectors, not negative
	 */
	public static MergeTree ward(final Prototypes prototypes, final double[] weights) {
		return within(prototypes, weights, new int[weights.length]);
	}

	/**
	 * The tree of a clustering with some number of classes: cut there it gives the groups that k-means of the prototypes
	 * finds, the best of many starts; below and above it follows Ward's rule. On its own that rule depends more on chance.
	 *
	 * @param classes 1 to n
	 */
	public static MergeTree around(final Prototypes prototypes, final double[] weights, final int classes) {
		return within(prototypes, weights, PrototypeMeans.groups(Rows.doubles(prototypes), weights, classes, ward(prototypes,
			weights).cut(classes)));
	}

	/**
	 * Groups in which several clusterings of the same vectors agree: k-means of all their prototypes. What one clustering
	 * found by chance, the others outvote.
	 *
	 * @param runs prototypes of one metric and length
	 * @param weights of the prototypes of each run
	 * @param classes 1 to the number of prototypes in the first run
	 * @return (runs, n) group of each prototype; one of the groups may have none in some run
	 */
	static int[][] agreed(final List<Prototypes> runs, final List<double[]> weights, final int classes) {
		final double[][] rows = runs.stream().map(Rows::doubles).flatMap(Arrays::stream).toArray(double[][]::new);
		final int n = runs.get(0).count();
		final int[] start = Arrays.copyOf(ward(runs.get(0), weights.get(0)).cut(classes), rows.length);
		for (int i = n; i < rows.length; i++) start[i] = start[Rows.nearest(rows, n, rows[i])];
		final int[] groups = PrototypeMeans.groups(rows, weights.stream().flatMapToDouble(Arrays::stream).toArray(), classes,
			start);
		final int[][] each = new int[runs.size()][];
		for (int r = 0, at = 0; r < each.length; at += each[r++].length)
			each[r] = Arrays.copyOfRange(groups, at, at + runs.get(r).count());
		return each;
	}

	/** The tree that merges each group before it merges groups, by Ward's rule both. */
	public static MergeTree within(final Prototypes prototypes, final double[] weights, final int[] groups) {
		final int n = weights.length;
		final Ward linkage = new Ward(prototypes, weights);
		final int[] node = new int[n];
		Arrays.setAll(node, i -> i);
		final List<Merge> merges = new ArrayList<>(n - 1);
		for (int step = 0; step < n - 1; step++) {
			int first = -1, second = -1;
			boolean inside = false;
			double least = Double.POSITIVE_INFINITY;
			for (int i = 0; i < n; i++)
				for (int j = i + 1; j < n && node[i] >= 0; j++) {
					final boolean same = groups[i] == groups[j];
					if (node[j] < 0 || inside && !same) continue;
					final double d = linkage.distance(i, j);
					if (first >= 0 && inside == same && d >= least) continue;
					inside = same;
					least = d;
					first = i;
					second = j;
				}
			merges.add(new Merge(Math.min(node[first], node[second]), Math.max(node[first], node[second]), least));
			linkage.join(first, second);
			node[first] = n + step;
			node[second] = -1;
		}
		return new MergeTree(n, merges);
	}

	/** Weighted means of the merged clusters. */
	private static final class Ward {

		private final double[][] centres;
		private final double[] weights;

		Ward(final Prototypes prototypes, final double[] weights) {
			final int n = prototypes.count();
			if (weights.length != n) throw new IllegalArgumentException(n + " prototypes need as many weights");
			this.weights = Arrays.stream(weights).map(w -> Math.max(w, LEAST_WEIGHT)).toArray();
			centres = Rows.doubles(prototypes);
		}

		double distance(final int i, final int j) {
			double square = 0;
			for (int k = 0; k < centres[i].length; k++) {
				final double d = centres[i][k] - centres[j][k];
				square += d * d;
			}
			return weights[i] * weights[j] / (weights[i] + weights[j]) * square;
		}

		void join(final int i, final int j) {
			final double sum = weights[i] + weights[j];
			for (int k = 0; k < centres[i].length; k++)
				centres[i][k] = (weights[i] * centres[i][k] + weights[j] * centres[j][k]) / sum;
			weights[i] = sum;
		}
	}
}
