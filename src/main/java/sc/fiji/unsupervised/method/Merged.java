package sc.fiji.unsupervised.method;

import java.util.ArrayList;
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
import sc.fiji.unsupervised.cluster.Votes;
import sc.fiji.unsupervised.cluster.Votes.Voter;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.Tensor;
import sc.fiji.unsupervised.stack.FeatureCache;

/**
 * Many clusters of the features, which are then merged to classes by the area of their insides
 * ({@code docs/merging.md}). Distances are Euclidean, but where directions give far more coherent regions, as for textures
 * of the same brightness, they are taken.
 */
final class Merged implements Method {

	/** Cells of one clustering; so many times as many are drawn. */
	private static final int SAMPLE = 20_000, PARTS = 3;
	private static final int PAIRS = 40_000, COMPONENTS = 64, CLUSTERS = 64;
	/** Clusterings, beside the one that is kept, that have a say in what belongs together. */
	private static final int VOTES = 11;

	/** On real images directions are more coherent by up to 0.11 and yet worse; on mere textures by 0.5. */
	private static final double FAR = 0.25;

	/**
	 * What is clustered.
	 *
	 * @param parts (n, K) each, of drawn cells
	 * @param first (m, K) of a cell of each drawn pair of neighbours
	 * @param second (m, K) of the other
	 */
	private record Cells(List<Tensor> parts, Tensor first, Tensor second) {

		/**
		 * Clusters of a part of the cells.
		 *
		 * @param number of the clustering; one after the other takes the parts in turn
		 */
		Voter cluster(final int number, final Metric metric, final KMeans.Options options, final Progress progress) {
			final Prototypes prototypes = KMeans.fit(parts.get(number % parts.size()), metric, options, progress).prototypes();
			final ClassPrototypes clusters = ClassPrototypes.single(prototypes);
			final int n = prototypes.count();
			final int[] a = labels(clusters, first), b = labels(clusters, second);
			final long[] counts = new long[n];
			final long[][] pairs = new long[n][n];
			for (int i = 0; i < a.length; i++) {
				counts[a[i]]++;
				pairs[a[i]][b[i]]++;
			}
			return new Voter(prototypes, Contact.of(counts, pairs), labels(clusters, parts.get(0)));
		}

		private static int[] labels(final ClassPrototypes clusters, final Tensor codes) {
			final int[] labels = new int[codes.size(0)];
			clusters.label(codes.data(), labels);
			return labels;
		}
	}

	/** As many parts as there are whole samples of cells, at least one; each has every so manyth cell. */
	private static List<Tensor> parts(final Tensor codes) {
		final int n = codes.size(0), size = codes.size(1), count = Math.max(1, n / SAMPLE);
		final List<Tensor> parts = new ArrayList<>();
		for (int part = 0; part < count; part++) {
			final float[] rows = new float[(n - part + count - 1) / count * size];
			for (int i = 0; i < rows.length / size; i++) System.arraycopy(codes.data(), (i * count + part) * size, rows, i * size,
				size);
			parts.add(new Tensor(rows, rows.length / size, size));
		}
		return parts;
	}

	/** How coherent the classes made of a clustering are. */
	private static double coherence(final Voter voter, final int classes) {
		final double[] weights = Interior.weights(voter.prototypes().metric(), voter.contact());
		return voter.contact().coherence(Agglomeration.around(voter.prototypes(), weights, classes).cut(classes));
	}

	@Override
	public String id() {
		return "merged";
	}

	@Override
	public Fitted fit(final FeatureCache cache, final MethodSettings settings, final Session session,
		final Checkpoint checkpoint, final Progress progress)
	{
		final TileFeatures features = new TileFeatures(cache, session);
		final Tensor sample = features.sample(PARTS * SAMPLE, settings.seed());
		final Pca pca = Pca.fit(sample, COMPONENTS);
		final Tensor[] pairs = features.pairs(PAIRS, settings.seed());
		final Cells cells = new Cells(parts(pca.transform(sample)), pca.transform(pairs[0]), pca.transform(pairs[1]));
		final KMeans.Options options = settings.kmeans(CLUSTERS);
		final int classes = settings.classes();
		final Voter distance = cells.cluster(0, Metric.EUCLIDEAN, options, progress);
		final Voter direction = cells.cluster(0, Metric.COSINE, options, progress);
		final double byDistance = coherence(distance, classes), byDirection = coherence(direction, classes);
		final Voter chosen = byDirection > byDistance + FAR ? direction : distance;
		final List<Voter> voters = new ArrayList<>(List.of(chosen));
		for (int v = 0; v < VOTES; v++) voters.add(cells.cluster(v + 1, chosen.prototypes().metric(), options.only(options
			.starts() + v), progress));
		final Votes votes = Votes.of(voters, classes);
		final Map<String, String> notes = new LinkedHashMap<>();
		notes.put("coherence by distance", String.format(Locale.ROOT, "%.3f", byDistance));
		notes.put("coherence by direction", String.format(Locale.ROOT, "%.3f", byDirection));
		notes.put("power of the insides", String.format(Locale.ROOT, "%.1f", votes.power()));
		notes.put("agreement of the votes", String.format(Locale.ROOT, "%.3f", votes.agreement()));
		return new Fitted(KMeansOnFeatures.head(pca), chosen.prototypes(), votes.groups(), new Diagnostics(List.of(), notes));
	}
}
