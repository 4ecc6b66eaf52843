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
 * and c2 (B, G P, K), all of length 1; codes (T, M, K) of cells; the prototypes (n, K) and their moving average. It gives
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
	 * <li>{@code head(x1, x2, wa, ba, wb, bb, wc, bc)}: codes (T, M, K) of features (T, M, C) as the linear and the
	 * nonlinear branch see them.</li>
	 * <li>{@code scores(codes, centres)}: cosines (T M, n) of codes (T, M, K) and prototypes (n, K).</li>
	 * <li>{@code unit(x, eps)}: vectors over their length; {@code cosines(a, b)}: (B, P, G, P) of unit vectors (B, P, D)
	 * and (B, G P, D).</li>
	 * <li>{@code centred(f1, f2)}: feature similarities fd (B, P, G, P), centred if wanted.</li>
	 * <li>{@code shares(index, centres)}: how often each number of a centre occurs.</li>
	 * <li>{@code histogram(cd)}: counts (G, BINS) of the first three groups, as far as there are.</li>
	 * </ul>
	 *
	 * Sums over all cells go by T, usually the tiles: the engine sums a tile in the same order whatever the number of threads,
	 * but not long columns of odd width, and not matrix products that are as long and narrow.
	 *
	 * @param pointwise whether feature similarities are centred per point
	 */
	static String script(final boolean pointwise) {
		final String centre = !pointwise ? "" : String.join("\n", //
			"  m0 = torch.mean(fd, [0, 1, 3], True)", //
			"  fd = torch.sub(fd, torch.mean(fd, [3], True))", //
			"  fd = torch.add(fd, torch.sub(m0, torch.mean(fd, [0, 1, 3], True)))", "");
		return String.join("\n", //
			"def head(self, x1: Tensor, x2: Tensor, wa: Tensor, ba: Tensor, wb: Tensor, bb: Tensor, wc: Tensor, bc: Tensor)" +
				" -> Tensor:", //
			"  hidden = torch.relu(torch.linear(x2, wb, bb))", //
			"  code = torch.add(torch.linear(x1, wa), torch.linear(hidden, wc))", //
			"  return torch.add(code, torch.expand(torch.add(ba, bc), [torch.size(x1, 0), 1, -1]))", //
			"def unit(self, x: Tensor, eps: float) -> Tensor:", //
			"  return torch.div(x, torch.clamp_min(torch.linalg_vector_norm(x, 2, [-1], True), eps))", //
			"def scores(self, codes: Tensor, centres: Tensor) -> Tensor:", //
			"  all = torch.expand(torch.t(self.unit(centres, 1e-12)), [torch.size(codes, 0), -1, -1])", //
			"  return torch.reshape(torch.bmm(self.unit(codes, 1e-12), all), [-1, torch.size(centres, 0)])", //
			"def cosines(self, a: Tensor, b: Tensor) -> Tensor:", //
			"  c = torch.bmm(a, torch.transpose(b, 1, 2))", //
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

	/**
	 * A whole step, for a text with an {@code objective} and the methods of a {@link Sampling}:
	 * {@code step(x, tiles, masks, where, weights, which, wa, ba, wb, bb, wc, bc, centres, average) -> (total, record)}, the
	 * first six as in {@link StepInput}, the record as in {@link StepRecord#of}.
	 */
	static String step(final HeadOptions options) {
		final int points = options.samples() * options.samples();
		return String.join("\n", //
			"def step(self, x: Tensor, tiles: Tensor, masks: Tensor, where: Tensor, weights: Tensor, which: Tensor," +
				" wa: Tensor, ba: Tensor, wb: Tensor, bb: Tensor, wc: Tensor, bc: Tensor, centres: Tensor, average: Tensor)" +
				" -> Tuple[Tensor, Tensor]:", //
			"  x1 = self.masked(x, torch.select(masks, 0, 0), tiles)", //
			"  x2 = self.masked(x, torch.select(masks, 0, 1), tiles)", //
			"  code = self.head(x1, x2, wa, ba, wb, bb, wc, bc)", //
			"  f = self.points(self.masked(x, torch.select(masks, 0, 2), tiles), where, weights)", //
			"  c = self.points(code, where, weights)", //
			"  total, losses, probe, cd, means, shares = self.objective(torch.narrow(f, 1, 0, " + points + "), f, " +
				"torch.narrow(c, 1, 0, " + points + "), c, self.probed(code, which), centres, average)", //
			"  histogram = torch.reshape(self.histogram(torch.detach(cd)), [-1])", //
			"  record = torch.cat([torch.reshape(total, [1]), losses, torch.reshape(probe, [1]), means, histogram, shares])", //
			"  return (total, torch.detach(record))", "");
	}

	/**
	 * Feature similarities (B, P, G, P) as the loss sees them, for a text with the methods of a {@link Sampling}:
	 * {@code similarities(x, tiles, masks, where, weights, which)}, as in {@link StepInput}.
	 */
	static String similarities(final HeadOptions options) {
		return String.join("\n", //
			"def similarities(self, x: Tensor, tiles: Tensor, masks: Tensor, where: Tensor, weights: Tensor, which: Tensor)" +
				" -> Tensor:", //
			"  f = self.points(self.masked(x, torch.select(masks, 0, 2), tiles), where, weights)", //
			"  return self.centred(torch.narrow(f, 1, 0, " + options.samples() * options.samples() + "), f)", "");
	}

	/** A constant (G) on the device of {@code like}: to each group the value of its term. */
	static String constant(final Triple terms, final HeadOptions options, final String like) {
		final float[] values = { terms.self(), terms.knn(), terms.random() };
		final String list = IntStream.range(0, options.groups()).mapToObj(g -> Float.toString(values[options.term(g)]))
			.collect(Collectors.joining(", "));
		return "torch.tensor([" + list + "], dtype=6, device=ops.prim.device(" + like + "))";
	}
}
