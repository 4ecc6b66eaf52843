package sc.fiji.unsupervised.method;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import java.nio.ByteBuffer;

import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.engine.Staging;
import sc.fiji.unsupervised.stack.FeatureCache;

/**
 * Cached features on their way to a GPU. They are sent once and stay there, in half precision, if that takes no more than
 * half of the memory that was free when the session began; the other half is left to network and training, which need 1 to
 * 3 GB. Otherwise each batch is sent when it is wanted.
 */
final class DeviceTiles implements AutoCloseable {

	/** Tiles that are sent at once. */
	private static final int BATCH = 32;

	private final FeatureCache cache;
	private final Session session;
	private final int length;
	private final NDManager manager;
	/** (N, h w C), or null if they do not fit. */
	private final NDArray resident;
	private Staging staging;
	private int capacity;

	DeviceTiles(final FeatureCache cache, final Session session) {
		this.cache = cache;
		this.session = session;
		length = cache.rows() * cache.columns() * cache.channels();
		manager = session.manager().newSubManager();
		resident = (long) cache.size() * length * Short.BYTES <= session.device().freeBytes() / 2 ? upload() : null;
	}

	/** Null if the GPU has less memory than it said: others may have taken it since. */
	private NDArray upload() {
		final NDManager local = manager.newSubManager();
		try {
			final NDArray all = local.zeros(new Shape(cache.size(), length), DataType.FLOAT16);
			for (int first = 0; first < cache.size(); first += BATCH) {
				final int[] tiles = new int[Math.min(BATCH, cache.size() - first)];
				for (int i = 0; i < tiles.length; i++) tiles[i] = first + i;
				try (NDManager scope = local.newSubManager()) {
					all.set(new NDIndex("{}:{}", first, first + tiles.length), send(scope, tiles));
				}
			}
			return all;
		}
		catch (final EngineException e) {
			local.close();
			return null;
		}
	}

	private NDArray send(final NDManager scope, final int... tiles) {
		if (tiles.length > capacity) {
			if (staging != null) staging.close();
			capacity = tiles.length;
			staging = new Staging(session, capacity * length);
		}
		final ByteBuffer bytes = staging.bytes();
		for (final int tile : tiles) bytes.put(cache.half(tile));
		return staging.send(scope, new Shape(tiles.length, length));
	}

	boolean isResident() {
		return resident != null;
	}

	/** Features (n, h w, C) of some tiles in half precision, owned by {@code scope}. */
	NDArray batch(final NDManager scope, final int... tiles) {
		final NDArray rows;
		if (resident == null) rows = send(scope, tiles);
		else {
			final long[] index = new long[tiles.length];
			for (int i = 0; i < index.length; i++) index[i] = tiles[i];
			rows = resident.get(scope.create(index));
			rows.attach(scope);
		}
		return rows.reshape(tiles.length, (long) cache.rows() * cache.columns(), cache.channels());
	}

	@Override
	public void close() {
		if (staging != null) staging.close();
		manager.close();
	}
}
