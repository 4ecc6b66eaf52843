package sc.fiji.unsupervised.method;

import ai.djl.ndarray.NDManager;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.TrainingStep;
import sc.fiji.unsupervised.cluster.KMeans;
import sc.fiji.unsupervised.cluster.Metric;
import sc.fiji.unsupervised.cluster.Prototypes;
import sc.fiji.unsupervised.cluster.Silhouette;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.method.StegoOptions.Triple;
import sc.fiji.unsupervised.model.Tensor;
import sc.fiji.unsupervised.stack.FeatureCache;

/**
 * A training of head and prototypes from the first draw to the final clusters: what STEGO and its kin share. They differ
 * in their options, their objective and where the prototypes start.
 */
final class HeadTraining implements AutoCloseable {

	/** Cells on which clusters are fitted and compared. */
	private static final int SAMPLE = 20_000;

	/** What was decided on the way, by name. */
	final Map<String, String> notes = new LinkedHashMap<>();

	private final FeatureCache cache;
	private final MethodSettings settings;
	private final Session session;
	private final Checkpoint checkpoint;
	private final Progress progress;
	private final HeadOptions options;
	private final SplittableRandom random;
	private final TileFeatures features;
	private final Tensor cells;
	private final int[][] neighbours;
	private KMeansOnFeatures.Clusters clusters;

	HeadTraining(final FeatureCache cache, final MethodSettings settings, final Session session,
		final Checkpoint checkpoint, final Progress progress, final HeadOptions options)
	{
		this.cache = cache;
		this.settings = settings;
		this.session = session;
		this.checkpoint = checkpoint;
		this.progress = progress;
		this.options = options;
		random = new SplittableRandom(settings.seed());
		features = new TileFeatures(cache, session);
		cells = features.sample(SAMPLE, settings.seed());
		neighbours = Neighbours.of(features.pooled(), features.tiles(), options.neighbours());
	}

	/** Shifts from the stack's own similarities ({@link Calibration}). */
	Triple calibrate(final boolean pointwise) {
		final BatchOrder order = order();
		return Calibration.shifts(features, session, options, pointwise, clusters().shares(), order, random.split(),
			progress);
	}

	/** Clusters of the features themselves. */
	private KMeansOnFeatures.Clusters clusters() {
		if (clusters == null) clusters = KMeansOnFeatures.cluster(cells, settings, progress);
		return clusters;
	}

	private BatchOrder order() {
		return new BatchOrder(neighbours, options.batch(), random.split());
	}

	/** Prototypes that start anywhere. */
	Tensor anywhere(final Head head) {
		final Random gaussian = new Random(random.split().nextLong());
		final float[] values = new float[settings.classes() * head.codeSize()];
		for (int i = 0; i < values.length; i++) values[i] = (float) gaussian.nextGaussian();
		return new Tensor(values, settings.classes(), head.codeSize());
	}

	/** Prototypes that start at the mean directions of the untrained head's codes of the features' clusters. */
	Tensor atClusters(final Head head) {
		final Tensor codes = codes(head, cells, session);
		final int[] labels = clusters().labels();
		final int k = head.codeSize();
		final double[] sums = new double[settings.classes() * k];
		for (int i = 0; i < labels.length; i++) {
			double square = 1e-24;
			for (int c = 0; c < k; c++) square += (double) codes.data()[i * k + c] * codes.data()[i * k + c];
			for (int c = 0; c < k; c++) sums[labels[i] * k + c] += codes.data()[i * k + c] / Math.sqrt(square);
		}
		final float[] means = new float[sums.length];
		for (int j = 0; j < settings.classes(); j++) {
			double square = 1e-24;
			for (int c = 0; c < k; c++) square += sums[j * k + c] * sums[j * k + c];
			for (int c = 0; c < k; c++) means[j * k + c] = (float) (sums[j * k + c] / Math.sqrt(square));
		}
		return new Tensor(means, settings.classes(), k);
	}

	/**
	 * Trains and chooses the clusters: the trained prototypes or spherical k-means on the trained codes, whichever
	 * separates the codes better by silhouette; more clusters than classes are always those of k-means.
	 *
	 * @param objective as in {@link HeadScript}
	 * @param start {@link #anywhere} or {@link #atClusters}
	 */
	Fitted run(final String objective, final Function<Head, Tensor> start) {
		final Head untrained = Head.random(cache.channels(), options.codeSize(), random.split());
		try (HeadTrainer trainer = new HeadTrainer(session, untrained, start.apply(untrained), options, objective, cache
			.rows(), cache.columns()))
		{
			final BatchOrder order = order();
			final SplittableRandom draws = random.split();
			final int steps = steps(settings, features.tiles());
			final List<StepRecord> records = new ArrayList<>(steps);
			final Supplier<String> identity = () -> TrainingIdentity.of(cache, settings, session, options + "\n" + objective);
			checkpoint.resume(identity, progress).ifPresent(before -> {
				for (final StepRecord record : before.records()) {
					final int[] tiles = order.next();
					final Draws drawn = draw(tiles, draws);
					if (records.size() < Checkpoint.WARM) step(trainer, tiles, drawn);
					records.add(record);
					tell(records.size(), steps, record);
				}
				trainer.restore(before);
			});
			boolean more = true;
			for (int step = records.size() + 1; step <= steps && more; step++) {
				final int[] tiles = order.next();
				final StepRecord record = step(trainer, tiles, draw(tiles, draws));
				records.add(record);
				more = tell(step, steps, record);
				final String words = String.format(Locale.ROOT, "step %d of %d, loss %.4f", step, steps, record.loss());
				final double done = (double) step / steps;
				checkpoint.after(() -> trainer.state(records.size(), records), () -> progress.step("Training", done, words));
			}
			if (records.size() < steps) notes.put("steps", records.size() + " of " + steps + ", then ended by the user");
			notes.put("codes", CodeHealth.of(records.get(records.size() - 1).histograms()).words());
			final Head head = trainer.head();
			return new Fitted(head, choose(head, trainer.centres()), new Diagnostics(records, notes));
		}
	}

	private boolean tell(final int step, final int steps, final StepRecord record) {
		return progress.trained(new TrainingStep(step, steps, record.row(), record.histograms()));
	}

	private Draws draw(final int[] tiles, final SplittableRandom draws) {
		return Draws.random(tiles.length / 2, features.channels(), options, draws);
	}

	private StepRecord step(final HeadTrainer trainer, final int[] tiles, final Draws drawn) {
		return trainer.step(features.rows(tiles), features.valid(tiles), drawn);
	}

	/** As many steps as the user wants, or enough for a loss to settle on small stacks, a few epochs on large ones. */
	static int steps(final MethodSettings settings, final int tiles) {
		return settings.steps() > 0 ? settings.steps() : Math.max(400, Math.min(1500, 2 * tiles));
	}

	private Prototypes choose(final Head head, final Tensor centres) {
		final Tensor codes = codes(head, cells, session);
		final Prototypes trained = new Prototypes(Metric.COSINE, centres);
		final Prototypes fitted = KMeans.fit(codes, Metric.COSINE, settings.kmeans(0), progress).prototypes();
		if (fitted.count() > settings.classes()) {
			notes.put("clusters", "k-means on codes");
			return fitted;
		}
		final double a = Silhouette.of(trained, codes), b = Silhouette.of(fitted, codes);
		notes.put("silhouette of probe", String.format(Locale.ROOT, "%.4f", a));
		notes.put("silhouette of k-means", String.format(Locale.ROOT, "%.4f", b));
		notes.put("clusters", a >= b ? "probe" : "k-means on codes");
		return a >= b ? trained : fitted;
	}

	/** Codes (n, K) of features (n, C). */
	static Tensor codes(final Head head, final Tensor cells, final Session session) {
		try (NDManager scope = session.manager().newSubManager(); HeadNetwork network = new HeadNetwork(session, head)) {
			return new Tensor(network.code(HeadNetwork.upload(scope, cells)).toFloatArray(), cells.size(0), head.codeSize());
		}
	}

	@Override
	public void close() {
		features.close();
	}
}
