package sc.fiji.unsupervised.cluster;

import java.util.Arrays;
import java.util.stream.IntStream;

import sc.fiji.unsupervised.model.Tensor;

/**
 * Vectors to be clustered, as the metric sees them: for {@link Metric#COSINE} each counts with length 1, without a copy
 * (a vector of length 0 stays at the origin).
 */
final class Points {

	/** Vectors of one task; fixed, so that sums do not depend on the number of threads. */
	static final int BLOCK = 2048;

	/** Squared distances below this share of the squared lengths are rounding. */
	private static final float ROUNDING = 1e-6f;

	final Metric metric;
	final float[] data;
	final int count;
	final int length;
	/** Sum of all squared lengths. */
	final double squares;
	private final float[] unit;
	private final float[] square;

	/**
	 * @param rows (N, K), finite
	 */
	Points(final Tensor rows, final Metric metric) {
		this.metric = metric;
		data = rows.data();
		count = rows.size(0);
		length = rows.size(1);
		unit = new float[count];
		square = new float[count];
		squares = Arrays.stream(blocks().mapToDouble(this::measure).toArray()).sum();
	}

	/** Lengths of a block's vectors; gives the sum of the squared ones. */
	private double measure(final int block) {
		double sum = 0;
		for (int i = block * BLOCK; i < end(block); i++) {
			final double raw = Rows.squaredLength(data, i * length, length);
			unit[i] = metric == Metric.COSINE ? Rows.inverseLength(raw) : 1;
			final double seen = raw * unit[i] * unit[i];
			square[i] = (float) seen;
			sum += seen;
		}
		return sum;
	}

	/** Evenly spaced vectors. */
	Points sample(final int size) {
		final float[] chosen = new float[size * length];
		for (int i = 0; i < size; i++)
			System.arraycopy(data, (int) ((long) i * count / size) * length, chosen, i * length, length);
		return new Points(new Tensor(chosen, size, length), metric);
	}

	/** Numbers of the blocks, to be worked on in parallel. */
	IntStream blocks() {
		return IntStream.range(0, blockCount()).parallel();
	}

	int blockCount() {
		return (count + BLOCK - 1) / BLOCK;
	}

	/** One past the last vector of a block. */
	int end(final int block) {
		return Math.min(count, (block + 1) * BLOCK);
	}

	/** Factor with which vector i counts. */
	float unit(final int i) {
		return unit[i];
	}

	/** Squared length of vector i. */
	float square(final int i) {
		return square[i];
	}

	/** Squared distance, given the inner product with a centre and its squared length. */
	float squaredDistance(final int i, final float product, final float centreSquare) {
		final float lengths = square[i] + centreSquare;
		final float d = lengths - 2 * unit[i] * product;
		return d <= ROUNDING * lengths ? 0 : d;
	}

	/** Copies vector i, as the metric sees it. */
	void copy(final int i, final float[] out, final int offset) {
		for (int k = 0; k < length; k++) out[offset + k] = data[i * length + k] * unit[i];
	}

	/** All vectors as the metric sees them, (N, K). */
	float[] copy() {
		if (metric == Metric.EUCLIDEAN) return data;
		final float[] all = new float[data.length];
		for (int i = 0; i < count; i++) copy(i, all, i * length);
		return all;
	}
}
