package sc.fiji.unsupervised.method;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import sc.fiji.unsupervised.method.StegoOptions.Triple;

/**
 * TorchScript that all objectives on pairs of points share (sections 4 and 7 of the specification). The second partners
 * of each tile's points come in groups: the tile itself, its positive, and one group for each negative; spatial centring
 * works within a group over the whole batch.
 * <p>
 * An objective adds its own methods, among them
 * {@code objective(f1, f2, c1, c2, codes, centres, average) -> (total, losses, probe, cd, means, shares)}. It takes
 * sampled features and codes of the tiles' points, f1 (B, P, C) and c1 (B, P, K), and of their partners, f2 (B, G P, C)
 * and c2 (B, G P, K); codes (M, K) of all cells of the tiles; the prototypes (n, K) and their moving average. It gives
 * the scalar to minimise and, for {@link StepRecord}, the groups' losses (G), the prototypes' loss, the similarities
 * (B, P, G, P) of what is trained, their means (G) and the clusters' shares (n).
 */
final class HeadScript {

	/** Bins of the histograms of similarities over [-1, 1]. */
	static final int BINS = 40;

	private HeadScript() {}

	/**
	 * Methods, with P = S x S points per tile and G groups:
	 * <ul>
	 * <li>{@code head(x, m1, m2, wa, ba, wb, bb, wc, bc)}: codes (M, K) of features (M, C) and dropout masks (M, C).</li>
	 * <li>{@code sample(t, cells, starts, weights)}: (rows, D), each the weighted sum of four rows of the table t.</li>
	 * <li>{@code unit(x, eps)}: vectors over their length; {@code cosines(a, b)}: (B, P, G, P) of (B, P, D) and
	 * (B, G P, D).</li>
	 * <li>{@code centred(f1, f2)}: feature similarities fd (B, P, G, P), centred if wanted.</li>
	 * <li>{@code shares(index, centres)}: how often each number of a centre occurs.</li>
	 * <li>{@code histogram(cd)}: counts (G, BINS) of the first three groups, as far as there are.</li>
	 * </ul>
	 *
	 * @param pointwise whether feature similarities are centred per point
	 */
	static String script(final boolean pointwise) {
		final String centre = !pointwise ? "" : String.join("\n", //
			"  m0 = torch.mean(fd, [0, 1, 3], True)", //
			"  fd = torch.sub(fd, torch.mean(fd, [3], True))", //
			"  fd = torch.add(fd, torch.sub(m0, torch.mean(fd, [0, 1, 3], True)))", "");
		return String.join("\n", //
			"def head(self, x: Tensor, m1: Tensor, m2: Tensor, wa: Tensor, ba: Tensor, wb: Tensor, bb: Tensor, wc: Tensor," +
				" bc: Tensor) -> Tensor:", //
			"  hidden = torch.relu(torch.linear(torch.mul(x, m2), wb, bb))", //
			"  return torch.add(torch.linear(torch.mul(x, m1), wa, ba), torch.linear(hidden, wc, bc))", //
			"def sample(self, t: Tensor, cells: Tensor, starts: Tensor, weights: Tensor) -> Tensor:", //
			"  s, _0, _1, _2 = torch.embedding_bag(t, cells, starts, False, 0, False, weights, False)", //
			"  return s", //
			"def unit(self, x: Tensor, eps: float) -> Tensor:", //
			"  return torch.div(x, torch.clamp_min(torch.linalg_vector_norm(x, 2, [-1], True), eps))", //
			"def cosines(self, a: Tensor, b: Tensor) -> Tensor:", //
			"  c = torch.bmm(self.unit(a, 1e-10), torch.transpose(self.unit(b, 1e-10), 1, 2))", //
			"  return torch.reshape(c, [torch.size(a, 0), torch.size(a, 1), -1, torch.size(a, 1)])", //
			"def centred(self, f1: Tensor, f2: Tensor) -> Tensor:", //
			"  fd = self.cosines(f1, f2)", //
			centre + "  return fd", //
			"def shares(self, index: Tensor, centres: Tensor) -> Tensor:", //
			"  counts = torch.to(torch.bincount(index, None, torch.size(centres, 0)), 6)", //
			"  return torch.div(counts, torch.size(index, 0))", //
			"def histogram(self, cd: Tensor) -> Tensor:", //
			"  rows = annotate(List[Tensor], [])", //
			"  for i in range(ops.prim.min(3, torch.size(cd, 2))):", //
			"    _0 = torch.append(rows, torch.histc(torch.select(cd, 2, i), " + BINS + ", -1, 1))", //
			"  return torch.stack(rows)", "");
	}

	/** A constant (G) on the device of {@code like}: to each group the value of its term. */
	static String constant(final Triple terms, final HeadOptions options, final String like) {
		final float[] values = { terms.self(), terms.knn(), terms.random() };
		final String list = IntStream.range(0, options.groups()).mapToObj(g -> Float.toString(values[options.term(g)]))
			.collect(Collectors.joining(", "));
		return "torch.tensor([" + list + "], dtype=6, device=ops.prim.device(" + like + "))";
	}
}
