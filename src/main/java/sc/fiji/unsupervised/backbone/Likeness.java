package sc.fiji.unsupervised.backbone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

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
		final List<float[]> distances = new ArrayList<>();
		for (final Tile tile : tiles) distances.add(distances(tile, state));
		final int count = distances.stream().mapToInt(d -> d.length).sum();
		if (count == 0) return LEAST;
		final float[] all = new float[count];
		int at = 0;
		for (final float[] d : distances) {
			System.arraycopy(d, 0, all, at, d.length);
			at += d.length;
		}
		Arrays.sort(all);
		return Math.max(LEAST, all[(int) (SHARE * (count - 1))]);
	}

	private static float[] distances(final Tile tile, final TextureState state) {
		final int cells = tile.raw.length / state.mean().length, side = (int) Math.round(Math.sqrt(cells));
		final int channels = state.offset().length;
		final float[] features = state.features(tile.raw, cells), out = new float[cells];
		int n = 0;
		for (int i = 0; i < cells - 1; i++) {
			if ((i + 1) % side == 0 || tile.excluded.get(i) || tile.excluded.get(i + 1)) continue;
			float sum = 0;
			for (int k = 0; k < channels; k++) {
				final float d = features[i * channels + k] - features[(i + 1) * channels + k];
				sum += d * d;
			}
			out[n++] = sum;
		}
		return Arrays.copyOf(out, n);
	}
}
