package sc.fiji.unsupervised.cluster;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How well clusters are separated, without labels: the simplified silhouette. A row that is a from its own prototype
 * and b from the next nearest scores (b - a) / max(a, b); the mean over all rows is multiplied by the share of clusters
 * that have rows, so that one cluster that swallows everything does not win.
 */
public final class Silhouette {

	private static final int BLOCK = 1024;

	private Silhouette() {}

	/**
	 * @param rows (n, K)
	 * @return from -1 (worst) to 1
	 */
	public static double of(final float[] rows, final Prototypes prototypes) {
		final int size = prototypes.centres().size(1), n = rows.length / size, count = prototypes.count();
		final double[] sums = new double[(n + BLOCK - 1) / BLOCK];
		final int[] own = new int[n];
		IntStream.range(0, sums.length).parallel().forEach(block -> {
			final float[] scores = new float[count];
			for (int r = block * BLOCK; r < Math.min(n, (block + 1) * BLOCK); r++) {
				prototypes.scores(rows, r * size, scores);
				double squared = 0;
				for (int i = 0; i < size; i++) squared += (double) rows[r * size + i] * rows[r * size + i];
				int first = 0, second = -1;
				for (int k = 1; k < count; k++)
					if (scores[k] > scores[first]) {
						second = first;
						first = k;
					}
					else if (second < 0 || scores[k] > scores[second]) second = k;
				own[r] = first;
				if (second < 0) continue;
				final double a = distance(prototypes, scores[first], squared), b = distance(prototypes, scores[second], squared);
				if (b > 0) sums[block] += (b - a) / b;
			}
		});
		final long used = Arrays.stream(own).distinct().count();
		return Arrays.stream(sums).sum() / n * used / count;
	}

	private static double distance(final Prototypes p, final double score, final double squared) {
		return p.metric() == Metric.COSINE ? 1 - score / Math.max(Math.sqrt(squared), 1e-12) : Math.sqrt(Math.max(0, squared *
			p.scale() - score));
	}
}
