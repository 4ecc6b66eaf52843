package sc.fiji.unsupervised.segment;

import java.util.Arrays;
import java.util.stream.IntStream;

import sc.fiji.unsupervised.cluster.ClassPrototypes;
import sc.fiji.unsupervised.cluster.Metric;
import sc.fiji.unsupervised.cluster.Prototypes;

/**
 * Class log-probabilities of pixels from a grid of codes: codes are upsampled bilinearly (corners not aligned), then
 * compared with the prototypes; each class takes the highest score of its prototypes; then log-softmax of alpha times the
 * score (section 10 of the specification).
 * <p>
 * Scores are linear in the code but for the code's length, so not the code is upsampled but its n dot products with the
 * prototypes; the squared length follows from the dot products of neighbouring codes. Per pixel this costs n + 10
 * numbers instead of n K.
 */
final class CellScores {

	/** Deliberately soft; matters for the CRF only. */
	private static final float ALPHA = 2;

	private final int rows, columns, classes;
	private final int[] classOf;
	private final boolean cosine;
	/** (h w, n): dot products with unit prototypes, or Euclidean scores. */
	private final float[] scores;
	/** (5, h w): products of a code with itself, right, lower, lower right and (of its right and lower ones) each other. */
	private final double[][] products;

	/**
	 * @param codes (h, w, K)
	 */
	CellScores(final float[] codes, final int rows, final int columns, final ClassPrototypes grouped) {
		this.rows = rows;
		this.columns = columns;
		classes = grouped.classes();
		classOf = grouped.classOf();
		final Prototypes prototypes = grouped.prototypes();
		final int n = prototypes.count();
		cosine = prototypes.metric() == Metric.COSINE;
		scores = new float[Math.multiplyExact(rows * columns, n)];
		products = cosine ? products(codes) : null;
		IntStream.range(0, rows).parallel().forEach(y -> {
			final float[] row = new float[columns * n];
			prototypes.scores(codes, y * columns, columns, row);
			for (int x = 0; x < columns; x++) {
				final int at = y * columns + x;
				final double length = cosine ? Math.sqrt(products[0][at]) : 1;
				for (int j = 0; j < n; j++) scores[at * n + j] = (float) (row[x * n + j] * length);
			}
		});
	}

	private double[][] products(final float[] codes) {
		final int size = codes.length / (rows * columns);
		final double[][] p = new double[5][rows * columns];
		IntStream.range(0, rows).parallel().forEach(y -> {
			final int down = y + 1 < rows ? columns : 0;
			for (int x = 0; x < columns; x++) {
				final int a = y * columns + x, right = x + 1 < columns ? 1 : 0;
				p[0][a] = dot(codes, a, a, size);
				p[1][a] = dot(codes, a, a + right, size);
				p[2][a] = dot(codes, a, a + down, size);
				p[3][a] = dot(codes, a, a + right + down, size);
				p[4][a] = dot(codes, a + right, a + down, size);
			}
		});
		return p;
	}

	private static double dot(final float[] codes, final int a, final int b, final int size) {
		double sum = 0;
		for (int i = 0; i < size; i++) sum += (double) codes[a * size + i] * codes[b * size + i];
		return sum;
	}

	/**
	 * Log-probabilities of some rows of pixels.
	 *
	 * @param width of the image in pixels
	 * @param from first row
	 * @param to row after the last
	 * @param cellsPerPixelX how many cells a pixel is wide
	 * @param cellsPerPixelY how many cells a pixel is high
	 * @return (classes, (to - from) * width)
	 */
	float[] logProbabilities(final int width, final int from, final int to, final double cellsPerPixelX,
		final double cellsPerPixelY)
	{
		final int pixels = (to - from) * width;
		final float[] out = new float[classes * pixels];
		final CellLine across = CellLine.of(0, width, cellsPerPixelX, columns), along = CellLine.of(from, to, cellsPerPixelY, rows);
		along.runs().parallel().forEach(top -> {
			final double[] s = new double[classes];
			final Contenders contenders = new Contenders(scores, classOf, classes);
			final int bottom = along.end(top), down = along.step(top, rows) * columns;
			for (int left = 0, end; left < width; left = end) {
				end = across.end(left);
				final int a = along.cell()[top] * columns + across.cell()[left], right = across.step(left, columns);
				contenders.between(a, a + right, a + down, a + right + down);
				for (int y = top; y < bottom; y++) for (int x = left; x < end; x++) {
					pixel(a, right, down, across.fraction()[x], along.fraction()[y], contenders, s);
					for (int k = 0; k < classes; k++) out[k * pixels + y * width + x] = (float) s[k];
				}
			}
		});
		return out;
	}

	/**
	 * Log-softmax at the point between cell {@code a} and its right, lower and lower right neighbours.
	 *
	 * @param contenders prototypes that may be highest there
	 * @param s receives (classes)
	 */
	private void pixel(final int a, final int right, final int down, final double fx, final double fy,
		final Contenders contenders, final double[] s)
	{
		final double wa = (1 - fx) * (1 - fy), wb = fx * (1 - fy), wc = (1 - fx) * fy, wd = fx * fy;
		final int b = a + right, c = a + down, d = a + right + down;
		double factor = ALPHA;
		if (cosine) {
			final double squared = wa * wa * products[0][a] + wb * wb * products[0][b] + wc * wc * products[0][c] + wd * wd *
				products[0][d] + 2 * (wa * wb * products[1][a] + wc * wd * products[1][c] + wa * wc * products[2][a] + wb * wd *
					products[2][b] + wa * wd * products[3][a] + wb * wc * products[4][a]);
			factor /= Math.max(Math.sqrt(Math.max(0, squared)), 1e-12);
		}
		final float[] t = scores;
		final int n = classOf.length, ta = a * n, tb = b * n, tc = c * n, td = d * n;
		double max = Double.NEGATIVE_INFINITY;
		Arrays.fill(s, max);
		for (int i = 0; i < contenders.count(); i++) {
			final int j = contenders.prototype(i);
			final double score = factor * (wa * t[ta + j] + wb * t[tb + j] + wc * t[tc + j] + wd * t[td + j]);
			if (score > s[classOf[j]]) s[classOf[j]] = score;
			max = Math.max(max, score);
		}
		double sum = 0;
		for (int k = 0; k < classes; k++) sum += Math.exp(s[k] - max);
		final double log = max + Math.log(sum);
		for (int k = 0; k < classes; k++) s[k] -= log;
	}
}
