package sc.fiji.unsupervised.method;

import java.util.stream.IntStream;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.cluster.KMeans;
import sc.fiji.unsupervised.cluster.Metric;
import sc.fiji.unsupervised.cluster.Pca;
import sc.fiji.unsupervised.cluster.Silhouette;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.CountSuggestion;
import sc.fiji.unsupervised.model.Tensor;
import sc.fiji.unsupervised.stack.FeatureCache;

/** Suggests a number of classes without labels. */
public final class ClassCount {

	private static final int FEWEST = 2, MOST = 10, SAMPLE = 5_000, COMPONENTS = 64;

	private ClassCount() {}

	/** The number from 2 to 10 whose k-means clusters of the features have the highest simplified silhouette. */
	public static CountSuggestion suggest(final FeatureCache cache, final long seed, final Session session,
		final Progress progress)
	{
		final Tensor cells = new TileFeatures(cache, session).sample(SAMPLE, seed);
		final Tensor codes = Pca.fit(cells, COMPONENTS).transform(cells);
		final int[] numbers = IntStream.rangeClosed(FEWEST, MOST).toArray();
		final double[] scores = new double[numbers.length];
		for (int i = 0; i < numbers.length; i++) {
			progress.step("Counting classes", (double) i / numbers.length, "");
			scores[i] = Silhouette.of(KMeans.fit(codes, Metric.COSINE, KMeans.Options.of(numbers[i], seed), progress)
				.prototypes(), codes);
		}
		return new CountSuggestion(numbers, scores);
	}
}
