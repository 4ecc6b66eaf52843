package sc.fiji.unsupervised.cluster;

import java.util.Arrays;
import java.util.Random;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.model.Tensor;

/** First centres for k-means. */
final class Starts {

	/** Axes along which the deterministic start may cut. */
	private static final int AXES = 8;

	private Starts() {}

	/**
	 * k-means++ (Arthur and Vassilvitskii 2007): each centre is drawn with a probability proportional to the squared
	 * distance to the nearest one drawn before.
	 *
	 * @param fewest centres, which will do if there are fewer than k different vectors
	 * @return (k, K), or fewer rows
	 * @throws UserException if there are fewer than {@code fewest} different vectors
	 */
	static float[] plusPlus(final Points points, final int k, final int fewest, final long seed) {
		final Random random = new Random(seed);
		final float[] centres = new float[k * points.length];
		final float[] nearest = new float[points.count];
		Arrays.fill(nearest, Float.POSITIVE_INFINITY);
		int chosen = random.nextInt(points.count);
		for (int j = 0; j < k; j++) {
			points.copy(chosen, centres, j * points.length);
			if (j == k - 1) break;
			final double[] totals = approach(points, centres, j, nearest);
			chosen = draw(points, nearest, totals, random.nextDouble());
			if (chosen >= 0) continue;
			if (j + 1 >= fewest) return Arrays.copyOf(centres, (j + 1) * points.length);
			throw tooFew(fewest, j + 1);
		}
		return centres;
	}

	private static UserException tooFew(final int classes, final int different) {
		return different < 2 ? new UserException("The image looks the same everywhere, so that no classes can be told apart; " +
			"choose one in which something differs, or a larger part of it.") : new UserException("classes=" + classes +
				" is more than the image has different cells (" + different + "); use 2 to " + different +
				", or a larger image or scale.");
	}

	/** Lowers the squared distances by those to centre j; gives their sum over each block. */
	private static double[] approach(final Points points, final float[] centres, final int j, final float[] nearest) {
		final float[] centre = Arrays.copyOfRange(centres, j * points.length, (j + 1) * points.length);
		double sum = 0;
		for (final float c : centre) sum += (double) c * c;
		final float square = (float) sum;
		return points.blocks().mapToDouble(block -> {
			final Dots dots = new Dots(points.length);
			final float[][] products = new float[1][Dots.BLOCK];
			double total = 0;
			for (int from = block * Points.BLOCK; from < points.end(block); from += Dots.BLOCK) {
				final int size = Math.min(Dots.BLOCK, points.end(block) - from);
				dots.products(points.data, from, size, centre, products);
				for (int i = 0; i < size; i++) {
					nearest[from + i] = Math.min(nearest[from + i], points.squaredDistance(from + i, products[0][i], square));
					total += nearest[from + i];
				}
			}
			return total;
		}).toArray();
	}

	/** A vector that lies off all centres so far, -1 if there is none. */
	private static int draw(final Points points, final float[] nearest, final double[] totals, final double where) {
		double sum = 0;
		for (final double t : totals) sum += t;
		if (sum <= 0) return -1;
		double rest = where * sum;
		int block = 0;
		while (block < totals.length - 1 && rest >= totals[block]) rest -= totals[block++];
		int last = -1;
		for (int b = block; b < totals.length; b++) for (int i = b * Points.BLOCK; i < points.end(b); i++) {
			if (nearest[i] <= 0) continue;
			last = i;
			rest -= nearest[i];
			if (rest < 0) return i;
		}
		// Rounding may leave a rest behind the last vector of positive distance.
		return last >= 0 ? last : farthest(nearest);
	}

	private static int farthest(final float[] nearest) {
		int best = 0;
		for (int i = 1; i < nearest.length; i++) if (nearest[i] > nearest[best]) best = i;
		return best;
	}

	/**
	 * Deterministic start: the part with the largest scatter is cut at its mean along the leading principal axis in which
	 * it varies most, until there are k parts (after Su and Dy 2007, var-part on principal components).
	 *
	 * @return (k, K), or null if the vectors cannot be cut into k parts
	 */
	static float[] principal(final Points points, final int k) {
		final float[] rows = points.copy();
		final Pca pca = Pca.of(PrincipalAxes.of(rows, points.length, AXES));
		final float[] scores = pca.transform(new Tensor(rows, points.count, points.length))
			.data();
		final int dims = pca.components();
		final int[] part = new int[points.count];
		for (int parts = 1; parts < k; parts++) if (!cut(scores, dims, part, parts)) return null;
		return means(points, part, k);
	}

	/** Cuts the part of largest scatter into itself and part number {@code parts}. */
	private static boolean cut(final float[] scores, final int dims, final int[] part, final int parts) {
		final double[][] mean = new double[parts][dims], scatter = new double[parts][dims];
		final int[] sizes = new int[parts];
		for (int i = 0; i < part.length; i++) {
			sizes[part[i]]++;
			for (int d = 0; d < dims; d++) mean[part[i]][d] += scores[i * dims + d];
		}
		for (int p = 0; p < parts; p++) for (int d = 0; d < dims; d++) mean[p][d] /= sizes[p];
		for (int i = 0; i < part.length; i++) for (int d = 0; d < dims; d++) {
			final double x = scores[i * dims + d] - mean[part[i]][d];
			scatter[part[i]][d] += x * x;
		}
		int widest = 0;
		double most = -1;
		for (int p = 0; p < parts; p++) {
			double sum = 0;
			for (final double s : scatter[p]) sum += s;
			if (sum > most) {
				most = sum;
				widest = p;
			}
		}
		int axis = 0;
		for (int d = 1; d < dims; d++) if (scatter[widest][d] > scatter[widest][axis]) axis = d;
		int moved = 0;
		for (int i = 0; i < part.length; i++) if (part[i] == widest && scores[i * dims + axis] > mean[widest][axis]) {
			part[i] = parts;
			moved++;
		}
		return moved > 0 && moved < sizes[widest];
	}

	private static float[] means(final Points points, final int[] part, final int k) {
		final int length = points.length;
		final double[] sums = new double[k * length];
		final int[] sizes = new int[k];
		for (int i = 0; i < part.length; i++) {
			sizes[part[i]]++;
			final float unit = points.unit(i);
			for (int c = 0; c < length; c++) sums[part[i] * length + c] += points.data[i * length + c] * unit;
		}
		final float[] centres = new float[k * length];
		for (int j = 0; j < k; j++) {
			for (int c = 0; c < length; c++) centres[j * length + c] = (float) (sums[j * length + c] / sizes[j]);
			if (points.metric == Metric.EUCLIDEAN) continue;
			final float unit = Rows.inverseLength(centres, j * length, length);
			for (int c = 0; c < length; c++) centres[j * length + c] *= unit;
		}
		return centres;
	}
}
