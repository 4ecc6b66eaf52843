package sc.fiji.unsupervised.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import sc.fiji.unsupervised.model.Tensor;

/** Iterations that look only at undecided vectors, against passes over all. */
class AssignmentTest {

	private static final int ITERATIONS = 25;

	private record Case(String name, Metric metric, Tensor rows, float[] centres) {

		@Override
		public String toString() {
			return name + ", " + metric;
		}
	}

	/** Sizes are no multiples of a block. */
	static Stream<Case> cases() {
		final Tensor blobs = Blobs.around(Blobs.centres(6, 9, 1), 1025, 4, 2);
		final Tensor zeros = Blobs.around(Blobs.centres(6, 9, 1), 701, 2, 3);
		for (int i = 0; i < zeros.data().length; i++) if (i / 9 % 3 == 0) zeros.data()[i] = 0;
		final Tensor few = Blobs.around(Blobs.centres(31, 5, 4), 1, 1, 5), often = new Tensor(new float[31 * 97 * 5], 31 * 97, 5);
		for (int i = 0; i < often.data().length; i++) often.data()[i] = few.data()[i % few.data().length];
		final Tensor apart = Blobs.around(Blobs.centres(8, 21, 6), 301, 0.3, 7);
		return Stream.of(Metric.values()).flatMap(m -> Stream.of(spread("overlapping blobs", m, blobs, 6), spread("blobs apart", m,
			apart, 8), spread("no structure", m, Blobs.around(new float[1][11], 5003, 1, 8), 12), spread("duplicates", m, often, 7),
			spread("ties", m, lattice(), 6), spread("far from the origin", m, Blobs.around(new float[][] { far() }, 4001, 0.02, 9), 5),
			spread("zero vectors", m, zeros, 6), spread("short vectors", m, scaled(blobs, 1e-13f), 6), empty(m, blobs), spread(
				"one cluster", m, apart, 1)));
	}

	/** Each starts at a vector. */
	private static Case spread(final String name, final Metric metric, final Tensor rows, final int n) {
		return new Case(name, metric, rows, new Points(rows, metric).sample(n).copy());
	}

	/** Two centres in one place: the second gets no vector. */
	private static Case empty(final Metric metric, final Tensor rows) {
		final float[] centres = new Points(rows, metric).sample(5).copy();
		System.arraycopy(centres, 0, centres, rows.size(1), rows.size(1));
		return new Case("empty cluster", metric, rows, centres);
	}

	/** Many vectors in the middle between centres. */
	private static Tensor lattice() {
		final float[] data = new float[3 * 5 * 5 * 5 * 17];
		for (int i = 0, p = 0; i < data.length; i += 3, p++) {
			data[i] = p % 5 - 2;
			data[i + 1] = p / 5 % 5 - 2;
			data[i + 2] = p / 25 % 5 - 2;
		}
		return new Tensor(data, data.length / 3, 3);
	}

	/** Where scores in single precision cannot tell vectors apart. */
	private static float[] far() {
		final float[] far = new float[10];
		Arrays.fill(far, 100);
		return far;
	}

	private static Tensor scaled(final Tensor rows, final float factor) {
		final float[] data = rows.data().clone();
		for (int i = 0; i < data.length; i++) data[i] *= factor;
		return new Tensor(data, rows.shape());
	}

	@ParameterizedTest
	@MethodSource("cases")
	void sameAsPassesOverAll(final Case c) {
		final Points points = new Points(c.rows, c.metric);
		final Assignment assignment = new Assignment(points, c.centres);
		final int n = c.centres.length / points.length;
		for (int t = 0; t <= ITERATIONS; t++) {
			final int[] labels = labels(points, assignment.centres);
			final long[] counts = new long[n];
			for (int i = 0; i < points.count; i++) {
				assertEquals(labels[i], assignment.label(i), "vector " + i + " at iteration " + t);
				counts[labels[i]]++;
			}
			assertArrayEquals(counts, assignment.counts());
			final double rounding = 1e-11 * points.squares / points.count;
			assertEquals(inertia(points, assignment.centres, labels), assignment.inertia(), rounding, "iteration " + t);
			final float[] expected = means(points, labels, assignment.centres);
			final double last = 1e-6 * Math.sqrt(points.squares / points.count);
			assignment.iterate();
			for (int k = 0; k < expected.length; k++)
				if (counts[k / points.length] > 0) assertEquals(expected[k], assignment.centres[k], last);
		}
	}

	@ParameterizedTest
	@MethodSource("cases")
	void sameBytesWhateverTheThreads(final Case c) {
		final Assignment one = Blobs.inPool(1, () -> iterated(c));
		for (final int threads : new int[] { 2, 4 }) {
			final Assignment other = Blobs.inPool(threads, () -> iterated(c));
			assertArrayEquals(one.centres, other.centres);
			assertEquals(one.inertia(), other.inertia());
		}
	}

	private static Assignment iterated(final Case c) {
		final Assignment assignment = new Assignment(new Points(c.rows, c.metric), c.centres);
		for (int i = 0; i < ITERATIONS; i++) assignment.iterate();
		return assignment;
	}

	@Test
	void boundsPassOverWhatTheyDecide() {
		final Tensor rows = new Tensor(new float[] { 1, 0, 0, 1, 1, 1.01f }, 3, 2);
		final Points points = new Points(rows, Metric.EUCLIDEAN);
		final float[] centres = { 1, 0, 0, 1 }, squares = { 1, 1 };
		final Bounds bounds = new Bounds(points, squares);
		final int[] labels = { 2, 2, 2 }, undecided = new int[Points.BLOCK];
		assertEquals(3, bounds.undecided(0, labels, undecided), "nothing is known yet");
		bounds.set(0, 1, -1);
		bounds.set(1, 1, -1);
		bounds.set(2, 1.02f, 1);
		System.arraycopy(new int[] { 0, 1, 1 }, 0, labels, 0, 3);
		assertEquals(0, bounds.undecided(0, labels, undecided), "nothing moved");
		bounds.move(centres, new float[] { 1, 0.1f, 0, 1.1f }, squares);
		assertEquals(1, bounds.undecided(0, labels, undecided), "the last is nearly in the middle");
		assertEquals(2, undecided[0]);
		bounds.move(centres, new float[] { 1, 0, 1.3f, 1 }, squares);
		assertEquals(3, bounds.undecided(0, labels, undecided), "near to a centre that came close, or left by its own");
	}

	/** The nearest centre by the scores in single precision, of all vectors. */
	private static int[] labels(final Points points, final float[] centres) {
		final int length = points.length;
		final float[] squares = Rows.squaredLengths(centres, length);
		final float[][] products = new float[squares.length][Dots.BLOCK];
		final Dots dots = new Dots(length);
		final int[] labels = new int[points.count];
		for (int i = 0; i < points.count; i++) {
			final int lane = i % Dots.BLOCK;
			if (lane == 0) dots.products(points.data, i, Math.min(Dots.BLOCK, points.count - i), centres, products);
			float most = Float.NEGATIVE_INFINITY;
			for (int j = 0; j < squares.length; j++) {
				final float score = 2 * points.unit(i) * products[j][lane] - squares[j];
				if (score > most) {
					most = score;
					labels[i] = j;
				}
			}
		}
		return labels;
	}

	private static double inertia(final Points points, final float[] centres, final int[] labels) {
		double sum = 0;
		for (int i = 0; i < points.count; i++) for (int k = 0; k < points.length; k++) {
			final double x = (double) points.data[i * points.length + k] * points.unit(i);
			final double d = x - centres[labels[i] * points.length + k];
			sum += d * d;
		}
		return sum / points.count;
	}

	private static float[] means(final Points points, final int[] labels, final float[] centres) {
		final int length = points.length;
		final double[] sums = new double[centres.length], weights = new double[centres.length / length];
		for (int i = 0; i < points.count; i++) {
			weights[labels[i]]++;
			for (int k = 0; k < length; k++)
				sums[labels[i] * length + k] += (double) points.data[i * length + k] * points.unit(i);
		}
		final float[] means = centres.clone();
		for (int j = 0; j < weights.length; j++) {
			double norm = weights[j];
			if (points.metric == Metric.COSINE) {
				norm = 0;
				for (int k = 0; k < length; k++) norm += sums[j * length + k] * sums[j * length + k];
				norm = Math.sqrt(norm);
			}
			if (norm > Rows.TINY) for (int k = 0; k < length; k++) means[j * length + k] = (float) (sums[j * length + k] / norm);
		}
		return means;
	}
}
