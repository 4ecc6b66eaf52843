package sc.fiji.unsupervised.cluster;

import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;

import sc.fiji.unsupervised.model.Tensor;

/** Test data: Gaussian blobs, and runs in pools of a given size. */
final class Blobs {

	private Blobs() {}

	/** {@code perBlob} vectors around each centre, interleaved: vector i belongs to centre i % centres. */
	static Tensor around(final float[][] centres, final int perBlob, final double sd, final long seed) {
		final Random random = new Random(seed);
		final int n = centres.length, length = centres[0].length;
		final float[] data = new float[n * perBlob * length];
		for (int i = 0; i < n * perBlob; i++) for (int k = 0; k < length; k++)
			data[i * length + k] = centres[i % n][k] + (float) (sd * random.nextGaussian());
		return new Tensor(data, n * perBlob, length);
	}

	/** Random centres of length about 10. */
	static float[][] centres(final int n, final int length, final long seed) {
		final Random random = new Random(seed);
		final float[][] centres = new float[n][length];
		for (final float[] c : centres) for (int k = 0; k < length; k++)
			c[k] = (float) (10 * random.nextGaussian() / Math.sqrt(length));
		return centres;
	}

	/** Runs parallel streams in a pool of {@code threads}. */
	static <T> T inPool(final int threads, final Callable<T> job) {
		final ForkJoinPool pool = new ForkJoinPool(threads);
		try {
			return pool.submit(job).join();
		}
		finally {
			pool.shutdown();
		}
	}
}
