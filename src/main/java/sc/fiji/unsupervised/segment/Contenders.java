package sc.fiji.unsupervised.segment;

import java.util.Arrays;

/**
 * The prototypes that may have the highest score of their class somewhere between four neighbouring cells. One that is
 * nowhere above another of its class in the four cells is not above it between them either, for bilinear weights are not
 * negative and rounding keeps the order; so leaving it out changes no bit. One instance per task.
 */
final class Contenders {

	private final float[] scores;
	private final int[] classOf, best;
	private final float[] most;
	private final int[] kept;
	private int count;

	/**
	 * @param scores (cells, n) of the prototypes
	 * @param classOf (n) class of each prototype
	 */
	Contenders(final float[] scores, final int[] classOf, final int classes) {
		this.scores = scores;
		this.classOf = classOf;
		best = new int[classes];
		most = new float[classes];
		kept = new int[classOf.length];
	}

	/** Looks for those between the cells a, b, c and d. */
	void between(final int a, final int b, final int c, final int d) {
		final int n = classOf.length, ta = a * n, tb = b * n, tc = c * n, td = d * n;
		Arrays.fill(most, Float.NEGATIVE_INFINITY);
		for (int j = 0; j < n; j++) {
			final float sum = scores[ta + j] + scores[tb + j] + scores[tc + j] + scores[td + j];
			if (sum > most[classOf[j]]) {
				most[classOf[j]] = sum;
				best[classOf[j]] = j;
			}
		}
		count = 0;
		for (int j = 0; j < n; j++) {
			final int q = best[classOf[j]];
			if (j == q || scores[ta + j] > scores[ta + q] || scores[tb + j] > scores[tb + q] || scores[tc + j] > scores[tc + q] ||
				scores[td + j] > scores[td + q]) kept[count++] = j;
		}
	}

	/** How many there are. */
	int count() {
		return count;
	}

	/** Number of the i-th prototype, in rising order. */
	int prototype(final int i) {
		return kept[i];
	}
}
