package sc.fiji.unsupervised.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.method.PointSampler.Extent;
import sc.fiji.unsupervised.model.HalfFloat;
import sc.fiji.unsupervised.model.Tensor;
import sc.fiji.unsupervised.stack.FeatureCache;
import sc.fiji.unsupervised.stack.TilePlace;

/** Cached features in the forms in which methods want them. */
final class TileFeatures implements AutoCloseable {

	private final FeatureCache cache;
	private final Session session;
	/** On a GPU, once a batch was wanted. */
	private DeviceTiles onDevice;
	private ByteBuffer scratch = ByteBuffer.allocateDirect(0);

	TileFeatures(final FeatureCache cache, final Session session) {
		this.cache = cache;
		this.session = session;
	}

	int tiles() {
		return cache.size();
	}

	/** Rows of cells in a tile. */
	int rows() {
		return cache.rows();
	}

	/** Columns of cells in a tile. */
	int columns() {
		return cache.columns();
	}

	int channels() {
		return cache.channels();
	}

	/** Which cells of each of some tiles count. */
	Extent[] valid(final int... tiles) {
		return Arrays.stream(tiles).mapToObj(this::valid).toArray(Extent[]::new);
	}

	/** Which cells of a tile count. */
	Extent valid(final int tile) {
		final TilePlace place = cache.place(tile);
		return new Extent(place.validRows(), place.validColumns(), place.excluded().isEmpty() ? new int[0] : cells(tile));
	}

	/** The cells of a tile that count, ascending. */
	private int[] cells(final int tile) {
		return cache.place(tile).cells(cache.columns());
	}

	/** Features of single cells of some tiles. */
	StepInput.Rows rows(final int... tiles) {
		return (manager, cells) -> {
			try (NDManager scope = manager.newSubManager()) {
				final NDArray half = session.device().isGpu() ? onDevice().batch(scope, tiles).reshape(-1, channels()).get(scope
					.create(cells)) : read(scope, tiles, cells);
				final NDArray rows = half.toType(DataType.FLOAT32, true);
				rows.attach(manager);
				return rows;
			}
		};
	}

	/** The next call overwrites the result. */
	private NDArray read(final NDManager scope, final int[] tiles, final int[] cells) {
		final int area = cache.rows() * cache.columns(), bytes = cache.channels() * Short.BYTES;
		final ByteBuffer[] halves = Arrays.stream(tiles).mapToObj(cache::half).toArray(ByteBuffer[]::new);
		final ByteBuffer read = scratch(cells.length * bytes);
		for (int i = 0; i < cells.length; i++) read.put(i * bytes, halves[cells[i] / area], cells[i] % area * bytes, bytes);
		return scope.create(read, new Shape(cells.length, cache.channels()), DataType.FLOAT16);
	}

	private ByteBuffer scratch(final int bytes) {
		if (scratch.capacity() < bytes) scratch = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
		return scratch.clear().limit(bytes);
	}

	/** Features (n, h w, C) float32 of some tiles, owned by {@code manager}. */
	NDArray batch(final NDManager manager, final int... tiles) {
		try (NDManager scope = manager.newSubManager()) {
			final NDArray batch = half(scope, tiles).toType(DataType.FLOAT32, false);
			batch.attach(manager);
			return batch;
		}
	}

	private NDArray half(final NDManager scope, final int... tiles) {
		if (session.device().isGpu()) return onDevice().batch(scope, tiles);
		final Shape shape = new Shape((long) cache.rows() * cache.columns(), cache.channels());
		final NDList maps = new NDList(tiles.length);
		for (final int t : tiles) maps.add(scope.create(cache.half(t), shape, DataType.FLOAT16));
		return NDArrays.stack(maps);
	}

	private DeviceTiles onDevice() {
		if (onDevice == null) onDevice = new DeviceTiles(cache, session);
		return onDevice;
	}

	/** Mean feature vector of the cells of each tile that count, (N, C). */
	float[] pooled() {
		final float[] pooled = new float[cache.size() * cache.channels()];
		final int cells = cache.rows() * cache.columns();
		for (int t = 0; t < cache.size(); t++)
			try (NDManager scope = session.manager().newSubManager()) {
				final float[] weights = new float[cells];
				final int[] counted = cells(t);
				for (final int cell : counted) weights[cell] = 1f / counted.length;
				final float[] mean = scope.create(weights, new Shape(1, cells)).matMul(batch(scope, t).squeeze(0))
					.toFloatArray();
				System.arraycopy(mean, 0, pooled, t * mean.length, mean.length);
			}
		return pooled;
	}

	/**
	 * Features of cells that count drawn without repetition, all of them if there are no more than {@code count}.
	 *
	 * @return (n, C), ordered by tile and cell
	 */
	Tensor sample(final int count, final long seed) {
		long total = 0;
		for (int t = 0; t < cache.size(); t++) total += cells(t).length;
		final int n = (int) Math.min(count, total), channels = cache.channels();
		final float[] rows = new float[n * channels];
		final SplittableRandom random = new SplittableRandom(seed);
		long left = total;
		int taken = 0;
		// Selection sampling: every cell is kept with probability (still wanted) / (still to come).
		for (int t = 0; t < cache.size() && taken < n; t++) {
			final ShortBuffer half = cache.half(t).asShortBuffer();
			for (final int cell : cells(t)) if (random.nextLong(left--) < n - taken) copy(half, cell, rows, taken++);
		}
		return new Tensor(rows, n, channels);
	}

	/**
	 * Features of cells that count and of their right or lower neighbours that do, drawn without repetition, all of them if there are no more
	 * than {@code count} pairs.
	 *
	 * @return (n, C) twice, ordered by tile and cell; n may be 0
	 */
	Tensor[] pairs(final int count, final long seed) {
		long left = 0;
		for (int t = 0; t < cache.size(); t++) left += neighbours(t).size();
		final int n = (int) Math.min(count, left), channels = cache.channels();
		final float[][] rows = new float[2][n * channels];
		final SplittableRandom random = new SplittableRandom(seed);
		int taken = 0;
		for (int t = 0; t < cache.size() && taken < n; t++) {
			final ShortBuffer half = cache.half(t).asShortBuffer();
			for (final int[] pair : neighbours(t)) {
				if (random.nextLong(left--) >= n - taken) continue;
				copy(half, pair[0], rows[0], taken);
				copy(half, pair[1], rows[1], taken);
				taken++;
			}
		}
		return new Tensor[] { new Tensor(rows[0], n, channels), new Tensor(rows[1], n, channels) };
	}

	/** Each cell of a tile that counts with its right neighbour, then with its lower one, where these count. */
	private List<int[]> neighbours(final int tile) {
		final TilePlace place = cache.place(tile);
		final int columns = cache.columns();
		final List<int[]> pairs = new ArrayList<>();
		for (final int cell : cells(tile)) {
			final int x = cell % columns, y = cell / columns;
			if (place.counts(x + 1, y, columns)) pairs.add(new int[] { cell, cell + 1 });
			if (place.counts(x, y + 1, columns)) pairs.add(new int[] { cell, cell + columns });
		}
		return pairs;
	}

	private void copy(final ShortBuffer half, final int cell, final float[] rows, final int row) {
		final int channels = cache.channels();
		for (int c = 0; c < channels; c++) rows[row * channels + c] = HalfFloat.toFloat(half.get(cell * channels + c));
	}

	/** Frees what lies on the device. */
	@Override
	public void close() {
		if (onDevice != null) onDevice.close();
	}
}
