package sc.fiji.unsupervised.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import java.util.Arrays;

import sc.fiji.unsupervised.method.PointSampler.Extent;

/** What the draws of a step ask for, on the engine's device. */
final class StepInput {

	/** Where features come from. */
	@FunctionalInterface
	interface Rows {

		/** Features (M, C) float32 of cells numbered as in {@link StepCells}, owned by {@code scope}. */
		NDArray of(NDManager scope, int[] cells);
	}

	private StepInput() {}

	/**
	 * @param scope owner of the result
	 * @param rows h of a tile's cell grid
	 * @param columns w of a tile's cell grid
	 * @param valid (2 B): which cells of each tile and positive count
	 * @return x (M, C), tiles (M), masks (3, 2 B, C), where, weights and which of {@link StepCells}
	 */
	static NDList of(final NDManager scope, final Rows features, final HeadOptions options, final int rows,
		final int columns, final Extent[] valid, final Draws draws)
	{
		final StepCells cells = options.sampling().cells(rows, columns, options.samples(), valid, draws);
		final NDArray x = features.of(scope, cells.cells());
		final long[] tiles = Arrays.stream(cells.cells()).mapToLong(c -> c / (rows * columns)).toArray();
		final NDArray masks = masks(scope, draws.masks(), options.dropout(), valid.length, (int) x.getShape().get(1));
		return new NDList(x, scope.create(tiles), masks, scope.create(cells.where()), scope.create(cells.weights()), scope
			.create(cells.which()));
	}

	/** Keep masks (3, 2 B, C) for the linear branch, the nonlinear one and the features, survivors scaled up. */
	private static NDArray masks(final NDManager scope, final byte[][] drawn, final float dropout, final int tiles,
		final int channels)
	{
		final Shape shape = new Shape(3, tiles, channels);
		if (drawn == null) return scope.ones(shape);
		final float[] values = new float[3 * tiles * channels];
		final float keep = 1 / (1 - dropout);
		int i = 0;
		for (int m = 0; m < 3; m++)
			for (final byte[] part : new byte[][] { drawn[m], drawn[m + 3] })
				for (final byte kept : part) values[i++] = kept * keep;
		return scope.create(values, shape);
	}
}
