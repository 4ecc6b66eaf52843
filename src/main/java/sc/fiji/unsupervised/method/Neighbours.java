package sc.fiji.unsupervised.method;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Nearest tiles by the cosine of their mean features (section 6 of the specification). */
final class Neighbours {

	private Neighbours() {}

	/**
	 * @param pooled (N, C) mean features
	 * @param count how many neighbours; fewer if there are not so many other tiles
	 * @return for each tile the nearest others, nearest first, itself left out; ties go to the lower index
	 */
	static int[][] of(final float[] pooled, final int tiles, final int count) {
		final int channels = pooled.length / tiles;
		final float[] unit = pooled.clone();
		for (int t = 0; t < tiles; t++) {
			double norm = 0;
			for (int c = 0; c < channels; c++) norm += (double) unit[t * channels + c] * unit[t * channels + c];
			final double scale = 1 / Math.max(Math.sqrt(norm), 1e-12);
			for (int c = 0; c < channels; c++) unit[t * channels + c] *= (float) scale;
		}
		return IntStream.range(0, tiles).parallel().mapToObj(t -> nearest(unit, tiles, channels, t, count)).toArray(
			int[][]::new);
	}

	/** Every tile as a neighbour of each, itself included. */
	static int[][] all(final int tiles) {
		final int[][] all = new int[tiles][];
		Arrays.fill(all, IntStream.range(0, tiles).toArray());
		return all;
	}

	private static int[] nearest(final float[] unit, final int tiles, final int channels, final int tile,
		final int count)
	{
		final float[] similarity = new float[tiles];
		for (int o = 0; o < tiles; o++) {
			float dot = 0;
			for (int c = 0; c < channels; c++) dot += unit[tile * channels + c] * unit[o * channels + c];
			similarity[o] = dot;
		}
		final Integer[] order = IntStream.range(0, tiles).filter(o -> o != tile).boxed().toArray(Integer[]::new);
		Arrays.sort(order, Comparator.comparingDouble(o -> -similarity[o]));
		return Arrays.stream(order).limit(count).mapToInt(Integer::intValue).toArray();
	}
}
