package sc.fiji.unsupervised.method;

import sc.fiji.unsupervised.method.StegoOptions.Terms;

/**
 * STEGO's loss as differentiable TorchScript (sections 4, 7 and 8 of the specification). The constants of
 * {@link Terms} stand in the text. The second partners of each tile's points come in groups: the tile itself, its
 * positive, and one group for each negative; spatial centring works within a group over the whole batch.
 */
final class StegoLoss {

	/** Bins of the histograms of code similarities over [-1, 1]. */
	static final int BINS = 40;

	private StegoLoss() {}

	/**
	 * Methods, with P = S x S points per tile and G = 2 + negatives groups:
	 * <ul>
	 * <li>{@code head(x, m1, m2, wa, ba, wb, bb, wc, bc)}: codes (M, K) of features (M, C) and dropout masks (M, C).</li>
	 * <li>{@code sample(t, cells, starts, weights)}: (rows, D), each the weighted sum of four rows of the table t.</li>
	 * <li>{@code centred(f1, f2)}: feature similarities fd (B, P, G, P), centred if wanted.</li>
	 * <li>{@code correspondence(f1, f2, c1, c2)}: mean losses (G), similarities cd (B, P, G, P) and their means
	 * (G) of sampled features f1 (B, P, C), f2 (B, G P, C) and codes c1, c2 likewise.</li>
	 * <li>{@code cluster(code, centres)}: probe loss and shares (n) of codes (M, K).</li>
	 * <li>{@code total(losses, probe)}: the weighted sum.</li>
	 * <li>{@code histogram(cd)}: counts (3, BINS) for self, k nearest and the first negative.</li>
	 * </ul>
	 */
	static String script(final Terms terms, final int negatives) {
		final String centre = !terms.pointwise() ? "" : String.join("\n", //
			"  m0 = torch.mean(fd, [0, 1, 3], True)", //
			"  fd = torch.sub(fd, torch.mean(fd, [3], True))", //
			"  fd = torch.add(fd, torch.sub(m0, torch.mean(fd, [0, 1, 3], True)))", "");
		final StringBuilder shifts = new StringBuilder(), weights = new StringBuilder();
		append(shifts, weights, terms.shifts().self(), terms.weights().self(), 1);
		append(shifts, weights, terms.shifts().knn(), terms.weights().knn(), 1);
		append(shifts, weights, terms.shifts().random(), terms.weights().random() / negatives, negatives);
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
			"def correspondence(self, f1: Tensor, f2: Tensor, c1: Tensor, c2: Tensor) -> Tuple[Tensor, Tensor, Tensor]:", //
			"  shift = torch.tensor([" + shifts + "], dtype=6, device=ops.prim.device(f1))", //
			"  fd = torch.sub(self.centred(f1, f2), torch.reshape(shift, [-1, 1]))", //
			"  cd = self.cosines(c1, c2)", //
			"  kept = torch.clamp(cd, " + (terms.zeroClamp() ? "0." : "-9999.") + ", " + (terms.stabilise() ? "0.8"
				: "9999.") + ")", //
			"  return (torch.neg(torch.mean(torch.mul(kept, fd), [0, 1, 3])), cd, torch.mean(cd, [0, 1, 3]))", //
			"def cluster(self, code: Tensor, centres: Tensor) -> Tuple[Tensor, Tensor]:", //
			"  ip = torch.matmul(self.unit(code, 1e-12), torch.t(self.unit(centres, 1e-12)))", //
			"  best, index = torch.max(ip, 1)", //
			"  counts = torch.to(torch.bincount(index, None, torch.size(centres, 0)), 6)", //
			"  return (torch.neg(torch.mean(best)), torch.div(counts, torch.size(code, 0)))", //
			"def total(self, losses: Tensor, probe: Tensor) -> Tensor:", //
			"  w = torch.tensor([" + weights + "], dtype=6, device=ops.prim.device(losses))", //
			"  return torch.add(torch.sum(torch.mul(losses, w)), probe)", //
			"def histogram(self, cd: Tensor) -> Tensor:", //
			"  rows = annotate(List[Tensor], [])", //
			"  for i in range(3):", //
			"    _0 = torch.append(rows, torch.histc(torch.select(cd, 2, i), " + BINS + ", -1, 1))", //
			"  return torch.stack(rows)", "");
	}

	private static void append(final StringBuilder shifts, final StringBuilder weights, final float shift,
		final float weight, final int times)
	{
		for (int i = 0; i < times; i++) {
			shifts.append(shifts.isEmpty() ? "" : ", ").append(shift);
			weights.append(weights.isEmpty() ? "" : ", ").append(weight);
		}
	}
}
