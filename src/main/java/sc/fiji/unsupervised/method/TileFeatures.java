package sc.fiji.unsupervised.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import java.nio.ShortBuffer;
import java.util.SplittableRandom;

import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.method.PointSampler.Extent;
import sc.fiji.unsupervised.model.HalfFloat;
import sc.fiji.unsupervised.model.Tensor;
import sc.fiji.unsupervised.stack.FeatureCache;
import sc.fiji.unsupervised.stack.TilePlace;

/** Cached features in the forms in which methods want them. */
final class TileFeatures {

	private final FeatureCache cache;
	private final NDManager parent;

	TileFeatures(final FeatureCache cache, final Session session) {
		this.cache = cache;
		parent = session.manager();
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

	Extent valid(final int tile) {
		final TilePlace place = cache.place(tile);
		return new Extent(place.validRows(), place.validColumns());
	}

	/** Features (n, h w, C) float32 of some tiles, owned by {@code manager}. */
	NDArray batch(final NDManager manager, final int... tiles) {
		final Shape shape = new Shape((long) cache.rows() * cache.columns(), cache.channels());
		try (NDManager scope = manager.newSubManager()) {
			final NDList maps = new NDList(tiles.length);
			for (final int t : tiles) maps.add(scope.create(cache.half(t), shape, DataType.FLOAT16));
			final NDArray batch = NDArrays.stack(maps).toType(DataType.FLOAT32, false);
			batch.attach(manager);
			return batch;
		}
	}

	/** Mean feature vector of the valid cells of each tile, (N, C). */
	float[] pooled() {
		final float[] pooled = new float[cache.size() * cache.channels()];
		final int cells = cache.rows() * cache.columns();
		for (int t = 0; t < cache.size(); t++)
			try (NDManager scope = parent.newSubManager()) {
				final Extent valid = valid(t);
				final float[] weights = new float[cells];
				final float weight = 1f / (valid.rows() * valid.columns());
				for (int y = 0; y < valid.rows(); y++)
					for (int x = 0; x < valid.columns(); x++) weights[y * cache.columns() + x] = weight;
				final float[] mean = scope.create(weights, new Shape(1, cells)).matMul(batch(scope, t).squeeze(0))
					.toFloatArray();
				System.arraycopy(mean, 0, pooled, t * mean.length, mean.length);
			}
		return pooled;
	}

	/**
	 * Features of valid cells drawn without repetition, all of them if there are no more than {@code count}.
	 *
	 * @return (n, C), ordered by tile and cell
	 */
	Tensor sample(final int count, final long seed) {
		long total = 0;
		for (int t = 0; t < cache.size(); t++) total += (long) valid(t).rows() * valid(t).columns();
		final int n = (int) Math.min(count, total), channels = cache.channels();
		final float[] rows = new float[n * channels];
		final SplittableRandom random = new SplittableRandom(seed);
		long left = total;
		int taken = 0;
		// Selection sampling: every cell is kept with probability (still wanted) / (still to come).
		for (int t = 0; t < cache.size() && taken < n; t++) {
			final Extent valid = valid(t);
			final ShortBuffer half = cache.half(t).asShortBuffer();
			for (int y = 0; y < valid.rows(); y++)
				for (int x = 0; x < valid.columns(); x++, left--) {
					if (random.nextLong(left) >= n - taken) continue;
					copy(half, y * cache.columns() + x, rows, taken++);
				}
		}
		return new Tensor(rows, n, channels);
	}

	/**
	 * Features of cells and of their right or lower neighbours, drawn without repetition, all of them if there are no more
	 * than {@code count} pairs.
	 *
	 * @return (n, C) twice, ordered by tile and cell; n may be 0
	 */
	Tensor[] pairs(final int count, final long seed) {
		long left = 0;
		for (int t = 0; t < cache.size(); t++) left += pairs(valid(t));
		final int n = (int) Math.min(count, left), channels = cache.channels();
		final float[][] rows = new float[2][n * channels];
		final SplittableRandom random = new SplittableRandom(seed);
		int taken = 0;
		for (int t = 0; t < cache.size() && taken < n; t++) {
			final Extent valid = valid(t);
			final ShortBuffer half = cache.half(t).asShortBuffer();
			for (int y = 0; y < valid.rows(); y++)
				for (int x = 0; x < valid.columns(); x++)
					for (int down = 0; down < 2; down++) {
						if ((down == 0 && x + 1 >= valid.columns()) || y + down >= valid.rows()) continue;
						if (random.nextLong(left--) >= n - taken) continue;
						final int cell = y * cache.columns() + x, next = cell + (down > 0 ? cache.columns() : 1);
						copy(half, cell, rows[0], taken);
						copy(half, next, rows[1], taken);
						taken++;
					}
		}
		return new Tensor[] { new Tensor(rows[0], n, channels), new Tensor(rows[1], n, channels) };
	}

	private static long pairs(final Extent valid) {
		return 2L * valid.rows() * valid.columns() - valid.rows() - valid.columns();
	}

	private void copy(final ShortBuffer half, final int cell, final float[] rows, final int row) {
		final int channels = cache.channels();
		for (int c = 0; c < channels; c++) rows[row * channels + c] = HalfFloat.toFloat(half.get(cell * channels + c));
	}
}
