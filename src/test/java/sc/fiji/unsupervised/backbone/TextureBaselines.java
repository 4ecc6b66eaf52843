package sc.fiji.unsupervised.backbone;

import java.nio.file.Path;
import java.util.Locale;

import sc.fiji.unsupervised.cluster.Metric;
import sc.fiji.unsupervised.engine.Session;

/**
 * Prints mean IoU and accuracy of k-means on the embedded backbone as rows of a table. Arguments: folder with the sets,
 * stride (8 or 4), names of sets.
 */
public final class TextureBaselines {

	private static final int SEEDS = 3;

	private TextureBaselines() {}

	public static void main(final String... args) {
		final int stride = Integer.parseInt(args[1]);
		System.out.println("| set | metric | mean IoU | sd over seeds | accuracy | features, s per megapixel | k-means, s |");
		System.out.println("|---|---|---|---|---|---|---|");
		try (Session session = Session.open(new Session.Options("cpu", 2, 1))) {
			for (int i = 2; i < args.length; i++) {
				final TextureExperiment experiment = new TextureExperiment(session, new LabelledSet(Path.of(args[0], args[i])),
					stride);
				for (final Metric metric : Metric.values()) print(args[i], metric, experiment);
			}
		}
	}

	private static void print(final String set, final Metric metric, final TextureExperiment experiment) {
		double iou = 0, squares = 0, accuracy = 0;
		final long start = System.nanoTime();
		for (int seed = 1; seed <= SEEDS; seed++) {
			final TextureExperiment.Score score = experiment.run(metric, seed);
			iou += score.iou() / SEEDS;
			squares += score.iou() * score.iou() / SEEDS;
			accuracy += score.accuracy() / SEEDS;
		}
		System.out.printf(Locale.ROOT, "| %s | %s | %.1f | %.1f | %.1f | %.2f | %.1f |%n", set, metric, iou, Math.sqrt(Math.max(
			0, squares - iou * iou)), accuracy, experiment.secondsPerMegapixel, (System.nanoTime() - start) * 1e-9 / SEEDS);
	}
}
