package sc.fiji.unsupervised.method;

/**
 * Losses on prototypes and their moving average as differentiable TorchScript: the average names classes, and the
 * prototypes are trained to agree.
 */
final class PrototypeLoss {

	private PrototypeLoss() {}

	/**
	 * Methods besides those of {@link HeadScript}:
	 * <ul>
	 * <li>{@code agreement(codes, centres, average)}: cross-entropy of the prototypes' scores to the class that the
	 * average gives each code (T, M, K), and the shares (n) of these classes.</li>
	 * <li>{@code vote(codes, masks, centres, average)}: the same of codes (M, K), but all cells with one number in masks (M) take
	 * the class that most of them have.</li>
	 * </ul>
	 */
	static String script() {
		return String.join("\n", //
			"def learn(self, codes: Tensor, index: Tensor, centres: Tensor) -> Tuple[Tensor, Tensor]:", //
			"  loss = torch.cross_entropy_loss(self.scores(codes, centres), index, None, 1, -100, 0.)", //
			"  return (loss, self.shares(index, centres))", //
			"def agreement(self, codes: Tensor, centres: Tensor, average: Tensor) -> Tuple[Tensor, Tensor]:", //
			"  index = torch.argmax(self.scores(torch.detach(codes), average), 1, False)", //
			"  return self.learn(codes, index, centres)", //
			"def vote(self, codes: Tensor, masks: Tensor, centres: Tensor, average: Tensor) -> Tuple[Tensor, Tensor]:", //
			"  rows = torch.unsqueeze(codes, 0)", //
			"  index = torch.argmax(self.scores(rows, average), 1, False)", //
			"  n = torch.size(centres, 0)", //
			"  pairs = torch.add(torch.mul(masks, n), index)", //
			"  most = torch.mul(torch.add(torch.max(masks), 1), n)", //
			"  votes = torch.reshape(torch.bincount(pairs, None, annotate(int, torch.item(most))), [-1, n])", //
			"  return self.learn(rows, torch.index_select(torch.argmax(votes, 1, False), 0, masks), centres)", "");
	}
}
