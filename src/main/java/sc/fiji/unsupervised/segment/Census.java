package sc.fiji.unsupervised.segment;

import sc.fiji.unsupervised.cluster.ClassPrototypes;
import sc.fiji.unsupervised.cluster.Contact;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.method.Fitted;
import sc.fiji.unsupervised.stack.FeatureCache;
import sc.fiji.unsupervised.stack.TilePlace;

/**
 * Where the clusters of a training lie in its tiles.
 *
 * @param contact shares of the cells, and which clusters lie beside or below which
 * @param intensity (n) mean intensity of the cells, 0 to 1
 */
record Census(Contact contact, double[] intensity) {

	static Census of(final FeatureCache cache, final Fitted fitted, final Session session) {
		final int n = fitted.prototypes().count();
		final long[] counts = new long[n];
		final double[] intensity = new double[n];
		final long[][] pairs = new long[n][n];
		try (CellLabels cells = new CellLabels(cache, fitted.head(), session)) {
			for (int t = 0; t < cache.size(); t++) {
				final int[] labels = cells.label(t, ClassPrototypes.single(fitted.prototypes()));
				final TilePlace place = cache.place(t);
				for (final int cell : place.cells(cache.columns())) {
					final int x = cell % cache.columns(), y = cell / cache.columns();
					counts[labels[cell]]++;
					intensity[labels[cell]] += place.intensity()[cell];
					if (place.counts(x + 1, y, cache.columns())) pairs[labels[cell]][labels[cell + 1]]++;
					if (place.counts(x, y + 1, cache.columns())) pairs[labels[cell]][labels[cell + cache.columns()]]++;
				}
			}
		}
		for (int i = 0; i < n; i++) intensity[i] /= Math.max(1, counts[i]);
		return new Census(Contact.of(counts, pairs), intensity);
	}
}
