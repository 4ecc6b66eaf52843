package sc.fiji.unsupervised.method;

import java.util.Arrays;

import sc.fiji.unsupervised.method.PointSampler.Extent;

/**
 * Cuts a tile into masks of like cells (PriMaPs; Hahn et al., "Boosting Unsupervised Semantic Segmentation with
 * Principal Mask Proposals", TMLR 2024): the cell that lies best along the first principal direction of what is not yet
 * covered is a seed, and the cells alike to it are a mask, with borders smoothed by a 3 x 3 median; and so on.
 */
final class MaskProposals {

	private static final int ITERATIONS = 30;

	private final float[] unit;
	private final int rows, columns, length;
	private final ProposalOptions options;
	private final int[] mask;

	private MaskProposals(final float[] unit, final Extent valid, final int length, final ProposalOptions options) {
		this.unit = unit;
		rows = valid.rows();
		columns = valid.columns();
		this.length = length;
		this.options = options;
		mask = new int[rows * columns];
		Arrays.fill(mask, -1);
	}

	/**
	 * @param codes (rows * columns, K) of the valid cells of a tile, centred over the stack
	 * @return number of the mask of each cell from 0, -1 for none
	 */
	static int[] of(final float[] codes, final Extent valid, final ProposalOptions options) {
		final int cells = valid.rows() * valid.columns(), length = codes.length / cells;
		final float[] unit = codes.clone();
		for (int i = 0; i < cells; i++) {
			double square = 0;
			for (int c = 0; c < length; c++) square += (double) unit[i * length + c] * unit[i * length + c];
			final float scale = (float) (1 / Math.max(Math.sqrt(square), 1e-12));
			for (int c = 0; c < length; c++) unit[i * length + c] *= scale;
		}
		return new MaskProposals(unit, valid, length, options).run();
	}

	private int[] run() {
		int covered = 0;
		for (int m = 0; m < options.masks() && covered < options.coverage() * mask.length; m++) covered += cover(m, seed());
		return mask;
	}

	/** The uncovered cell that lies best along the principal direction of all of them. */
	private int seed() {
		final double[] direction = direction();
		int seed = -1;
		double most = -1;
		for (int i = 0; i < mask.length; i++) {
			if (mask[i] >= 0) continue;
			double dot = 0;
			for (int c = 0; c < length; c++) dot += direction[c] * unit[i * length + c];
			if (Math.abs(dot) > most) {
				most = Math.abs(dot);
				seed = i;
			}
		}
		return seed;
	}

	/** Power iteration on the second moments of the uncovered cells, from their largest column. */
	private double[] direction() {
		final double[][] moments = new double[length][length];
		for (int i = 0; i < mask.length; i++) {
			if (mask[i] >= 0) continue;
			for (int r = 0; r < length; r++) {
				final double x = unit[i * length + r];
				for (int c = 0; c < length; c++) moments[r][c] += x * unit[i * length + c];
			}
		}
		int largest = 0;
		for (int c = 1; c < length; c++) if (moments[c][c] > moments[largest][largest]) largest = c;
		double[] direction = moments[largest].clone();
		for (int iteration = 0; iteration < ITERATIONS; iteration++) {
			final double[] next = new double[length];
			double square = 0;
			for (int r = 0; r < length; r++) {
				for (int c = 0; c < length; c++) next[r] += moments[r][c] * direction[c];
				square += next[r] * next[r];
			}
			for (int r = 0; r < length; r++) next[r] /= Math.max(Math.sqrt(square), 1e-12);
			direction = next;
		}
		return direction;
	}

	/** Makes a mask of what is alike to the seed; gives the number of its cells, at least one. */
	private int cover(final int number, final int seed) {
		final boolean[] alike = new boolean[mask.length];
		for (int i = 0; i < mask.length; i++) {
			float dot = 0;
			for (int c = 0; c < length; c++) dot += unit[i * length + c] * unit[seed * length + c];
			alike[i] = mask[i] < 0 && dot > options.threshold();
		}
		int cells = 0;
		for (int i = 0; i < mask.length; i++)
			if (mask[i] < 0 && (i == seed || mostAround(alike, i))) {
				mask[i] = number;
				cells++;
			}
		return cells;
	}

	/** The median over a cell and its neighbours in the tile. */
	private boolean mostAround(final boolean[] alike, final int cell) {
		int yes = 0, all = 0;
		for (int y = Math.max(0, cell / columns - 1); y <= Math.min(rows - 1, cell / columns + 1); y++)
			for (int x = Math.max(0, cell % columns - 1); x <= Math.min(columns - 1, cell % columns + 1); x++) {
				all++;
				if (alike[y * columns + x]) yes++;
			}
		return 2 * yes > all;
	}
}
