package sc.fiji.unsupervised.segment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import sc.fiji.unsupervised.cluster.ClassPrototypes;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.method.Head;
import sc.fiji.unsupervised.method.HeadNetwork;
import sc.fiji.unsupervised.stack.FeatureCache;

/** Classes of the cells of cached tiles. */
final class CellLabels implements AutoCloseable {

	private final FeatureCache cache;
	private final HeadNetwork head;
	private final Session session;

	CellLabels(final FeatureCache cache, final Head head, final Session session) {
		this.cache = cache;
		this.session = session;
		this.head = new HeadNetwork(session, head);
	}

	/** Class of every cell of a tile, (rows, columns); those beyond the image mean nothing. */
	int[] label(final int tile, final ClassPrototypes prototypes) {
		final int[] labels = new int[cache.rows() * cache.columns()];
		try (NDManager scope = session.manager().newSubManager()) {
			final NDArray x = scope.create(cache.half(tile), new Shape(labels.length, cache.channels()), DataType.FLOAT16)
				.toType(DataType.FLOAT32, false);
			prototypes.label(head.code(x).toFloatArray(), labels);
		}
		return labels;
	}

	@Override
	public void close() {
		head.close();
	}
}
