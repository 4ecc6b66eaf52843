package sc.fiji.unsupervised.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import sc.fiji.unsupervised.model.MergeTree;
import sc.fiji.unsupervised.model.MergeTree.Merge;

/**
 * Builds merge trees: the two least unlike clusters become one, until there is one. Ties go to lower numbers.
 */
public final class Agglomeration {

	/** A cluster without vectors weighs this much, so that it goes to its nearest one. */
	private static final double LEAST_WEIGHT = 1e-9;

	private Agglomeration() {}

	/** How unlike clusters are, kept up to date while they merge. */
	interface Linkage {

		/** Of two live clusters; small for alike. */
		double distance(int i, int j);

		/** Cluster i takes in cluster j, which is not asked for again. */
		void join(int i, int j);
	}

	/**
	 * Ward's rule weighted by size (Ward, J. Am. Stat. Assoc. 58, 1963): those two clusters merge whose union scatters
	 * least more. Heights are {@code w_i w_j / (w_i + w_j) |c_i - c_j|²}, half the square of SciPy's for unit weights.
	 *
	 * @param prototypes n centres; compared by direction alone for {@link Metric#COSINE}
	 * @param weights (n) such as the shares of the vectors, not negative
	 */
	public static MergeTree ward(final Prototypes prototypes, final double[] weights) {
		return build(weights.length, new Ward(prototypes, weights));
	}

	static MergeTree build(final int n, final Linkage linkage) {
		final int[] node = new int[n];
		Arrays.setAll(node, i -> i);
		final List<Merge> merges = new ArrayList<>(n - 1);
		for (int step = 0; step < n - 1; step++) {
			int first = -1, second = -1;
			double least = Double.POSITIVE_INFINITY;
			for (int i = 0; i < n; i++)
				for (int j = i + 1; j < n && node[i] >= 0; j++) {
					if (node[j] < 0) continue;
					final double d = linkage.distance(i, j);
					if (first >= 0 && d >= least) continue;
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
	static final class Ward implements Linkage {

		private final double[][] centres;
		private final double[] weights;

		Ward(final Prototypes prototypes, final double[] weights) {
			final int n = prototypes.count();
			if (weights.length != n) throw new IllegalArgumentException(n + " prototypes need as many weights");
			this.weights = Arrays.stream(weights).map(w -> Math.max(w, LEAST_WEIGHT)).toArray();
			centres = Rows.doubles(prototypes);
		}

		@Override
		public double distance(final int i, final int j) {
			double square = 0;
			for (int k = 0; k < centres[i].length; k++) {
				final double d = centres[i][k] - centres[j][k];
				square += d * d;
			}
			return weights[i] * weights[j] / (weights[i] + weights[j]) * square;
		}

		@Override
		public void join(final int i, final int j) {
			final double sum = weights[i] + weights[j];
			for (int k = 0; k < centres[i].length; k++)
				centres[i][k] = (weights[i] * centres[i][k] + weights[j] * centres[j][k]) / sum;
			weights[i] = sum;
		}
	}
}
