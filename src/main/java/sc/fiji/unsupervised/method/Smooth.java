package sc.fiji.unsupervised.method;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.method.StegoOptions.Triple;
import sc.fiji.unsupervised.stack.FeatureCache;

/**
 * Energy on prototypes, after SmooSeg (Lan et al., "SmooSeg: Smoothness Prior for Unsupervised Semantic Segmentation",
 * NeurIPS 2023): where features are alike, within a tile and between two tiles, class probabilities shall be alike, and
 * where they are not, unlike. Probabilities come from the moving average of the prototypes, which itself follows
 * prototypes trained on its own labels. The two shifts are calibrated as for {@link Stego}.
 */
final class Smooth implements Method {

	@Override
	public String id() {
		return "smooth";
	}

	@Override
	public Fitted fit(final FeatureCache cache, final MethodSettings settings, final Session session,
		final Checkpoint checkpoint, final Progress progress)
	{
		final SmoothOptions options = SmoothOptions.defaults();
		final HeadTraining training = new HeadTraining(cache, settings, session, checkpoint, progress, options.head());
		final Triple shifts = training.calibrate(true);
		training.notes.put("shifts", Stego.text(shifts));
		return training.run(script(shifts, options), training::atClusters);
	}

	/**
	 * Methods of {@link HeadScript} and {@link PrototypeLoss}, and {@code probabilities(codes, centres)}: softmax of the
	 * scores over the temperature; {@code smoothness(f1, f2, p1, p2)}: for each group the mean of (feature similarity -
	 * shift) (1 - similarity of probabilities), these similarities (B, P, G, P) and their means.
	 */
	static String script(final Triple shifts, final SmoothOptions options) {
		return HeadScript.script(true) + PrototypeLoss.script() + String.join("\n", //
			"def probabilities(self, codes: Tensor, centres: Tensor) -> Tensor:", //
			"  return torch.softmax(torch.div(self.scores(codes, centres), " + options.temperature() + "), -1, None)", //
			"def smoothness(self, f1: Tensor, f2: Tensor, p1: Tensor, p2: Tensor) -> Tuple[Tensor, Tensor, Tensor]:", //
			"  shift = " + HeadScript.constant(shifts, options.head(), "f1"), //
			"  closeness = torch.sub(self.centred(f1, f2), torch.reshape(shift, [-1, 1]))", //
			"  pd = self.cosines(p1, p2)", //
			"  return (torch.mean(torch.mul(closeness, torch.rsub(pd, 1.)), [0, 1, 3]), pd, torch.mean(pd, [0, 1, 3]))", //
			"def objective(self, f1: Tensor, f2: Tensor, c1: Tensor, c2: Tensor, codes: Tensor, centres: Tensor," +
				" average: Tensor) -> Tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:", //
			"  p1 = self.probabilities(c1, average)", //
			"  p2 = self.probabilities(c2, average)", //
			"  losses, pd, means = self.smoothness(f1, f2, p1, p2)", //
			"  data, shares = self.agreement(torch.detach(codes), centres, average)", //
			"  return (torch.add(torch.sum(losses), data), losses, data, pd, means, shares)", "");
	}
}
