package sc.fiji.unsupervised.quality;

import ij.process.AutoThresholder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.cluster.Metric;
import sc.fiji.unsupervised.segment.CellGrid;
import sc.fiji.unsupervised.segment.TrainOptions;
import sc.fiji.unsupervised.stack.ImageStack;

/**
 * Rivals that look at single pixels: everything one class ({@code one}), Otsu's threshold of each slice
 * ({@code otsu}), k-means on the grey value ({@code grey}) and on all channels ({@code euclidean}).
 */
final class Pixels implements Contestant {

	static final String NAME = "pixel";
	private static final String ONE = "one", OTSU = "otsu", GREY = "grey", CHANNELS = "euclidean";
	static final List<String> METHODS = List.of(ONE, OTSU, GREY, CHANNELS);

	private static final int BINS = 256;

	private final Planes planes;

	Pixels(final ImageStack stack, final TrainOptions options, final Progress progress) {
		planes = new Planes(stack, options, progress);
	}

	/** Otsu's threshold makes two classes. */
	static boolean offers(final String method, final int classes) {
		return METHODS.contains(method) && (classes == 2 || !method.equals(OTSU));
	}

	/** Whether the seed matters. */
	static boolean draws(final String method) {
		return method.equals(GREY) || method.equals(CHANNELS);
	}

	@Override
	public Trained train(final String method, final TrainOptions options, final Progress progress) {
		switch (method) {
			case ONE:
				return (slice, refine, p) -> {
					final int[] labels = new int[planes.width(slice) * planes.height(slice)];
					Arrays.fill(labels, 1);
					return labels;
				};
			case OTSU:
				return (slice, refine, p) -> otsu(planes.grey(slice));
			default:
				final List<CellGrid> grids = new ArrayList<>();
				for (int s = 0; s < planes.count(); s++) grids.add(grid(s, method.equals(GREY)));
				final CellClusters clusters = CellClusters.fit(grids, Metric.EUCLIDEAN, options, progress);
				return (slice, refine, p) -> clusters.label(grids.get(slice), planes.width(slice), planes.height(slice));
		}
	}

	/** A cell for each pixel. */
	private CellGrid grid(final int slice, final boolean grey) {
		final float[][] channels = grey ? new float[][] { planes.grey(slice) } : planes.channels(slice);
		final int n = channels.length;
		final float[] values = new float[channels[0].length * n];
		IntStream.range(0, n).forEach(c -> {
			for (int i = 0; i < channels[c].length; i++) values[i * n + c] = channels[c][i];
		});
		return new CellGrid(values, planes.height(slice), planes.width(slice), n, 1, 1);
	}

	private static int[] otsu(final float[] grey) {
		final int[] histogram = new int[BINS], labels = new int[grey.length];
		for (final float value : grey) histogram[bin(value)]++;
		final int threshold = new AutoThresholder().getThreshold(AutoThresholder.Method.Otsu, histogram);
		for (int i = 0; i < labels.length; i++) labels[i] = bin(grey[i]) > threshold ? 2 : 1;
		return labels;
	}

	private static int bin(final float value) {
		return Math.min(BINS - 1, Math.round(value * (BINS - 1)));
	}

	@Override
	public void close() {}
}
