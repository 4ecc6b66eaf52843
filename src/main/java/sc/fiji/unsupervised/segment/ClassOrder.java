package sc.fiji.unsupervised.segment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import java.util.Comparator;
import java.util.stream.IntStream;

import sc.fiji.unsupervised.cluster.Prototypes;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.method.Fitted;
import sc.fiji.unsupervised.method.HeadNetwork;
import sc.fiji.unsupervised.model.Tensor;
import sc.fiji.unsupervised.stack.FeatureCache;
import sc.fiji.unsupervised.stack.TilePlace;

/**
 * Clusters by descending area in the training tiles, equal areas by mean intensity, so that numbers and colours are
 * stable between runs.
 *
 * @param order cluster of each class
 * @param shares of the training cells, by class
 */
record ClassOrder(int[] order, double[] shares) {

	static ClassOrder of(final FeatureCache cache, final Fitted fitted, final Session session) {
		final int classes = fitted.prototypes().count();
		final long[] counts = new long[classes];
		final double[] intensity = new double[classes];
		final int[] labels = new int[cache.rows() * cache.columns()];
		try (HeadNetwork head = new HeadNetwork(session, fitted.head())) {
			for (int t = 0; t < cache.size(); t++) {
				label(cache, t, head, fitted.prototypes(), session, labels);
				final TilePlace place = cache.place(t);
				for (int y = 0; y < place.validRows(); y++)
					for (int x = 0; x < place.validColumns(); x++) {
						final int cell = y * cache.columns() + x;
						counts[labels[cell]]++;
						intensity[labels[cell]] += place.intensity()[cell];
					}
			}
		}
		final int[] order = IntStream.range(0, classes).boxed().sorted(Comparator.<Integer> comparingLong(k -> -counts[k])
			.thenComparingDouble(k -> intensity[k] / Math.max(1, counts[k]))).mapToInt(Integer::intValue).toArray();
		final double total = IntStream.range(0, classes).mapToLong(k -> counts[k]).sum();
		return new ClassOrder(order, IntStream.of(order).mapToDouble(k -> counts[k] / total).toArray());
	}

	/** Cluster of every cell of a cached tile. */
	static void label(final FeatureCache cache, final int tile, final HeadNetwork head, final Prototypes prototypes,
		final Session session, final int[] labels)
	{
		final Shape shape = new Shape(labels.length, cache.channels());
		try (NDManager scope = session.manager().newSubManager()) {
			final NDArray x = scope.create(cache.half(tile), shape, DataType.FLOAT16).toType(DataType.FLOAT32, false);
			final Tensor codes = new Tensor(head.code(x).toFloatArray(), labels.length, head.codeSize());
			System.arraycopy(prototypes.labels(codes), 0, labels, 0, labels.length);
		}
	}
}
