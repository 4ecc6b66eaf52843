package sc.fiji.unsupervised.method;

import java.util.List;
import java.util.Map;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.cluster.KMeans;
import sc.fiji.unsupervised.cluster.Metric;
import sc.fiji.unsupervised.cluster.Pca;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.Tensor;
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
		final Tensor cells = new TileFeatures(cache, session).sample(SAMPLE, settings.seed());
		final Pca pca = Pca.fit(cells, COMPONENTS);
		final KMeans.Result clusters = KMeans.fit(pca.transform(cells), Metric.COSINE, settings.kmeans(settings.classes()),
			progress);
		return new Fitted(head(pca), clusters.prototypes(), new Diagnostics(List.of(), Map.of("inertia", Double.toString(
			clusters.inertia()))));
	}

	/** A cluster for each class, of sampled features (n, C). */
	static KMeans.Result cluster(final Tensor cells, final MethodSettings settings, final Progress progress) {
		return KMeans.fit(Pca.fit(cells, COMPONENTS).transform(cells), Metric.COSINE, KMeans.Options.of(settings.classes(),
			settings.seed()), progress);
	}

	/** Projection of the centred features as a linear head. */
	private static Head head(final Pca pca) {
		final int k = pca.components(), c = pca.mean().size(0);
		final float[] bias = new float[k];
		for (int i = 0; i < k; i++) {
			double sum = 0;
			for (int j = 0; j < c; j++) sum -= (double) pca.axes().data()[i * c + j] * pca.mean().data()[j];
			bias[i] = (float) sum;
		}
		return Head.linear(pca.axes(), new Tensor(bias, k));
	}
}
