package sc.fiji.unsupervised.segment;

import java.util.Arrays;

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
	/** Number of the first tile of each chosen slice; one more entry for the end. */
	private final int[] starts;
	private int current = -1;
	private Slice slice;

	SliceTiles(final Slices slices) {
		this.slices = slices;
		long tiles = 0;
		for (int i = 0; i < slices.count(); i++) tiles += (long) grid(i).count() * slices.groups();
		chosen = TileFeeder.spread(slices.count(), tiles, MOST_TILES);
		starts = new int[chosen.length + 1];
		for (int s = 0; s < chosen.length; s++) starts[s + 1] = starts[s] + grid(chosen[s]).count() * slices.groups();
	}

	private TileGrid grid(final int i) {
		return new TileGrid(slices.width(i), slices.height(i), TextureBackbone.TILE, TextureBackbone.STRIDE);
	}

	@Override
	public int count() {
		return starts[chosen.length];
	}

	@Override
	public void read(final int i, final float[] out) {
		int s = Arrays.binarySearch(starts, i);
		if (s < 0) s = -s - 2;
		while (starts[s + 1] <= i) s++;
		if (chosen[s] != current) {
			current = chosen[s];
			slice = slices.read(current);
		}
		final TileGrid grid = grid(current);
		final int within = i - starts[s];
		grid.read(slice, within / grid.count(), within % grid.count(), TextureBackbone.HALO, out);
	}
}
