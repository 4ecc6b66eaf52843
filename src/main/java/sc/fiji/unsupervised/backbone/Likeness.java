package sc.fiji.unsupervised.backbone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

import sc.fiji.unsupervised.cluster.OrderStatistic;

/** How alike neighbouring cells of a stack are: what {@link LikeNeighbours} takes for alike. */
final class Likeness {

	/** Tiles whose neighbours are compared, evenly spaced among those looked at. */
	private static final int TILES = 32;

	/** Share of the neighbours that are more alike: noise, even where every second border is one between things. */
	private static final double SHARE = 0.3;

	/** Where neighbours are equal, as in drawings, only equal ones count. The total variance is 2. */
	private static final float LEAST = 1e-6f;

	/** Raw features (F, cells) of a tile, and cells that do not count. */
	private record Tile(float[] raw, BitSet excluded) {}

	private final int every;
	private final List<Tile> tiles = new ArrayList<>();
	private int seen;

	/**
	 * @param count of the tiles that will be added
	 */
	Likeness(final int count) {
		every = Math.max(1, (count + TILES - 1) / TILES);
	}

	/**
	 * @param raw (F, cells) of a square tile
	 * @param excluded cells that do not count
	 */
	void add(final float[] raw, final BitSet excluded) {
		if (seen++ % every == 0) tiles.add(new Tile(raw, excluded));
	}

	/**
	 * The square of the distance between features below which {@value #SHARE} of the neighbours beside each other are.
	 *
	 * @param state what makes features of raw ones
	 */
	float alike(final TextureState state) {
		final int channels = state.offset().length, features = state.mean().length;
		final float[] all = new float[tiles.stream().mapToInt(t -> t.raw.length / features).sum()];
		int n = 0;
		for (final Tile tile : tiles) {
			final int cells = tile.raw.length / features, side = (int) Math.round(Math.sqrt(cells));
			final float[] values = state.features(tile.raw, cells);
			for (int i = 0; i < cells - 1; i++) {
				if ((i + 1) % side == 0 || tile.excluded.get(i) || tile.excluded.get(i + 1)) continue;
				all[n++] = squaredDistance(values, i * channels, channels);
			}
		}
		return Math.max(LEAST, (float) OrderStatistic.of(new float[][] { Arrays.copyOf(all, n) }, count -> (int) (SHARE * (count -
			1))).orElse(LEAST));
	}

	/** Of the cell that starts there to the next one. */
	private static float squaredDistance(final float[] values, final int at, final int channels) {
		float sum = 0;
		for (int k = at; k < at + channels; k++) {
			final float d = values[k] - values[k + channels];
			sum += d * d;
		}
		return sum;
	}
}
