package sc.fiji.unsupervised.quality;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.cluster.KMeans;
import sc.fiji.unsupervised.cluster.Metric;
import sc.fiji.unsupervised.cluster.Pca;
import sc.fiji.unsupervised.cluster.Prototypes;
import sc.fiji.unsupervised.model.Tensor;
import sc.fiji.unsupervised.segment.CellGrid;
import sc.fiji.unsupervised.segment.TrainOptions;
import sc.fiji.unsupervised.stack.Bilinear;

/**
 * k-means on features of cells: centred, best of ten starts, features interpolated to pixels; those of spherical k-means
 * have length 1 before.
 */
final class CellClusters {

	private static final int SAMPLE = 20_000, COMPONENTS = 64;

	private final Pca pca;
	private final Prototypes prototypes;

	private CellClusters(final Pca pca, final Prototypes prototypes) {
		this.pca = pca;
		this.prototypes = prototypes;
	}

	/**
	 * @param slices of equal channels
	 * @param options of which classes and seed matter
	 */
	static CellClusters fit(final List<CellGrid> slices, final Metric metric, final TrainOptions options,
		final Progress progress)
	{
		final Tensor cells = sample(slices, options.seed());
		final Pca pca = Pca.fit(cells, COMPONENTS);
		return new CellClusters(pca, KMeans.fit(pca.transform(cells), metric, KMeans.Options.of(options.classes(), options
			.seed()), progress).prototypes());
	}

	/** Cells drawn without repetition, (n, channels). */
	private static Tensor sample(final List<CellGrid> slices, final long seed) {
		final int channels = slices.get(0).channels();
		long left = slices.stream().mapToLong(g -> g.values().length / channels).sum();
		final int n = (int) Math.min(SAMPLE, left);
		final float[] rows = new float[n * channels];
		final SplittableRandom random = new SplittableRandom(seed);
		int taken = 0;
		// Selection sampling: every cell is kept with probability (still wanted) / (still to come).
		for (final CellGrid grid : slices)
			for (int at = 0; at < grid.values().length && taken < n; at += channels, left--)
				if (random.nextLong(left) < n - taken) System.arraycopy(grid.values(), at, rows, taken++ * channels, channels);
		return new Tensor(rows, n, channels);
	}

	/** Cluster of each pixel, from 1. */
	int[] label(final CellGrid grid, final int width, final int height) {
		final float[] codes = pca.transform(new Tensor(grid.values(), grid.rows() * grid.columns(), grid.channels())).data();
		final int size = pca.components(), n = prototypes.count();
		if (prototypes.metric() == Metric.COSINE) normalise(codes, size);
		final Bilinear pixels = new Bilinear(grid.rows(), grid.columns(), pixels(grid.rows(), grid.cellsPerPixelY()), pixels(
			grid.columns(), grid.cellsPerPixelX()));
		final int[] labels = new int[width * height];
		IntStream.range(0, height).parallel().forEach(y -> {
			final float[] row = new float[pixels.columns() * size], scores = new float[width * n];
			pixels.resize(codes, size, y, y + 1, row);
			prototypes.scores(row, 0, width, scores);
			for (int x = 0; x < width; x++) {
				int best = 0;
				for (int k = 1; k < n; k++) if (scores[x * n + k] > scores[x * n + best]) best = k;
				labels[y * width + x] = best + 1;
			}
		});
		return labels;
	}

	private static void normalise(final float[] codes, final int size) {
		for (int at = 0; at < codes.length; at += size) {
			double square = 0;
			for (int k = at; k < at + size; k++) square += (double) codes[k] * codes[k];
			final float length = (float) Math.max(Math.sqrt(square), 1e-12);
			for (int k = at; k < at + size; k++) codes[k] /= length;
		}
	}

	private static int pixels(final int cells, final double cellsPerPixel) {
		return (int) Math.round(cells / cellsPerPixel);
	}
}
