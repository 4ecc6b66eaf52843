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
import sc.fiji.unsupervised.stack.Region;
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
	/** Where the tiles of each slice stand in the caches, null where they are not kept. */
	private final Kept[] kept, keptMirrored;

	/**
	 * Features of a slice.
	 *
	 * @param start first place in the cache
	 * @param tiles that follow from there
	 */
	private record Kept(int start, int[] tiles) {}

	KeptFeatures(final Session session, final Slices slices, final Backbone backbone) {
		this.session = session;
		this.slices = slices;
		feeder = new TileFeeder(session, slices, backbone);
		cache = newCache(backbone);
		mirrored = newCache(backbone);
		kept = new Kept[slices.count()];
		keptMirrored = kept.clone();
	}

	private FeatureCache newCache(final Backbone backbone) {
		final int cells = backbone.tile() / backbone.stride();
		return new FeatureCache(cells, cells, backbone.channels() * slices.groups(), CACHE_BYTES);
	}

	boolean has(final int slice) {
		return kept[slice] != null;
	}

	/** Computes the features of a slice unless they are there; a cancelled slice is not there. */
	void prepare(final int index, final Progress progress) {
		if (has(index)) return;
		final int start = cache.size();
		final Slice slice = slices.read(index);
		final TileGrid grid = grid(index);
		feeder.feed(slice, grid, progress, (tiles, f) -> keep(cache, tiles, f, index, slice, grid));
		kept[index] = new Kept(start, grid.tiles(slice.region()));
	}

	private void prepareMirrored(final int index, final Progress progress) {
		if (keptMirrored[index] != null) return;
		final int start = mirrored.size();
		final Slice slice = slices.read(index);
		final TileGrid grid = grid(index);
		feeder.feedMirrored(index, progress, (tiles, f) -> keep(mirrored, tiles, f, index, slice, grid));
		keptMirrored[index] = new Kept(start, grid.tiles(slice.region()));
	}

	private static void keep(final FeatureCache cache, final int[] tiles, final NDArray features, final int index,
		final Slice slice, final TileGrid grid)
	{
		final ByteBuffer half = features.toType(DataType.FLOAT16, false).toByteBuffer();
		final int bytes = half.remaining() / tiles.length;
		for (int i = 0; i < tiles.length; i++) cache.add(half.slice(half.position() + i * bytes, bytes), grid.place(index, slice,
			tiles[i]));
	}

	/**
	 * The tiles with a cell that counts of some slices in the order given, so that what is learned from them does not
	 * depend on which slice was prepared first. Valid until this is closed.
	 *
	 * @throws sc.fiji.unsupervised.UserException if there is no such tile
	 */
	FeatureCache tiles(final int[] chosen, final Progress progress) {
		for (int s = 0; s < chosen.length; s++) {
			progress.step("Features", (double) s / chosen.length, "slice " + (s + 1) + " of " + chosen.length);
			prepare(chosen[s], progress);
		}
		final int[] tiles = IntStream.of(chosen).mapToObj(i -> kept[i]).flatMapToInt(k -> IntStream.range(k.start, k.start +
			k.tiles.length)).filter(tile -> cache.place(tile).cells(cache.columns()).length > 0).toArray();
		if (tiles.length == 0) throw Region.tooSmall(grid(chosen[0]).stride());
		return cache.select(tiles);
	}

	@Override
	public TileGrid grid(final int slice) {
		return feeder.grid(slice);
	}

	@Override
	public void feed(final int slice, final Progress progress, final Sink sink) {
		prepare(slice, progress);
		feed(cache, kept[slice], progress, sink);
	}

	@Override
	public void feedMirrored(final int slice, final Progress progress, final Sink sink) {
		prepareMirrored(slice, progress);
		feed(mirrored, keptMirrored[slice], progress, sink);
	}

	private void feed(final FeatureCache from, final Kept kept, final Progress progress, final Sink sink) {
		final int cells = from.rows() * from.columns();
		for (int first = 0; first < kept.tiles.length; first += BATCH) {
			progress.check();
			final int[] tiles = Arrays.copyOfRange(kept.tiles, first, Math.min(first + BATCH, kept.tiles.length));
			final int n = tiles.length, bytes = cells * from.channels() * Short.BYTES;
			final ByteBuffer half = ByteBuffer.allocateDirect(n * bytes).order(ByteOrder.LITTLE_ENDIAN);
			for (int i = 0; i < n; i++) half.put(from.half(kept.start + first + i));
			try (NDManager scope = session.manager().newSubManager()) {
				sink.accept(tiles, scope.create(half.flip(), new Shape(n, cells, from.channels()), DataType.FLOAT16).toType(
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
