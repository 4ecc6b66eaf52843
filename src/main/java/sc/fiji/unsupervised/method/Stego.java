package sc.fiji.unsupervised.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.TrainingStep;
import sc.fiji.unsupervised.cluster.KMeans;
import sc.fiji.unsupervised.cluster.Metric;
import sc.fiji.unsupervised.cluster.Prototypes;
import sc.fiji.unsupervised.cluster.Silhouette;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.method.PointSampler.Extent;
import sc.fiji.unsupervised.method.StegoOptions.Terms;
import sc.fiji.unsupervised.method.StegoOptions.Triple;
import sc.fiji.unsupervised.model.Tensor;
import sc.fiji.unsupervised.stack.FeatureCache;

/**
 * STEGO: a head is trained so that similarities of codes follow similarities of frozen features, within a tile, to near
 * tiles and to random others (Hamilton et al., "Unsupervised Semantic Segmentation by Distilling Feature
 * Correspondences", ICLR 2022). Its clusters are the probe trained along the way or spherical k-means on the trained
 * codes, whichever separates the codes better by silhouette; more clusters than classes are always those of k-means.
 */
final class Stego implements Method {

	/** Cells on which clusters are fitted and compared. */
	private static final int SAMPLE = 20_000;

	@Override
	public String id() {
		return "stego";
	}

	@Override
	public Fitted fit(final FeatureCache cache, final MethodSettings settings, final Session session,
		final Progress progress)
	{
		final SplittableRandom random = new SplittableRandom(settings.seed());
		final TileFeatures features = new TileFeatures(cache, session);
		final Tensor cells = features.sample(SAMPLE, settings.seed());
		final Map<String, String> notes = new LinkedHashMap<>();
		StegoOptions options = StegoOptions.defaults();
		final int[][] neighbours = Neighbours.of(features.pooled(), features.tiles(), options.neighbours());
		if (settings.shifts().equals(Shifts.AUTO)) {
			final double[] shares = KMeansOnFeatures.cluster(cells, settings, progress).shares();
			final Triple shifts = Calibration.shifts(features, session, options, shares, new BatchOrder(neighbours, options
				.batch(), random.split()), cache.rows(), cache.columns(), random.split(), progress);
			options = options.withTerms(options.terms().withShifts(shifts));
		}
		else options = options.withTerms(Shifts.parse(settings.shifts()));
		note(notes, options.terms());
		final int steps = settings.steps() > 0 ? settings.steps() : autoSteps(features.tiles());
		final List<StepRecord> records = new ArrayList<>(steps);
		final Head start = Head.random(cache.channels(), options.codeSize(), random.split());
		final Tensor centres = normal(settings.classes(), options.codeSize(), random.split());
		try (StegoTrainer trainer = new StegoTrainer(session, start, centres, options, cache.rows(), cache.columns())) {
			final BatchOrder order = new BatchOrder(neighbours, options.batch(), random.split());
			final SplittableRandom draws = random.split();
			boolean more = true;
			for (int step = 1; step <= steps && more; step++) {
				final StepRecord record = step(trainer, features, order.next(), options, draws, session);
				records.add(record);
				more = progress.trained(new TrainingStep(step, steps, record.row(), record.histograms()));
				progress.step("Training", (double) step / steps, String.format(Locale.ROOT, "step %d of %d, loss %.4f", step,
					steps, record.total(options.terms().weights())));
			}
			if (records.size() < steps) notes.put("steps", records.size() + " of " + steps + ", then ended by the user");
			notes.put("codes", CodeHealth.of(records.get(records.size() - 1).histograms()).words());
			final Head head = trainer.head();
			final Prototypes clusters = clusters(head, trainer.centres(), cells, settings, session, notes, progress);
			return new Fitted(head, clusters, new Diagnostics(records, notes));
		}
	}

	private static StepRecord step(final StegoTrainer trainer, final TileFeatures features, final int[] tiles,
		final StegoOptions options, final SplittableRandom random, final Session session)
	{
		final Extent[] valid = Arrays.stream(tiles).mapToObj(features::valid).toArray(Extent[]::new);
		final Draws draws = Draws.random(tiles.length / 2, features.channels(), options, random);
		try (NDManager scope = session.manager().newSubManager()) {
			return trainer.step(features.batch(scope, tiles), valid, draws);
		}
	}

	/** Enough for the loss to settle on small stacks, a few epochs on large ones. */
	private static int autoSteps(final int tiles) {
		return Math.max(400, Math.min(1500, 2 * tiles));
	}

	private static Prototypes clusters(final Head head, final Tensor probe, final Tensor cells,
		final MethodSettings settings, final Session session, final Map<String, String> notes, final Progress progress)
	{
		final Tensor codes = codes(head, cells, session);
		final Prototypes trained = new Prototypes(Metric.COSINE, probe);
		final Prototypes fitted = KMeans.fit(codes, Metric.COSINE, settings.kmeans(settings.classes()), progress).prototypes();
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
			final NDArray x = scope.create(cells.data(), new Shape(cells.shape()));
			return new Tensor(network.code(x).toFloatArray(), cells.size(0), head.codeSize());
		}
	}

	private static Tensor normal(final int classes, final int size, final SplittableRandom random) {
		final Random gaussian = new Random(random.nextLong());
		final float[] values = new float[classes * size];
		for (int i = 0; i < values.length; i++) values[i] = (float) gaussian.nextGaussian();
		return new Tensor(values, classes, size);
	}

	private static void note(final Map<String, String> notes, final Terms terms) {
		notes.put("shifts", text(terms.shifts()));
		notes.put("weights", text(terms.weights()));
	}

	private static String text(final Triple t) {
		return String.format(Locale.ROOT, "%.4f,%.4f,%.4f", t.self(), t.knn(), t.random());
	}
}
