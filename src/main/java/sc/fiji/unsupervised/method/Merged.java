package sc.fiji.unsupervised.method;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.cluster.Agglomeration;
import sc.fiji.unsupervised.cluster.ClassPrototypes;
import sc.fiji.unsupervised.cluster.Contact;
import sc.fiji.unsupervised.cluster.Interior;
import sc.fiji.unsupervised.cluster.KMeans;
import sc.fiji.unsupervised.cluster.Metric;
import sc.fiji.unsupervised.cluster.Pca;
import sc.fiji.unsupervised.cluster.Prototypes;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.Tensor;
import sc.fiji.unsupervised.stack.FeatureCache;

/**
 * Many clusters of the features, which are then merged to classes by the area of their insides
 * ({@code docs/merging.md}). Distances are Euclidean, but where directions give far more coherent regions, as for textures
 * of the same brightness, they are taken.
 */
final class Merged implements Method {

	private static final int SAMPLE = 20_000, PAIRS = 10_000, COMPONENTS = 64, CLUSTERS = 64;

	/** On real images directions are more coherent by up to 0.11 and yet worse; on mere textures by 0.5. */
	private static final double FAR = 0.25;

	/** Clusters by one metric, and how coherent the classes made of them are. */
	private record Candidate(Prototypes prototypes, double coherence) {}

	@Override
	public String id() {
		return "merged";
	}

	@Override
	public Fitted fit(final FeatureCache cache, final MethodSettings settings, final Session session,
		final Checkpoint checkpoint, final Progress progress)
	{
		final TileFeatures features = new TileFeatures(cache, session);
		final Tensor cells = features.sample(SAMPLE, settings.seed());
		final Pca pca = Pca.fit(cells, COMPONENTS);
		final Tensor codes = pca.transform(cells);
		final Tensor[] pairs = features.pairs(PAIRS, settings.seed());
		final Tensor first = pca.transform(pairs[0]), second = pca.transform(pairs[1]);
		final Candidate distance = candidate(Metric.EUCLIDEAN, codes, first, second, settings, progress);
		final Candidate direction = candidate(Metric.COSINE, codes, first, second, settings, progress);
		final Candidate chosen = direction.coherence > distance.coherence + FAR ? direction : distance;
		final Map<String, String> notes = new LinkedHashMap<>();
		notes.put("coherence by distance", String.format(Locale.ROOT, "%.3f", distance.coherence));
		notes.put("coherence by direction", String.format(Locale.ROOT, "%.3f", direction.coherence));
		return new Fitted(KMeansOnFeatures.head(pca), chosen.prototypes, new Diagnostics(List.of(), notes));
	}

	private static Candidate candidate(final Metric metric, final Tensor codes, final Tensor first, final Tensor second,
		final MethodSettings settings, final Progress progress)
	{
		final Prototypes prototypes = KMeans.fit(codes, metric, settings.kmeans(CLUSTERS), progress).prototypes();
		final int n = prototypes.count();
		final int[] a = new int[first.size(0)], b = new int[a.length];
		ClassPrototypes.single(prototypes).label(first.data(), a);
		ClassPrototypes.single(prototypes).label(second.data(), b);
		final long[] counts = new long[n];
		final long[][] pairs = new long[n][n];
		for (int i = 0; i < a.length; i++) {
			counts[a[i]]++;
			pairs[a[i]][b[i]]++;
		}
		final Contact contact = Contact.of(counts, pairs);
		return new Candidate(prototypes, contact.coherence(Agglomeration.around(prototypes, Interior.weights(metric, contact),
			settings.classes()).cut(settings.classes())));
	}
}
