package sc.fiji.unsupervised.cluster;

import java.util.stream.IntStream;

import sc.fiji.unsupervised.model.Tensor;

/**
 * Simplified silhouette (Hruschka 2006): how much nearer a vector is to its own centre than to the next one. Needs no
 * labels and no pairwise distances.
 */
public final class Silhouette {

	private static final int BLOCK = 2048;

	private Silhouette() {}

	/**
	 * Mean over all vectors of {@code (b - a) / b}, where a is the distance to the nearest centre and b that to the
	 * second nearest: Euclidean distance or 1 - cosine. It is multiplied by the share of clusters that own a vector, so
	 * that one cluster which swallows everything does not win.
	 *
	 * @param rows (N, K)
	 * @return 0 (no structure) to 1 (tight, far apart); 0 when there is one cluster only
	 */
	public static double of(final Prototypes prototypes, final Tensor rows) {
		final int count = rows.size(0);
		if (prototypes.count() < 2) return 0;
		final boolean[] used = new boolean[prototypes.count()];
		final double[] sums = IntStream.range(0, (count + BLOCK - 1) / BLOCK).parallel().mapToDouble(block -> sum(prototypes,
			rows, used, block * BLOCK, Math.min(count, (block + 1) * BLOCK))).toArray();
		double total = 0;
		for (final double s : sums) total += s;
		int owners = 0;
		for (final boolean u : used) if (u) owners++;
		return total / count * owners / used.length;
	}

	private static double sum(final Prototypes prototypes, final Tensor rows, final boolean[] used, final int from,
		final int to)
	{
		final int n = prototypes.count(), length = rows.size(1);
		final float[] scores = new float[(to - from) * n];
		prototypes.scores(rows.data(), from, to - from, scores);
		double sum = 0;
		for (int i = 0; i < to - from; i++) {
			int own = 0;
			float first = Float.NEGATIVE_INFINITY, second = Float.NEGATIVE_INFINITY;
			for (int j = 0; j < n; j++) {
				final float s = scores[i * n + j];
				if (s > first) {
					second = first;
					first = s;
					own = j;
				}
				else if (s > second) second = s;
			}
			// Several threads may write here, but all of them the same.
			used[own] = true;
			final double square = square(rows.data(), (from + i) * length, length);
			final double a = distance(prototypes, first, square), b = distance(prototypes, second, square);
			if (b > 0) sum += (b - a) / b;
		}
		return sum;
	}

	private static double square(final float[] x, final int offset, final int length) {
		double sum = 0;
		for (int k = 0; k < length; k++) sum += (double) x[offset + k] * x[offset + k];
		return sum;
	}

	private static double distance(final Prototypes prototypes, final float score, final double square) {
		return prototypes.metric() == Metric.COSINE ? Math.max(0, 1 - (double) score) : Math.sqrt(Math.max(0, square -
			(double) score * prototypes.spread()));
	}
}
