package sc.fiji.unsupervised.segment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.backbone.Backbone;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.stack.FeatureCache;
import sc.fiji.unsupervised.stack.Slice;
import sc.fiji.unsupervised.stack.Slices;
import sc.fiji.unsupervised.stack.TileGrid;

/** The features of the slices that were asked for, each computed once; those of mirrored tiles only where needed. */
final class KeptFeatures implements FeatureSource, AutoCloseable {

	/** Features held in memory; more go to a temporary file. */
	private static final long CACHE_BYTES = 1L << 30;
	/** Tiles that are handed on together. */
	private static final int BATCH = 4;

	private final Session session;
	private final Slices slices;
	private final TileFeeder feeder;
	private final FeatureCache cache, mirrored;
	/** First tile of each slice in the caches, -1 where it is not kept. */
	private final int[] starts, mirroredStarts;

	KeptFeatures(final Session session, final Slices slices, final Backbone backbone) {
		this.session = session;
		this.slices = slices;
		feeder = new TileFeeder(session, slices, backbone);
		cache = newCache(backbone);
		mirrored = newCache(backbone);
		starts = new int[slices.count()];
		Arrays.fill(starts, -1);
		mirroredStarts = starts.clone();
	}

	private FeatureCache newCache(final Backbone backbone) {
		final int cells = backbone.tile() / backbone.stride();
		return new FeatureCache(cells, cells, backbone.channels() * slices.groups(), CACHE_BYTES);
	}

	boolean has(final int slice) {
		return starts[slice] >= 0;
	}

	/** Computes the features of a slice unless they are there; a cancelled slice is not there. */
	void prepare(final int index, final Progress progress) {
		if (has(index)) return;
		final int start = cache.size();
		final Slice slice = slices.read(index);
		final TileGrid grid = grid(index);
		feeder.feed(slice, grid, progress, (first, f) -> keep(cache, first, f, index, slice, grid));
		starts[index] = start;
	}

	private void prepareMirrored(final int index, final Progress progress) {
		if (mirroredStarts[index] >= 0) return;
		final int start = mirrored.size();
		final Slice slice = slices.read(index);
		final TileGrid grid = grid(index);
		feeder.feedMirrored(index, progress, (first, f) -> keep(mirrored, first, f, index, slice, grid));
		mirroredStarts[index] = start;
	}

	private static void keep(final FeatureCache cache, final int first, final NDArray features, final int index,
		final Slice slice, final TileGrid grid)
	{
		final ByteBuffer half = features.toType(DataType.FLOAT16, false).toByteBuffer();
		final int n = (int) features.getShape().get(0), bytes = half.remaining() / n;
		for (int i = 0; i < n; i++) cache.add(half.slice(half.position() + i * bytes, bytes), grid.place(index, slice, first +
			i));
	}

	/**
	 * The tiles of some slices in the order given, so that what is learned from them does not depend on which slice was
	 * prepared first. Valid until this is closed.
	 */
	FeatureCache tiles(final int[] chosen, final Progress progress) {
		for (int s = 0; s < chosen.length; s++) {
			progress.step("Features", (double) s / chosen.length, "slice " + (s + 1) + " of " + chosen.length);
			prepare(chosen[s], progress);
		}
		return cache.select(IntStream.of(chosen).flatMap(i -> IntStream.range(starts[i], starts[i] + grid(i).count()))
			.toArray());
	}

	@Override
	public TileGrid grid(final int slice) {
		return feeder.grid(slice);
	}

	@Override
	public void feed(final int slice, final Progress progress, final Sink sink) {
		prepare(slice, progress);
		feed(cache, starts[slice], grid(slice).count(), progress, sink);
	}

	@Override
	public void feedMirrored(final int slice, final Progress progress, final Sink sink) {
		prepareMirrored(slice, progress);
		feed(mirrored, mirroredStarts[slice], grid(slice).count(), progress, sink);
	}

	private void feed(final FeatureCache from, final int start, final int count, final Progress progress,
		final Sink sink)
	{
		final int cells = from.rows() * from.columns();
		for (int first = 0; first < count; first += BATCH) {
			progress.check();
			final int n = Math.min(BATCH, count - first), bytes = cells * from.channels() * Short.BYTES;
			final ByteBuffer half = ByteBuffer.allocateDirect(n * bytes).order(ByteOrder.LITTLE_ENDIAN);
			for (int i = 0; i < n; i++) half.put(from.half(start + first + i));
			try (NDManager scope = session.manager().newSubManager()) {
				sink.accept(first, scope.create(half.flip(), new Shape(n, cells, from.channels()), DataType.FLOAT16).toType(
					DataType.FLOAT32, false));
			}
		}
	}

	@Override
	public void close() {
		cache.close();
		mirrored.close();
	}
}
