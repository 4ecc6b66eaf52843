package sc.fiji.unsupervised.segment;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

import sc.fiji.unsupervised.backbone.TextureBackbone;
import sc.fiji.unsupervised.backbone.TileSource;
import sc.fiji.unsupervised.stack.Slice;
import sc.fiji.unsupervised.stack.Slices;
import sc.fiji.unsupervised.stack.TileGrid;

/** The tiles of a stack by number, slice by slice, group by group; of a huge stack those of evenly spread slices. */
final class SliceTiles implements TileSource {

	private static final int MOST_TILES = 1000;

	private final Slices slices;
	private final int[] chosen;
	/** Tiles of each chosen slice. */
	private final int[][] tiles;
	/** Number of the first tile of each chosen slice; one more entry for the end. */
	private final int[] starts;
	private int current = -1;
	private Slice slice;

	SliceTiles(final Slices slices) {
		this.slices = slices;
		long all = 0;
		for (int i = 0; i < slices.count(); i++) all += (long) tiles(i).length * slices.groups();
		chosen = TileFeeder.spread(slices.count(), all, MOST_TILES);
		tiles = IntStream.of(chosen).mapToObj(this::tiles).toArray(int[][]::new);
		starts = new int[chosen.length + 1];
		for (int s = 0; s < chosen.length; s++) starts[s + 1] = starts[s] + tiles[s].length * slices.groups();
	}

	private TileGrid grid(final int i) {
		return new TileGrid(slices.width(i), slices.height(i), TextureBackbone.TILE, TextureBackbone.STRIDE);
	}

	private int[] tiles(final int i) {
		return grid(i).tiles(slices.selected(i));
	}

	@Override
	public int count() {
		return starts[chosen.length];
	}

	@Override
	public void read(final int i, final float[] out) {
		final int s = open(i), within = i - starts[s];
		grid(current).read(slice, within / tiles[s].length, tiles[s][within % tiles[s].length],
			TextureBackbone.FITTING_HALO, out);
	}

	@Override
	public BitSet excluded(final int i) {
		final int s = open(i);
		return grid(current).excluded(slice.region(), tiles[s][(i - starts[s]) % tiles[s].length]);
	}

	/** Reads the slice of a tile unless it is the current one; gives its place among the chosen. */
	private int open(final int i) {
		int s = Arrays.binarySearch(starts, i);
		if (s < 0) s = -s - 2;
		while (starts[s + 1] <= i) s++;
		if (chosen[s] != current) {
			current = chosen[s];
			slice = slices.read(current);
		}
		return s;
	}
}
