package sc.fiji.unsupervised.method;

import java.util.List;
import java.util.Map;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.cluster.ClassPrototypes;
import sc.fiji.unsupervised.cluster.KMeans;
import sc.fiji.unsupervised.cluster.Metric;
import sc.fiji.unsupervised.cluster.Pca;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.Tensor;
import sc.fiji.unsupervised.stack.FeatureCache;

/**
 * k-means on the features themselves: centred, reduced to principal components. The baseline that every other method has
 * to beat.
 *
 * @param id word by which it is chosen
 * @param metric how cells are compared
 * @param components at most so many principal components
 */
record KMeansOnFeatures(String id, Metric metric, int components) implements Method {

	private static final int SAMPLE = 20_000, COMPONENTS = 64;

	/** Spherical, a cluster for each class. */
	static KMeansOnFeatures spherical() {
		return new KMeansOnFeatures("kmeans", Metric.COSINE, COMPONENTS);
	}

	@Override
	public Fitted fit(final FeatureCache cache, final MethodSettings settings, final Session session,
		final Checkpoint checkpoint, final Progress progress)
	{
		final Tensor cells = new TileFeatures(cache, session).sample(SAMPLE, settings.seed());
		final Pca pca = Pca.fit(cells, components);
		final KMeans.Result result = KMeans.fit(pca.transform(cells), metric, settings.kmeans(0), progress);
		return new Fitted(head(pca), result.prototypes(), new Diagnostics(List.of(), Map.of("inertia", Double.toString(
			result.inertia()))));
	}

	/**
	 * Clusters of some cells.
	 *
	 * @param labels cluster of each cell
	 * @param shares of the clusters, sum 1
	 */
	record Clusters(int[] labels, double[] shares) {}

	/** A cluster for each class, of sampled features (n, C). */
	static Clusters cluster(final Tensor cells, final MethodSettings settings, final Progress progress) {
		final Tensor codes = Pca.fit(cells, COMPONENTS).transform(cells);
		final KMeans.Result result = KMeans.fit(codes, Metric.COSINE, KMeans.Options.of(settings.classes(), settings.seed()),
			progress);
		final int[] labels = new int[codes.size(0)];
		ClassPrototypes.single(result.prototypes()).label(codes.data(), labels);
		return new Clusters(labels, result.shares());
	}

	/** Projection of the centred features as a linear head. */
	static Head head(final Pca pca) {
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
