package sc.fiji.unsupervised.cluster;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.model.Tensor;

/** Seconds of k-means and principal components. Arguments: vectors, length, clusters. */
public final class KMeansBenchmark {

	private KMeansBenchmark() {}

	public static void main(final String... args) {
		final int count = Integer.parseInt(args[0]), length = Integer.parseInt(args[1]), k = Integer.parseInt(args[2]);
		final Tensor rows = Blobs.around(Blobs.centres(k, length, 1), count / k, 3, 2);
		for (int round = 0; round < 3; round++) {
			long start = System.nanoTime();
			final Points points = new Points(rows, Metric.COSINE);
			print("lengths", start);
			final float[] centres = Starts.plusPlus(points, k, k, round);
			print("k-means++ start", start);
			start = System.nanoTime();
			for (int i = 0; i < 5; i++) new Assignment(points, centres).update(centres);
			System.out.printf("iteration %.3f s, %.2f billion products a second%n", (System.nanoTime() - start) * 2e-10, 5.0 *
				rows.size(0) * length * k / (System.nanoTime() - start));
			start = System.nanoTime();
			KMeans.fit(rows, Metric.COSINE, KMeans.Options.of(k, round), Progress.NONE);
			print("best of 10", start);
			start = System.nanoTime();
			final Pca pca = Pca.fit(rows, 64);
			print("principal axes", start);
			start = System.nanoTime();
			pca.transform(rows);
			print("principal components", start);
		}
	}

	private static void print(final String what, final long start) {
		System.out.printf("%s %.3f s%n", what, (System.nanoTime() - start) * 1e-9);
	}
}
