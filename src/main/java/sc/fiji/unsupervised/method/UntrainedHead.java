package sc.fiji.unsupervised.method;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.cluster.KMeans;
import sc.fiji.unsupervised.cluster.Metric;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.Tensor;
import sc.fiji.unsupervised.stack.FeatureCache;

/** STEGO's head with the weights it starts from, and spherical k-means on its codes: what the training has to add to. */
final class UntrainedHead implements Method {

	private static final int SAMPLE = 20_000;

	@Override
	public String id() {
		return "untrained";
	}

	@Override
	public Fitted fit(final FeatureCache cache, final MethodSettings settings, final Session session,
		final Checkpoint checkpoint, final Progress progress)
	{
		final Tensor cells = new TileFeatures(cache, session).sample(SAMPLE, settings.seed());
		final Head head = Head.random(cache.channels(), HeadOptions.stego().codeSize(), new SplittableRandom(settings
			.seed()));
		final KMeans.Result clusters = KMeans.fit(HeadTraining.codes(head, cells, session), Metric.COSINE, settings.kmeans(0), progress);
		return new Fitted(head, clusters.prototypes(), new Diagnostics(List.of(), Map.of("inertia", Double.toString(clusters
			.inertia()))));
	}
}
