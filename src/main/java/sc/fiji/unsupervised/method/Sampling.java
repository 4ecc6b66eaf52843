package sc.fiji.unsupervised.method;

import sc.fiji.unsupervised.method.PointSampler.Extent;

/** Where the points of a training step lie, and which of them meet. {@code docs/benchmarks.md} compares the two. */
public enum Sampling {

	/**
	 * As published: points lie anywhere and are interpolated from the four cells around them, and each tile that a tile is
	 * the negative of sees it at other points. Nearly all cells have to pass the head.
	 */
	BILINEAR(String.join("\n", //
		"def masked(self, x: Tensor, mask: Tensor, tiles: Tensor) -> Tensor:", //
		"  return torch.unsqueeze(torch.mul(x, torch.index_select(mask, 0, tiles)), 0)", //
		"def probed(self, code: Tensor, which: Tensor) -> Tensor:", //
		"  return torch.index_select(code, 1, which)", //
		"def points(self, t: Tensor, where: Tensor, weights: Tensor) -> Tensor:", //
		"  s = self.sample(torch.squeeze(t, 0), torch.reshape(where, [-1]), weights)", //
		"  return self.unit(torch.reshape(s, [torch.size(where, 0), -1, torch.size(t, 2)]), 1e-10)", //
		"def sample(self, t: Tensor, corners: Tensor, weights: Tensor) -> Tensor:", //
		"  starts = torch.arange(0, torch.size(corners, 0), 4, dtype=4, device=ops.prim.device(t))", //
		"  s, _0, _1, _2 = torch.embedding_bag(t, corners, starts, False, 0, False, weights, False)", //
		"  return s", ""))
	{

		@Override
		StepCells cells(final int rows, final int columns, final int samples, final Extent[] valid, final Draws draws) {
			return StepCells.around(rows, columns, samples, valid, draws);
		}
	},

	/**
	 * Points are cells, each as likely as any other, and all tiles that a tile is the negative of see it at its own points.
	 * Only these cells are read and pass the head.
	 */
	CELLS(String.join("\n", //
		"def masked(self, x: Tensor, mask: Tensor, tiles: Tensor) -> Tensor:", //
		"  rows = torch.reshape(x, [torch.size(mask, 0), -1, torch.size(x, 1)])", //
		"  return torch.mul(rows, torch.unsqueeze(mask, 1))", //
		"def probed(self, code: Tensor, which: Tensor) -> Tensor:", //
		"  return code", //
		"def points(self, t: Tensor, where: Tensor, weights: Tensor) -> Tensor:", //
		"  tiles = torch.reshape(self.unit(t, 1e-10), [torch.size(t, 0), -1])", //
		"  met = torch.index_select(tiles, 0, torch.reshape(where, [-1]))", //
		"  return torch.reshape(met, [torch.size(where, 0), -1, torch.size(t, 2)])", ""))
	{

		@Override
		StepCells cells(final int rows, final int columns, final int samples, final Extent[] valid, final Draws draws) {
			return StepCells.drawn(columns, rows * columns, samples, valid, draws);
		}
	};

	private final String script;

	Sampling(final String script) {
		this.script = script;
	}

	/**
	 * Methods besides those of {@link HeadScript}; x, tiles, where, weights and which are those of {@link StepCells}:
	 * <ul>
	 * <li>{@code masked(x, mask, tiles)}: features x (M, C) with each tile's channels kept or dropped by mask (2 B, C), as
	 * {@code head} takes them.</li>
	 * <li>{@code points(t, where, weights)}: unit vectors (B, G P, D) at the points and their partners, of what
	 * {@code head} or {@code masked} gave.</li>
	 * <li>{@code probed(code, which)}: the codes from which the prototypes learn.</li>
	 * </ul>
	 */
	String script() {
		return script;
	}

	/** The cells of a step, see {@link StepCells}. */
	abstract StepCells cells(int rows, int columns, int samples, Extent[] valid, Draws draws);
}
