package sc.fiji.unsupervised.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import java.util.ArrayList;
import java.util.List;

import sc.fiji.unsupervised.engine.Script;
import sc.fiji.unsupervised.engine.Session;

/**
 * Averages the features of each cell with those of like neighbours: each of the nine cells around counts
 * {@code exp(-d² / alike)}, where d is the distance of its features to those of the middle one. Noise within a region goes,
 * and edges between regions stay (anisotropic diffusion, Perona and Malik, IEEE PAMI 12, 1990, with weights from the
 * features as they were).
 */
final class LikeNeighbours implements AutoCloseable {

	/** Usual rounds of averaging; each takes a cell of context at every side. */
	static final int ROUNDS = 3;

	private final Script script;
	private final NDArray factor;

	/**
	 * @param alike square of the distance at which a neighbour counts 1/e, positive
	 * @param rounds of averaging; none leaves the cells as they are
	 */
	LikeNeighbours(final Session session, final NDManager manager, final float alike, final int rounds) {
		script = Script.compile(session, text(rounds));
		factor = manager.create(-1 / alike);
	}

	/**
	 * @param cells (1, rows + 2 rounds, columns + 2 rounds, C)
	 * @return (1, rows, columns, C), belongs to the manager of {@code cells}
	 */
	NDArray average(final NDArray cells) {
		return script.call("average", cells, factor).singletonOrThrow();
	}

	private static String text(final int rounds) {
		final StringBuilder text = new StringBuilder("def average(self, x: Tensor, factor: Tensor) -> Tensor:\n");
		if (rounds == 0) return text.append("  return torch.mul(x, 1.)\n").toString();
		text.append("  middle = ").append(crop("x", 1)).append('\n');
		final List<String> weights = new ArrayList<>();
		for (int i = 0; i < 9; i++) {
			text.append("  d = torch.sub(").append(shifted("x", i)).append(", middle)\n");
			text.append("  w").append(i).append(
				" = torch.exp(torch.mul(torch.sum(torch.mul(d, d), [3], True, dtype=None), factor))\n");
			weights.add("w" + i);
		}
		text.append("  w = ").append(sum(weights)).append("\n  y0 = x\n");
		for (int round = 0; round < rounds; round++) {
			final List<String> parts = new ArrayList<>();
			for (int i = 0; i < 9; i++) parts.add("torch.mul(" + shifted("y" + round, i) + ", " + crop("w" + i, round) + ")");
			text.append("  y").append(round + 1).append(" = torch.div(").append(sum(parts)).append(", ").append(crop("w",
				round)).append(")\n");
		}
		return text.append("  return y").append(rounds).append('\n').toString();
	}

	private static String sum(final List<String> parts) {
		String sum = parts.get(0);
		for (final String part : parts.subList(1, parts.size())) sum = "torch.add(" + sum + ", " + part + ")";
		return sum;
	}

	/** The cells above left (0) to below right (8) of those in the middle. */
	private static String shifted(final String x, final int i) {
		final String rows = "torch.narrow(" + x + ", 1, " + i / 3 + ", torch.sub(torch.size(" + x + ", 1), 2))";
		return "torch.narrow(" + rows + ", 2, " + i % 3 + ", torch.sub(torch.size(" + x + ", 2), 2))";
	}

	private static String crop(final String x, final int by) {
		if (by == 0) return x;
		return "torch.slice(torch.slice(" + x + ", 1, " + by + ", -" + by + ", 1), 2, " + by + ", -" + by + ", 1)";
	}

	@Override
	public void close() {
		script.close();
	}
}
