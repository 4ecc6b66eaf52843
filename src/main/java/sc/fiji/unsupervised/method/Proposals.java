package sc.fiji.unsupervised.method;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.cluster.Metric;
import sc.fiji.unsupervised.cluster.Prototypes;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.stack.FeatureCache;

/**
 * Mask proposals with expectation and maximisation, after PriMaPs-EM (see {@link MaskProposals}): each mask takes the
 * class that most of its cells have by the moving average of the prototypes, and the prototypes are trained on that.
 * They start at the clusters of k-means on the principal components of the features, which are the head.
 */
final class Proposals implements Method {

	@Override
	public String id() {
		return "proposals";
	}

	@Override
	public Fitted fit(final FeatureCache cache, final MethodSettings settings, final Session session,
		final Checkpoint checkpoint, final Progress progress)
	{
		final ProposalOptions options = ProposalOptions.defaults();
		final Fitted start = KMeansOnFeatures.spherical().fit(cache, settings, session, progress);
		try (TileFeatures features = new TileFeatures(cache, session);
				ProposalTrainer trainer = new ProposalTrainer(session, features, start, options))
		{
			final double masks = trainer.propose(progress);
			final BatchOrder order = new BatchOrder(Neighbours.all(features.tiles()), options.batch(), new SplittableRandom(
				settings.seed()));
			final int steps = HeadTraining.steps(settings, features.tiles());
			final Optional<TrainingState> before = checkpoint.resume(() -> TrainingIdentity.of(cache, settings, session, id() +
				options), progress);
			final int past = before.map(TrainingState::step).orElse(0);
			for (int step = 1; step <= past; step++) {
				final int[] tiles = tiles(order);
				if (step <= Checkpoint.WARM) trainer.step(tiles);
			}
			before.ifPresent(trainer::restore);
			for (int step = past + 1; step <= steps; step++) {
				final float loss = trainer.step(tiles(order));
				final int done = step;
				checkpoint.after(() -> trainer.state(done), () -> progress.step("Clusters", (double) done / steps, String.format(
					Locale.ROOT, "step %d of %d, loss %.4f", done, steps, loss)));
			}
			return new Fitted(start.head(), new Prototypes(Metric.COSINE, trainer.centres()), new Diagnostics(List.of(),
				Map.of("masks per tile", String.format(Locale.ROOT, "%.1f", masks))));
		}
	}

	private static int[] tiles(final BatchOrder order) {
		final int[] pairs = order.next();
		return Arrays.copyOf(pairs, pairs.length / 2);
	}
}
