package sc.fiji.unsupervised.method;

import java.util.Arrays;

import sc.fiji.unsupervised.method.PointSampler.Extent;

/**
 * Which cells take part in a step. Cells are numbered through the batch: {@code tile * h w + cell}, tiles first, then
 * positives. A tile's points meet partners in G groups: the tile itself, its positive, its negatives.
 *
 * @param cells that pass the head, (M)
 * @param where for each tile (B) what its partners are made of. Interpolated: four positions within {@code cells} for
 *          each point, in the order group, point. Cells drawn: the tile of each group
 * @param weights of the positions; empty for drawn cells
 * @param which positions within {@code cells} the prototypes learn from; empty for all
 */
record StepCells(int[] cells, long[][] where, float[] weights, long[] which) {

	/**
	 * Cells around points that lie anywhere. The loss needs those alone; the remaining cells of the tiles pass for the
	 * cluster probe, and the remaining cells of the positives do not pass. This changes no number of the reference's step.
	 *
	 * @param rows h
	 * @param columns w
	 * @param samples S
	 * @param valid valid part of each tile and positive, (2 B)
	 */
	static StepCells around(final int rows, final int columns, final int samples, final Extent[] valid, final Draws draws) {
		final int batch = valid.length / 2, groups = 2 + draws.permutations().length, area = rows * columns;
		final int stride = samples * samples * 4;
		final PointSampler sampler = new PointSampler(columns, samples);
		final int[][] corners = new int[batch][groups * stride];
		final float[] weights = new float[batch * groups * stride], own = new float[groups * stride];
		for (int b = 0; b < batch; b++) {
			for (int g = 0; g < groups; g++) {
				final int tile = partner(b, g, batch, draws);
				sampler.locate(valid[tile], g == 0 ? draws.coords1() : draws.coords2(), b, tile * area, corners[b], own, g *
					stride);
			}
			System.arraycopy(own, 0, weights, b * own.length, own.length);
		}
		return compact(corners, weights, inside(area, columns, valid, batch));
	}

	/** Tile of the batch whose points are a group's partners of tile b. */
	private static int partner(final int b, final int group, final int batch, final Draws draws) {
		return group == 0 ? b : group == 1 ? batch + b : draws.permutations()[group - 2][b];
	}

	/** Which cells are valid cells of the tiles. */
	private static boolean[] inside(final int area, final int columns, final Extent[] valid, final int batch) {
		final boolean[] inside = new boolean[2 * batch * area];
		for (int b = 0; b < batch; b++)
			for (int i = 0; i < valid[b].count(); i++) inside[b * area + valid[b].cell(i, columns)] = true;
		return inside;
	}

	private static StepCells compact(final int[][] corners, final float[] weights, final boolean[] inside) {
		final boolean[] needed = inside.clone();
		for (final int[] row : corners)
			for (final int c : row) needed[c] = true;
		final int[] cells = new int[needed.length], position = new int[needed.length];
		final long[] which = new long[needed.length];
		int count = 0, probed = 0;
		for (int c = 0; c < needed.length; c++) {
			if (!needed[c]) continue;
			if (inside[c]) which[probed++] = count;
			position[c] = count;
			cells[count++] = c;
		}
		final long[][] where = new long[corners.length][];
		for (int b = 0; b < where.length; b++) where[b] = Arrays.stream(corners[b]).mapToLong(c -> position[c]).toArray();
		return new StepCells(Arrays.copyOf(cells, count), where, weights, Arrays.copyOf(which, probed));
	}

	/**
	 * S x S cells of each tile and positive, with repetition.
	 *
	 * @param area h w
	 */
	static StepCells drawn(final int columns, final int area, final int samples, final Extent[] valid, final Draws draws) {
		final int batch = valid.length / 2, points = samples * samples;
		final int[] cells = new int[valid.length * points];
		for (int t = 0; t < valid.length; t++) {
			final float[] coords = t < batch ? draws.coords1() : draws.coords2();
			for (int p = 0; p < points; p++) cells[t * points + p] = t * area + valid[t].cell(valid[t].at(coords[(t % batch *
				points + p) * 2]), columns);
		}
		final long[][] where = new long[batch][2 + draws.permutations().length];
		for (int b = 0; b < batch; b++)
			for (int g = 0; g < where[b].length; g++) where[b][g] = partner(b, g, batch, draws);
		return new StepCells(cells, where, new float[0], new long[0]);
	}
}
