package sc.fiji.unsupervised.segment;

import sc.fiji.unsupervised.cluster.ClassPrototypes;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.method.Fitted;
import sc.fiji.unsupervised.stack.FeatureCache;
import sc.fiji.unsupervised.stack.TilePlace;

/**
 * Where the clusters of a training lie in its tiles.
 *
 * @param shares (n) of the cells, sum 1
 * @param intensity (n) mean intensity of the cells, 0 to 1
 * @param contact (n, n), symmetric: share of the pairs of cells beside or below each other that belong to both
 */
record Census(double[] shares, double[] intensity, double[][] contact) {

	static Census of(final FeatureCache cache, final Fitted fitted, final Session session) {
		final int n = fitted.prototypes().count();
		final long[] counts = new long[n];
		final double[] intensity = new double[n];
		final long[][] pairs = new long[n][n];
		try (CellLabels cells = new CellLabels(cache, fitted.head(), session)) {
			for (int t = 0; t < cache.size(); t++) {
				final int[] labels = cells.label(t, ClassPrototypes.single(fitted.prototypes()));
				final TilePlace place = cache.place(t);
				for (int y = 0; y < place.validRows(); y++)
					for (int x = 0; x < place.validColumns(); x++) {
						final int cell = y * cache.columns() + x;
						counts[labels[cell]]++;
						intensity[labels[cell]] += place.intensity()[cell];
						if (x + 1 < place.validColumns()) pairs[labels[cell]][labels[cell + 1]]++;
						if (y + 1 < place.validRows()) pairs[labels[cell]][labels[cell + cache.columns()]]++;
					}
			}
		}
		return of(counts, intensity, pairs);
	}

	private static Census of(final long[] counts, final double[] intensity, final long[][] pairs) {
		final int n = counts.length;
		long cells = 0, all = 0;
		for (int i = 0; i < n; i++) {
			cells += counts[i];
			for (int j = 0; j < n; j++) all += pairs[i][j];
		}
		final double[] shares = new double[n], means = new double[n];
		final double[][] contact = new double[n][n];
		for (int i = 0; i < n; i++) {
			shares[i] = (double) counts[i] / cells;
			means[i] = intensity[i] / Math.max(1, counts[i]);
			for (int j = 0; j < n; j++) contact[i][j] = (pairs[i][j] + pairs[j][i]) / (2.0 * Math.max(1, all));
		}
		return new Census(shares, means, contact);
	}
}
