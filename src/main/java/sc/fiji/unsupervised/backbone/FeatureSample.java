package sc.fiji.unsupervised.backbone;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Mean and variance of every feature over all cells, summed in double precision, and an even sample of the cells. Which
 * cells are kept depends on their number alone.
 */
final class FeatureSample {

	/** Most cells kept. */
	static final int CAPACITY = 1 << 15;

	private final int features;
	private final double[] mean, squares;
	private final float[] rows;
	private long cells;
	private int kept;
	private int every = 1;

	FeatureSample(final int features) {
		this.features = features;
		mean = new double[features];
		squares = new double[features];
		rows = new float[CAPACITY * features];
	}

	/**
	 * Adds the cells of one tile.
	 *
	 * @param tile (F, cells)
	 * @param excluded cells that are left out
	 */
	void add(final float[] tile, final BitSet excluded) {
		if (excluded.isEmpty()) {
			add(tile);
			return;
		}
		final int count = tile.length / features;
		final int[] counted = IntStream.range(0, count).filter(i -> !excluded.get(i)).toArray();
		if (counted.length == 0) return;
		final float[] left = new float[features * counted.length];
		for (int f = 0; f < features; f++)
			for (int i = 0; i < counted.length; i++) left[f * counted.length + i] = tile[f * count + counted[i]];
		add(left);
	}

	private void add(final float[] tile) {
		final int count = tile.length / features;
		for (int f = 0; f < features; f++) merge(f, tile, f * count, count);
		for (int i = 0; i < count; i++) {
			if ((cells + i) % every != 0) continue;
			if (kept == CAPACITY) thin();
			if ((cells + i) % every != 0) continue;
			for (int f = 0; f < features; f++) rows[kept * features + f] = tile[f * count + i];
			kept++;
		}
		cells += count;
	}

	/** Chan, Golub and LeVeque's update of mean and sum of squared deviations by a block. */
	private void merge(final int f, final float[] tile, final int offset, final int count) {
		double sum = 0;
		for (int i = 0; i < count; i++) sum += tile[offset + i];
		final double m = sum / count;
		double s = 0;
		for (int i = 0; i < count; i++) s += (tile[offset + i] - m) * (tile[offset + i] - m);
		final double delta = m - mean[f], share = (double) count / (cells + count);
		mean[f] += delta * share;
		squares[f] += s + delta * delta * share * cells;
	}

	private void thin() {
		every *= 2;
		kept /= 2;
		for (int i = 1; i < kept; i++) System.arraycopy(rows, 2 * i * features, rows, i * features, features);
	}

	/** Number of cells that were added. */
	long cells() {
		return cells;
	}

	double mean(final int f) {
		return mean[f];
	}

	/** Standard deviation over all cells. */
	double sd(final int f) {
		return Math.sqrt(squares[f] / cells);
	}

	/** (kept, F), a copy. */
	float[] rows() {
		return Arrays.copyOf(rows, kept * features);
	}
}
