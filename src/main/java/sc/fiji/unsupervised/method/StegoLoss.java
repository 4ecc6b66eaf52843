package sc.fiji.unsupervised.method;

import sc.fiji.unsupervised.method.StegoOptions.Terms;
import sc.fiji.unsupervised.method.StegoOptions.Triple;

/**
 * STEGO's loss as differentiable TorchScript (sections 7 and 8 of the specification). The constants of {@link Terms}
 * stand in the text.
 */
final class StegoLoss {

	private StegoLoss() {}

	/**
	 * Methods of {@link HeadScript}, and
	 * <ul>
	 * <li>{@code correspondence(f1, f2, c1, c2)}: mean losses (G), similarities cd (B, P, G, P) and their means (G) of
	 * sampled features f1 (B, P, C), f2 (B, G P, C) and codes c1, c2 likewise.</li>
	 * <li>{@code cluster(codes, centres)}: loss of the cluster probe and shares (n) of codes (T, M, K).</li>
	 * <li>{@code total(losses, probe)}: the weighted sum.</li>
	 * </ul>
	 */
	static String script(final Terms terms, final HeadOptions options) {
		return correspondence(terms, options) + String.join("\n", //
			"def objective(self, f1: Tensor, f2: Tensor, c1: Tensor, c2: Tensor, codes: Tensor, centres: Tensor," +
				" average: Tensor) -> Tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:", //
			"  losses, cd, means = self.correspondence(f1, f2, c1, c2)", //
			"  probe, shares = self.cluster(torch.detach(codes), centres)", //
			"  return (self.total(losses, probe), losses, probe, cd, means, shares)", //
			"def cluster(self, codes: Tensor, centres: Tensor) -> Tuple[Tensor, Tensor]:", //
			"  best, index = torch.max(self.scores(codes, centres), 1)", //
			"  return (torch.neg(torch.mean(best)), self.shares(index, centres))", "");
	}

	/** Without an objective. */
	static String correspondence(final Terms terms, final HeadOptions options) {
		final Triple w = terms.weights();
		final Triple weights = new Triple(w.self(), w.knn(), w.random() / options.negatives());
		return HeadScript.script(terms.pointwise()) + String.join("\n", //
			"def correspondence(self, f1: Tensor, f2: Tensor, c1: Tensor, c2: Tensor) -> Tuple[Tensor, Tensor, Tensor]:", //
			"  shift = " + HeadScript.constant(terms.shifts(), options, "f1"), //
			"  fd = torch.sub(self.centred(f1, f2), torch.reshape(shift, [-1, 1]))", //
			"  cd = self.cosines(c1, c2)", //
			"  kept = torch.clamp(cd, " + (terms.zeroClamp() ? "0." : "-9999.") + ", " + (terms.stabilise() ? "0.8"
				: "9999.") + ")", //
			"  return (torch.neg(torch.mean(torch.mul(kept, fd), [0, 1, 3])), cd, torch.mean(cd, [0, 1, 3]))", //
			"def total(self, losses: Tensor, probe: Tensor) -> Tensor:", //
			"  w = " + HeadScript.constant(weights, options, "losses"), //
			"  return torch.add(torch.sum(torch.mul(losses, w)), probe)", "");
	}
}
