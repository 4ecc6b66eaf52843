package sc.fiji.unsupervised.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.cluster.KMeans;
import sc.fiji.unsupervised.cluster.Metric;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.Tensor;

/**
 * k-means on the embedded backbone, scored as in {@code docs/texture.md}: one confusion matrix and one assignment of
 * clusters to classes for the whole set, scores interpolated to pixels, every second pixel in x and y.
 */
final class TextureExperiment {

	/** Cells that k-means sees. */
	private static final int SAMPLE = 20_000;

	/** Mean IoU and accuracy, in percent. */
	record Score(double iou, double accuracy) {}

	private final LabelledSet set;
	private final int stride;
	private final int tile;
	private final List<float[]> features = new ArrayList<>();
	private final int channels;

	/** Seconds per megapixel of the features, without the fit. */
	final double secondsPerMegapixel;

	TextureExperiment(final Session session, final LabelledSet set, final int stride) {
		this.set = set;
		this.stride = stride;
		tile = TextureBackbone.TILE;
		try (TextureBackbone backbone = TextureBackbone.fit(session, tiles(), stride, Progress.NONE)) {
			channels = backbone.channels();
			final long start = System.nanoTime();
			double megapixels = 0;
			for (final LabelledSet.Picture p : set.pictures) {
				features.add(extract(session, backbone, p));
				megapixels += p.width() * p.height() * 1e-6;
			}
			secondsPerMegapixel = (System.nanoTime() - start) * 1e-9 / megapixels;
		}
	}

	/** Tiles that cover every picture, the last ones of a row or column shifted inwards. */
	private TileSource tiles() {
		record Place(LabelledSet.Picture picture, int x, int y) {}
		final List<Place> places = new ArrayList<>();
		for (final LabelledSet.Picture p : set.pictures) for (int y = 0; y < p.height(); y += tile)
			for (int x = 0; x < p.width(); x += tile)
				places.add(new Place(p, Math.max(0, Math.min(x, p.width() - tile)), Math.max(0, Math.min(y, p.height() - tile))));
		return new TileSource() {

			@Override
			public int count() {
				return places.size();
			}

			@Override
			public void read(final int i, final float[] out) {
				final Place place = places.get(i);
				cut(place.picture, place.x, place.y, tile, tile, TextureBackbone.FITTING_HALO, out);
			}
		};
	}

	/** (3, height + 2 halo, width + 2 halo), mirrored beyond the picture. */
	private static void cut(final LabelledSet.Picture p, final int x0, final int y0, final int width, final int height,
		final int halo, final float[] out)
	{
		final int w = width + 2 * halo, h = height + 2 * halo;
		for (int c = 0; c < 3; c++) for (int y = 0; y < h; y++) for (int x = 0; x < w; x++)
			out[(c * h + y) * w + x] = p.planes()[c][mirror(y0 + y - halo, p.height()) * p.width() + mirror(x0 + x - halo, p
				.width())];
	}

	private static int mirror(final int i, final int n) {
		final int m = Math.floorMod(i, 2 * n);
		return m < n ? m : 2 * n - 1 - m;
	}

	/** The picture as one large tile: (cells, C). */
	private float[] extract(final Session session, final TextureBackbone backbone, final LabelledSet.Picture p) {
		final int width = columns(p) * stride, height = rows(p) * stride;
		final int halo = backbone.halo(), w = width + 2 * halo, h = height + 2 * halo;
		final float[] input = new float[3 * w * h];
		cut(p, 0, 0, width, height, halo, input);
		try (NDManager manager = session.manager().newSubManager()) {
			final NDArray array = manager.create(input, new Shape(1, 3, h, w));
			return backbone.extract(array).toFloatArray();
		}
	}

	private int columns(final LabelledSet.Picture p) {
		return (p.width() + stride - 1) / stride;
	}

	private int rows(final LabelledSet.Picture p) {
		return (p.height() + stride - 1) / stride;
	}

	/** Clusters a sample of the cells into as many clusters as there are classes and scores the set. */
	Score run(final Metric metric, final long seed) {
		final int classes = set.classes();
		final KMeans.Result result = KMeans.fit(sample(seed), metric, KMeans.Options.of(classes, seed), Progress.NONE);
		final long[][] confusion = new long[classes][classes];
		for (int i = 0; i < features.size(); i++) {
			final LabelledSet.Picture p = set.pictures.get(i);
			final int cells = features.get(i).length / channels;
			final float[] scores = new float[cells * classes];
			result.prototypes().scores(features.get(i), 0, cells, scores);
			count(p, scores, classes, confusion);
		}
		return best(confusion);
	}

	/** Mean IoU in percent of giving every pixel the most frequent class. */
	double oneClass() {
		final long[] counts = new long[set.classes()];
		long total = 0;
		for (final LabelledSet.Picture p : set.pictures) for (final int label : p.labels()) if (label != LabelledSet.IGNORE) {
			counts[label]++;
			total++;
		}
		return 100.0 * Arrays.stream(counts).max().orElse(0) / total / counts.length;
	}

	private Tensor sample(final long seed) {
		final List<int[]> cells = new ArrayList<>();
		for (int i = 0; i < features.size(); i++)
			for (int j = 0; j < features.get(i).length / channels; j++) cells.add(new int[] { i, j });
		Collections.shuffle(cells, new Random(seed));
		final int n = Math.min(SAMPLE, cells.size());
		final float[] rows = new float[n * channels];
		for (int r = 0; r < n; r++)
			System.arraycopy(features.get(cells.get(r)[0]), cells.get(r)[1] * channels, rows, r * channels, channels);
		return new Tensor(rows, n, channels);
	}

	private void count(final LabelledSet.Picture p, final float[] scores, final int classes, final long[][] confusion) {
		for (int y = 0; y < p.height(); y += 2) for (int x = 0; x < p.width(); x += 2) {
			final int truth = p.labels()[y * p.width() + x];
			if (truth == LabelledSet.IGNORE) continue;
			final double cy = Math.max(0, Math.min((y + 0.5) / stride - 0.5, rows(p) - 1));
			final double cx = Math.max(0, Math.min((x + 0.5) / stride - 0.5, columns(p) - 1));
			final int y0 = (int) cy, x0 = (int) cx, y1 = Math.min(y0 + 1, rows(p) - 1), x1 = Math.min(x0 + 1, columns(p) - 1);
			int best = 0;
			double most = Double.NEGATIVE_INFINITY;
			for (int k = 0; k < classes; k++) {
				final double top = (1 - cx + x0) * scores[(y0 * columns(p) + x0) * classes + k] + (cx - x0) * scores[(y0 *
					columns(p) + x1) * classes + k];
				final double bottom = (1 - cx + x0) * scores[(y1 * columns(p) + x0) * classes + k] + (cx - x0) * scores[(y1 *
					columns(p) + x1) * classes + k];
				final double s = (1 - cy + y0) * top + (cy - y0) * bottom;
				if (s > most) {
					most = s;
					best = k;
				}
			}
			confusion[truth][best]++;
		}
	}

	/** The assignment with the most pixels right; by trying all of them, for classes are few. */
	private static Score best(final long[][] confusion) {
		final int n = confusion.length;
		final int[] order = new int[n], chosen = new int[n];
		for (int i = 0; i < n; i++) order[i] = i;
		search(confusion, order, 0, 0, new long[] { -1 }, chosen);
		double iou = 0, right = 0, total = 0;
		for (int c = 0; c < n; c++) {
			long row = 0, column = 0;
			for (int k = 0; k < n; k++) {
				row += confusion[c][k];
				column += confusion[k][chosen[c]];
			}
			final long hit = confusion[c][chosen[c]];
			iou += (double) hit / Math.max(1, row + column - hit);
			right += hit;
			total += row;
		}
		return new Score(100 * iou / n, 100 * right / total);
	}

	private static void search(final long[][] confusion, final int[] order, final int depth, final long sum,
		final long[] most, final int[] chosen)
	{
		if (depth == order.length) {
			if (sum > most[0]) {
				most[0] = sum;
				System.arraycopy(order, 0, chosen, 0, order.length);
			}
			return;
		}
		for (int i = depth; i < order.length; i++) {
			swap(order, depth, i);
			search(confusion, order, depth + 1, sum + confusion[depth][order[depth]], most, chosen);
			swap(order, depth, i);
		}
	}

	private static void swap(final int[] order, final int i, final int j) {
		final int t = order[i];
		order[i] = order[j];
		order[j] = t;
	}
}
