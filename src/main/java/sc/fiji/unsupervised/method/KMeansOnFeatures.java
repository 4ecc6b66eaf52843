package sc.fiji.unsupervised.method;

import java.util.List;
import java.util.Map;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.cluster.KMeans;
import sc.fiji.unsupervised.cluster.Metric;
import sc.fiji.unsupervised.cluster.Pca;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.stack.FeatureCache;

/**
 * Spherical k-means on the features themselves: centred, reduced to at most 64 principal components, best of ten starts
 * by inertia. The baseline that every trained method has to beat.
 */
final class KMeansOnFeatures implements Method {

	private static final int SAMPLE = 20_000, COMPONENTS = 64;

	@Override
	public String id() {
		return "kmeans";
	}

	@Override
	public Fitted fit(final FeatureCache cache, final MethodSettings settings, final Session session,
		final Progress progress)
	{
		final float[] cells = new TileFeatures(cache, session).sample(SAMPLE, settings.seed());
		final Pca pca = Pca.fit(cells, cache.channels(), Math.min(COMPONENTS, cache.channels()));
		final KMeans.Result clusters = fit(cells, pca, settings, progress);
		return new Fitted(Head.linear(pca.weight(), pca.bias()), clusters.prototypes(), new Diagnostics(List.of(), Map.of(
			"inertia", Double.toString(clusters.inertia()))));
	}

	/** Clusters of sampled features (n, C). */
	static KMeans.Result fit(final float[] cells, final int channels, final MethodSettings settings,
		final Progress progress)
	{
		return fit(cells, Pca.fit(cells, channels, Math.min(COMPONENTS, channels)), settings, progress);
	}

	private static KMeans.Result fit(final float[] cells, final Pca pca, final MethodSettings settings,
		final Progress progress)
	{
		return KMeans.fit(pca.transform(cells), pca.components(), KMeans.Options.of(settings.classes(), Metric.COSINE,
			settings.seed()), progress);
	}
}
