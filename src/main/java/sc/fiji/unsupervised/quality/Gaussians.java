package sc.fiji.unsupervised.quality;

import ij.plugin.filter.GaussianBlur;
import ij.process.FloatProcessor;

import java.util.ArrayList;
import java.util.List;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.cluster.Metric;
import sc.fiji.unsupervised.segment.CellGrid;
import sc.fiji.unsupervised.segment.TrainOptions;
import sc.fiji.unsupervised.stack.ImageStack;

/**
 * The simplest features: each channel and its Gaussians of sigma 1, 2, 4 and 8, averaged within cells of 8 x 8 pixels,
 * standardised over the set and clipped at 5 standard deviations. On them spherical ({@code kmeans}) or Euclidean
 * ({@code euclidean}) k-means.
 */
final class Gaussians implements Contestant {

	static final String NAME = "gauss";
	private static final String SPHERICAL = "kmeans", EUCLIDEAN = "euclidean";
	static final List<String> METHODS = List.of(SPHERICAL, EUCLIDEAN);

	private static final double[] SIGMAS = { 0, 1, 2, 4, 8 };
	private static final int CELL = 8;
	private static final double CLIP = 5, ACCURACY = 0.002;

	private final Planes planes;
	private final List<CellGrid> grids = new ArrayList<>();

	Gaussians(final ImageStack stack, final TrainOptions options, final Progress progress) {
		planes = new Planes(stack, options, progress);
		for (int s = 0; s < planes.count(); s++) {
			progress.step("Gaussians", (double) s / planes.count(), "");
			grids.add(grid(s));
		}
		standardise();
	}

	private CellGrid grid(final int slice) {
		final float[][] channels = planes.channels(slice);
		final int width = planes.width(slice), height = planes.height(slice);
		final int rows = (height + CELL - 1) / CELL, columns = (width + CELL - 1) / CELL;
		final int n = channels.length * SIGMAS.length;
		final float[] values = new float[rows * columns * n];
		for (int c = 0; c < channels.length; c++)
			for (int s = 0; s < SIGMAS.length; s++) {
				final FloatProcessor picture = new FloatProcessor(width, height, channels[c].clone());
				if (SIGMAS[s] > 0) new GaussianBlur().blurFloat(picture, SIGMAS[s], SIGMAS[s], ACCURACY);
				final float[] means = means((float[]) picture.getPixels(), width, height, rows, columns);
				for (int i = 0; i < means.length; i++) values[i * n + c * SIGMAS.length + s] = means[i];
			}
		return new CellGrid(values, rows, columns, n, 1.0 / CELL, 1.0 / CELL);
	}

	/** Means of cells; beyond its edges the picture is mirrored. */
	private static float[] means(final float[] pixels, final int width, final int height, final int rows,
		final int columns)
	{
		final float[] means = new float[rows * columns];
		for (int y = 0; y < rows * CELL; y++)
			for (int x = 0; x < columns * CELL; x++)
				means[y / CELL * columns + x / CELL] += pixels[mirror(y, height) * width + mirror(x, width)] / (CELL * CELL);
		return means;
	}

	private static int mirror(final int i, final int size) {
		return i < size ? i : Math.max(0, 2 * size - 1 - i);
	}

	private void standardise() {
		final int n = grids.get(0).channels();
		for (int c = 0; c < n; c++) {
			double sum = 0, squares = 0;
			long count = 0;
			for (final CellGrid grid : grids)
				for (int i = c; i < grid.values().length; i += n, count++) sum += grid.values()[i];
			final double mean = sum / count;
			for (final CellGrid grid : grids)
				for (int i = c; i < grid.values().length; i += n) squares += (grid.values()[i] - mean) * (grid.values()[i] - mean);
			final double scale = squares > 0 ? 1 / Math.sqrt(squares / count) : 0;
			for (final CellGrid grid : grids)
				for (int i = c; i < grid.values().length; i += n)
					grid.values()[i] = (float) Math.max(-CLIP, Math.min(CLIP, (grid.values()[i] - mean) * scale));
		}
	}

	@Override
	public Trained train(final String method, final TrainOptions options, final Progress progress) {
		final CellClusters clusters = CellClusters.fit(grids, method.equals(SPHERICAL) ? Metric.COSINE : Metric.EUCLIDEAN,
			options, progress);
		return (slice, refine, p) -> clusters.label(grids.get(slice), planes.width(slice), planes.height(slice));
	}

	@Override
	public void close() {}
}
