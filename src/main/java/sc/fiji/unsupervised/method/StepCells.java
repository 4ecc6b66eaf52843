package sc.fiji.unsupervised.method;

import sc.fiji.unsupervised.method.PointSampler.Extent;

/**
 * Which cells take part in a step. The loss touches only the cells around the drawn points, so the head needs a
 * gradient there alone; the remaining valid cells of the tiles pass it for the cluster probe only, and the remaining
 * cells of the positives not at all. This changes no number of the reference's step.
 * <p>
 * Cells are numbered through the batch: {@code tile * h w + cell}, tiles first, then positives.
 *
 * @param touched cells that points read, ascending
 * @param untouched the other valid cells of the tiles, ascending
 * @param probed positions within {@code touched} of valid cells of the tiles
 * @param corners four for each point, point by point in the order tile, group, point: positions within {@code touched}
 * @param weights of the corners
 * @param sources tile of each group of points, (B, G)
 */
record StepCells(long[] touched, long[] untouched, long[] probed, long[] corners, float[] weights, long[] sources) {

	/**
	 * @param rows h
	 * @param columns w
	 * @param samples S
	 * @param valid valid part of each tile and positive, (2 B)
	 */
	static StepCells of(final int rows, final int columns, final int samples, final Extent[] valid, final Draws draws) {
		final int batch = valid.length / 2, groups = 2 + draws.permutations().length, cells = rows * columns;
		final int stride = samples * samples * 4;
		final PointSampler sampler = new PointSampler(columns, samples);
		final int[] corners = new int[batch * groups * stride];
		final float[] weights = new float[corners.length];
		final long[] sources = new long[batch * groups];
		for (int b = 0; b < batch; b++)
			for (int g = 0; g < groups; g++) {
				final int tile = g == 0 ? b : g == 1 ? batch + b : draws.permutations()[g - 2][b];
				sources[b * groups + g] = tile;
				sampler.locate(valid[tile], g == 0 ? draws.coords1() : draws.coords2(), b, tile * cells, corners, weights,
					(b * groups + g) * stride);
			}
		return compact(corners, weights, sources, inside(rows, columns, valid, batch), 2 * batch * cells);
	}

	/** Which cells are valid cells of the tiles. */
	private static boolean[] inside(final int rows, final int columns, final Extent[] valid, final int batch) {
		final boolean[] inside = new boolean[batch * rows * columns];
		for (int b = 0; b < batch; b++) {
			for (final int cell : valid[b].cells()) inside[b * rows * columns + cell] = true;
			if (valid[b].cells().length > 0) continue;
			for (int y = 0; y < valid[b].rows(); y++)
				for (int x = 0; x < valid[b].columns(); x++) inside[(b * rows + y) * columns + x] = true;
		}
		return inside;
	}

	private static StepCells compact(final int[] corners, final float[] weights, final long[] sources,
		final boolean[] inside, final int count)
	{
		final int[] position = new int[count];
		for (final int c : corners) position[c] = 1;
		int touchedCount = 0, untouchedCount = 0, probedCount = 0;
		for (int c = 0; c < count; c++) {
			touchedCount += position[c];
			if (c < inside.length && inside[c]) {
				if (position[c] == 1) probedCount++;
				else untouchedCount++;
			}
		}
		final long[] touched = new long[touchedCount], untouched = new long[untouchedCount], probed =
			new long[probedCount];
		int t = 0, u = 0, p = 0;
		for (int c = 0; c < count; c++) {
			final boolean probe = c < inside.length && inside[c];
			if (position[c] == 1) {
				if (probe) probed[p++] = t;
				touched[t] = c;
				position[c] = t++;
			}
			else if (probe) untouched[u++] = c;
		}
		final long[] compacted = new long[corners.length];
		for (int i = 0; i < corners.length; i++) compacted[i] = position[corners[i]];
		return new StepCells(touched, untouched, probed, compacted, weights, sources);
	}
}
