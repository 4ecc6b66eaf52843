package sc.fiji.unsupervised.method;

import java.util.Locale;

/**
 * Losses on prototypes and their moving average as differentiable TorchScript, after SmooSeg (Lan et al., NeurIPS 2023):
 * the average names each cell's class, and the prototypes are trained to agree.
 */
final class PrototypeLoss {

	private PrototypeLoss() {}

	/**
	 * Methods besides those of {@link HeadScript}:
	 * <ul>
	 * <li>{@code scores(codes, centres)}: cosines (..., n) of codes (..., K) and prototypes (n, K).</li>
	 * <li>{@code probabilities(codes, centres)}: softmax of the scores over the temperature.</li>
	 * <li>{@code agreement(codes, centres, average)}: cross-entropy of the prototypes' scores to the class that the
	 * average gives each code, and the shares (n) of these classes. The codes get no gradient.</li>
	 * </ul>
	 */
	static String script(final float temperature) {
		return String.join("\n", //
			"def scores(self, codes: Tensor, centres: Tensor) -> Tensor:", //
			"  return torch.matmul(self.unit(codes, 1e-12), torch.t(self.unit(centres, 1e-12)))", //
			"def probabilities(self, codes: Tensor, centres: Tensor) -> Tensor:", //
			"  return torch.softmax(torch.div(self.scores(codes, centres), " + String.format(Locale.ROOT, "%f", temperature) +
				"), -1, None)", //
			"def agreement(self, codes: Tensor, centres: Tensor, average: Tensor) -> Tuple[Tensor, Tensor]:", //
			"  fixed = torch.detach(codes)", //
			"  index = torch.argmax(self.scores(fixed, average), 1, False)", //
			"  loss = torch.cross_entropy_loss(self.scores(fixed, centres), index, None, 1, -100, 0.)", //
			"  return (loss, self.shares(index, centres))", "");
	}
}
