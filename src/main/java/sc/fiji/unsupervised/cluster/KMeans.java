package sc.fiji.unsupervised.cluster;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.model.Tensor;

/**
 * k-means by Lloyd's iterations, spherical (unit vectors, cosine) or Euclidean. The first start divides the data along
 * its main direction, the others are k-means++ draws; the start with the lowest inertia wins. Sums run over fixed
 * blocks, so that the result does not depend on the number of threads.
 */
public final class KMeans {

	private static final int BLOCK = 1024;

	/**
	 * @param k number of clusters
	 * @param metric cosine makes it spherical
	 * @param starts how many starts to choose from
	 * @param iterations at most, for each start
	 * @param tolerance relative gain of inertia below which a start ends
	 * @param seed of the random starts
	 */
	public record Options(int k, Metric metric, int starts, int iterations, double tolerance, long seed) {

		/** Best of ten starts. */
		public static Options of(final int k, final Metric metric, final long seed) {
			return new Options(k, metric, 10, 100, 1e-5, seed);
		}
	}

	/**
	 * @param prototypes the centres
	 * @param shares of the rows in each cluster, sum 1
	 * @param inertia mean distance to the own centre: 1 - cosine, or squared distance
	 */
	public record Result(Prototypes prototypes, float[] shares, double inertia) {}

	private final float[] rows;
	private final int n, size;
	private final Options options;
	private final int[] assignment;
	private final float[] distance;

	private KMeans(final float[] rows, final int size, final Options options) {
		this.rows = options.metric() == Metric.COSINE ? unit(rows, size) : rows;
		this.size = size;
		this.options = options;
		n = rows.length / size;
		assignment = new int[n];
		distance = new float[n];
	}

	/**
	 * Clusters rows.
	 *
	 * @param rows (n, K), not changed
	 * @param size K
	 * @throws UserException if there are fewer different rows than clusters, or a value is not a number
	 * @throws sc.fiji.unsupervised.CancelledException if the user stopped it
	 */
	public static Result fit(final float[] rows, final int size, final Options options, final Progress progress) {
		for (final float v : rows)
			if (!Float.isFinite(v)) throw new UserException(
				"The features hold values that are no numbers; check the image for NaN and infinite values.");
		final KMeans work = new KMeans(rows, size, options);
		final SplittableRandom random = new SplittableRandom(options.seed());
		Result best = null;
		for (int s = 0; s < options.starts(); s++) {
			progress.step("Clustering", (double) s / options.starts(), "");
			final float[] centres = s == 0 ? work.alongMainDirection() : work.plusPlus(random.split());
			final Result result = work.run(centres, progress);
			if (best == null || result.inertia < best.inertia) best = result;
		}
		return best;
	}

	private static float[] unit(final float[] rows, final int size) {
		final float[] unit = rows.clone();
		for (int r = 0; r < rows.length; r += size) {
			double squared = 0;
			for (int i = 0; i < size; i++) squared += (double) rows[r + i] * rows[r + i];
			final float scale = (float) (1 / Math.max(Math.sqrt(squared), 1e-12));
			for (int i = 0; i < size; i++) unit[r + i] *= scale;
		}
		return unit;
	}

	private Result run(final float[] centres, final Progress progress) {
		double inertia = assign(centres);
		for (int i = 0; i < options.iterations(); i++) {
			progress.check();
			update(centres);
			final double next = assign(centres);
			final boolean settled = inertia - next <= options.tolerance() * inertia;
			inertia = next;
			if (settled) break;
		}
		final float[] shares = new float[options.k()];
		for (final int a : assignment) shares[a] += 1f / n;
		final float scale = options.metric() == Metric.COSINE ? 1 : (float) (1 / Math.max(inertia, 1e-12));
		return new Result(prototypes(centres, scale), shares, inertia);
	}

	private Prototypes prototypes(final float[] centres, final float scale) {
		return new Prototypes(options.metric(), new Tensor(centres.clone(), options.k(), size), scale);
	}

	/** Nearest centre and distance of every row; returns the mean distance. */
	private double assign(final float[] centres) {
		final Prototypes p = prototypes(centres, 1);
		final double[] sums = new double[(n + BLOCK - 1) / BLOCK];
		IntStream.range(0, sums.length).parallel().forEach(b -> {
			final float[] scores = new float[options.k()];
			double sum = 0;
			for (int r = b * BLOCK; r < Math.min(n, (b + 1) * BLOCK); r++) {
				p.scores(rows, r * size, scores);
				int best = 0;
				for (int k = 1; k < scores.length; k++)
					if (scores[k] > scores[best]) best = k;
				assignment[r] = best;
				distance[r] = Math.max(0, options.metric() == Metric.COSINE ? 1 - scores[best] : squared(r) - scores[best]);
				sum += distance[r];
			}
			sums[b] = sum;
		});
		return Arrays.stream(sums).sum() / n;
	}

	private float squared(final int row) {
		float sum = 0;
		for (int i = 0; i < size; i++) sum += rows[row * size + i] * rows[row * size + i];
		return sum;
	}

	/** Means of the clusters; an empty one takes the row that is farthest from its own centre. */
	private void update(final float[] centres) {
		final int k = options.k(), blocks = (n + BLOCK - 1) / BLOCK;
		final double[][] sums = new double[blocks][];
		final int[] counts = new int[k];
		IntStream.range(0, blocks).parallel().forEach(b -> {
			final double[] sum = new double[k * size];
			for (int r = b * BLOCK; r < Math.min(n, (b + 1) * BLOCK); r++) {
				final int at = assignment[r] * size, from = r * size;
				for (int i = 0; i < size; i++) sum[at + i] += rows[from + i];
			}
			sums[b] = sum;
		});
		for (final int a : assignment) counts[a]++;
		final double[] total = new double[k * size];
		for (final double[] sum : sums)
			for (int i = 0; i < total.length; i++) total[i] += sum[i];
		for (int c = 0; c < k; c++) {
			if (counts[c] == 0) {
				final int far = farthest();
				distance[far] = 0;
				System.arraycopy(rows, far * size, centres, c * size, size);
			}
			else for (int i = 0; i < size; i++) centres[c * size + i] = (float) (total[c * size + i] / counts[c]);
		}
	}

	private int farthest() {
		int far = 0;
		for (int r = 1; r < n; r++)
			if (distance[r] > distance[far]) far = r;
		return far;
	}

	/** Means of k equal parts of the rows sorted along the first principal component. */
	private float[] alongMainDirection() {
		final float[] position = Pca.fit(rows, size, 1).transform(rows);
		final Integer[] order = IntStream.range(0, n).boxed().toArray(Integer[]::new);
		Arrays.sort(order, (a, b) -> Float.compare(position[a], position[b]));
		for (int i = 0; i < n; i++) assignment[order[i]] = (int) ((long) i * options.k() / n);
		final float[] centres = new float[options.k() * size];
		update(centres);
		return centres;
	}

	/** Rows drawn with a probability proportional to their distance from the centres drawn before. */
	private float[] plusPlus(final SplittableRandom random) {
		final float[] centres = new float[options.k() * size];
		int row = random.nextInt(n);
		final double[] nearest = new double[n];
		Arrays.fill(nearest, Double.POSITIVE_INFINITY);
		for (int c = 0; c < options.k(); c++) {
			System.arraycopy(rows, row * size, centres, c * size, size);
			double total = 0;
			for (int r = 0; r < n; r++) {
				nearest[r] = Math.min(nearest[r], between(r, row));
				total += nearest[r];
			}
			if (c + 1 < options.k() && !(total > 0)) throw new UserException("classes=" + options.k() +
				" is too many: the image has only " + (c + 1) + " different kinds of places; use fewer classes.");
			double target = random.nextDouble() * total;
			row = 0;
			while (row < n - 1 && (target -= nearest[row]) >= 0) row++;
			while (row > 0 && nearest[row] == 0) row--;
		}
		return centres;
	}

	private double between(final int a, final int b) {
		double sum = 0;
		for (int i = 0; i < size; i++) {
			final double d = rows[a * size + i] - rows[b * size + i];
			sum += d * d;
		}
		return sum;
	}
}
