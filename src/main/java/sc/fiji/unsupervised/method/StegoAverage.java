package sc.fiji.unsupervised.method;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.method.StegoOptions.Terms;
import sc.fiji.unsupervised.stack.FeatureCache;

/**
 * STEGO with averaged prototypes instead of its cluster probe: prototypes start at the clusters of the features, and
 * codes and prototypes learn to agree with the labels that the prototypes' moving average gives. This is the data term of
 * SmooSeg (Lan et al., "SmooSeg: Smoothness Prior for Unsupervised Semantic Segmentation", NeurIPS 2023), but with a
 * gradient for the codes too: without, the head would be that of {@link Stego}. {@code docs/objectives.md} has figures.
 */
final class StegoAverage implements Method {

	/** Published 0.998 for some thousand steps; a training here has some hundred, so that the average forgets five times faster. */
	private static final float DECAY = 0.99f;

	@Override
	public String id() {
		return "stego-ema";
	}

	@Override
	public Fitted fit(final FeatureCache cache, final MethodSettings settings, final Session session,
		final Checkpoint checkpoint, final Progress progress)
	{
		final StegoOptions options = StegoOptions.defaults();
		final HeadOptions head = options.head().withDecay(DECAY);
		try (HeadTraining training = new HeadTraining(cache, settings, session, checkpoint, progress, head)) {
			final Terms terms = Stego.terms(options.terms(), settings, training);
			return training.run(script(terms, head), training::atClusters);
		}
	}

	static String script(final Terms terms, final HeadOptions options) {
		return StegoLoss.correspondence(terms, options) + PrototypeLoss.script() + String.join("\n", //
			"def objective(self, f1: Tensor, f2: Tensor, c1: Tensor, c2: Tensor, codes: Tensor, centres: Tensor," +
				" average: Tensor) -> Tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:", //
			"  losses, cd, means = self.correspondence(f1, f2, c1, c2)", //
			"  data, shares = self.agreement(codes, centres, average)", //
			"  return (self.total(losses, data), losses, data, cd, means, shares)", "");
	}
}
