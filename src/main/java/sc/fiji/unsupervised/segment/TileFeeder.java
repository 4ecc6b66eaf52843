package sc.fiji.unsupervised.segment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import java.util.Arrays;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.backbone.Backbone;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.stack.Slice;
import sc.fiji.unsupervised.stack.Slices;
import sc.fiji.unsupervised.stack.TileGrid;

/** Runs a backbone over the tiles of a slice, a few at a time; groups of channels follow each other in the features. */
final class TileFeeder implements FeatureSource {

	private final Session session;
	private final Slices slices;
	private final Backbone backbone;

	TileFeeder(final Session session, final Slices slices, final Backbone backbone) {
		this.session = session;
		this.slices = slices;
		this.backbone = backbone;
	}

	/**
	 * A backbone that does not see beyond its tile gets tiles that overlap by at least a quarter, so that blending hides
	 * their seams.
	 */
	@Override
	public TileGrid grid(final int slice) {
		return grid(backbone, slices.width(slice), slices.height(slice));
	}

	/** The grid of a slice of a size at the working scale. */
	static TileGrid grid(final Backbone backbone, final int width, final int height) {
		final int overlap = backbone.halo() > 0 ? 0 : backbone.tile() / 4 / backbone.stride() * backbone.stride();
		return new TileGrid(width, height, backbone.tile(), backbone.stride(), overlap);
	}

	@Override
	public void feed(final int slice, final Progress progress, final Sink sink) {
		feed(slices.read(slice), grid(slice), progress, sink);
	}

	/** As {@link #feed(int, Progress, Sink)} with a slice that was read already. */
	void feed(final Slice slice, final TileGrid grid, final Progress progress, final Sink sink) {
		run(slice, grid, progress, sink, false);
	}

	@Override
	public void feedMirrored(final int slice, final Progress progress, final Sink sink) {
		run(slices.read(slice), grid(slice), progress, sink, true);
	}

	/** The same with a grid of its own for every slice. */
	FeatureSource with(final TileGrid grid) {
		return new FeatureSource() {

			@Override
			public TileGrid grid(final int slice) {
				return grid;
			}

			@Override
			public void feed(final int slice, final Progress progress, final Sink sink) {
				run(slices.read(slice), grid, progress, sink, false);
			}

			@Override
			public void feedMirrored(final int slice, final Progress progress, final Sink sink) {
				run(slices.read(slice), grid, progress, sink, true);
			}
		};
	}

	private void run(final Slice slice, final TileGrid grid, final Progress progress, final Sink sink,
		final boolean mirrored)
	{
		final int size = backbone.tile() + 2 * backbone.halo();
		final float[] tile = new float[3 * size * size];
		final int[] needed = grid.tiles(slice.region());
		session.batches().runWide(needed.length, (from, to) -> {
			progress.check();
			final int[] tiles = Arrays.copyOfRange(needed, from, to);
			final int n = tiles.length;
			final float[] inputs = new float[n * tile.length];
			try (NDManager scope = session.manager().newSubManager()) {
				NDArray features = null;
				for (int group = 0; group < slice.groups(); group++) {
					for (int i = 0; i < n; i++) {
						grid.read(slice, group, tiles[i], backbone.halo(), tile);
						if (mirrored) mirror(tile, size);
						System.arraycopy(tile, 0, inputs, i * tile.length, tile.length);
					}
					final NDArray part = backbone.extract(scope.create(inputs, new Shape(n, 3, size, size)));
					features = features == null ? part : features.concat(part, 2);
				}
				hand(tiles, features, sink);
			}
		});
	}

	/**
	 * Hands on what a GPU has computed at once: if its memory is exhausted by that, nothing was kept yet. The CPU's comes in
	 * pieces that are always the same, so that no sum depends on the number of cores.
	 */
	private void hand(final int[] tiles, final NDArray features, final Sink sink) {
		final int n = tiles.length, piece = session.device().isGpu() ? n : session.batches().size();
		for (int i = 0; i < n; i += piece) {
			final int end = Math.min(n, i + piece);
			sink.accept(Arrays.copyOfRange(tiles, i, end), n <= piece ? features : features.get(i + ":" + end));
		}
	}

	private static void mirror(final float[] tile, final int size) {
		for (int row = 0; row < tile.length; row += size)
			for (int a = row, b = row + size - 1; a < b; a++, b--) {
				final float swap = tile[a];
				tile[a] = tile[b];
				tile[b] = swap;
			}
	}

	/** Every how many-th slice is used so that a stack gives about {@code most} tiles at the most, spread evenly. */
	static int[] spread(final int slices, final long tiles, final int most) {
		final int use = (int) Math.max(1, Math.min(slices, Math.round(slices * (double) most / Math.max(most, tiles))));
		final int[] chosen = new int[use];
		Arrays.setAll(chosen, i -> (int) ((2L * i + 1) * slices / (2L * use)));
		return chosen;
	}
}
