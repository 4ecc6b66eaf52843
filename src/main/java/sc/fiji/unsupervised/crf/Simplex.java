package sc.fiji.unsupervised.crf;

import java.util.Arrays;

/**
 * Finds the lattice simplex around a point: Adams, Baek and Davis, "Fast high-dimensional filtering using the
 * permutohedral lattice", 2010. All arithmetic is float32 in the order of the reference implementation of the dense CRF,
 * because rounding decides which vertices points near a face get. One instance per thread.
 */
final class Simplex {

	private final int d;
	private final float[] sigma;
	private final float down;
	private final float[] elevated;
	private final int[] base;
	private final int[] rank;

	/** Barycentric weights of the d+1 vertices after {@link #locate}; the last element is scratch. */
	final float[] weights;

	/** For features of {@code d} dimensions. */
	Simplex(final int d) {
		this.d = d;
		down = 1f / (d + 1);
		sigma = new float[d];
		final float spread = (float) (Math.sqrt(2.0 / 3.0) * (d + 1));
		for (int a = 0; a < d; a++) sigma[a] = (float) (spread / Math.sqrt((a + 1.0) * (a + 2.0)));
		elevated = new float[d + 1];
		base = new int[d + 1];
		rank = new int[d + 1];
		weights = new float[d + 2];
	}

	/** Sets {@link #weights} and what {@link #vertex} needs for the feature vector {@code f} (d). */
	void locate(final float[] f) {
		elevate(f);
		int sum = 0;
		for (int a = 0; a <= d; a++) {
			final int v = (int) Math.rint(elevated[a] * down);
			base[a] = v * (d + 1);
			sum += v;
		}
		rank(sum);
		weigh();
	}

	/** Onto the plane of d+1 coordinates that sum to zero. */
	private void elevate(final float[] f) {
		float s = 0;
		for (int a = d; a > 0; a--) {
			final float c = f[a - 1] * sigma[a - 1];
			elevated[a] = s - a * c;
			s += c;
		}
		elevated[0] = s;
	}

	/** Orders the coordinates by their distance to the nearest remainder-0 point and moves that into the plane. */
	private void rank(final int sum) {
		Arrays.fill(rank, sum);
		for (int a = 0; a < d; a++) {
			final float difference = elevated[a] - base[a];
			int count = 0;
			for (int b = a + 1; b <= d; b++) {
				if (difference < elevated[b] - base[b]) count++;
				else rank[b]++;
			}
			rank[a] += count;
		}
		for (int a = 0; a <= d; a++) {
			final int shift = rank[a] < 0 ? d + 1 : rank[a] > d ? -d - 1 : 0;
			rank[a] += shift;
			base[a] += shift;
		}
	}

	private void weigh() {
		Arrays.fill(weights, 0);
		for (int a = 0; a <= d; a++) {
			final float t = (elevated[a] - base[a]) * down;
			weights[d - rank[a]] += t;
			weights[d - rank[a] + 1] -= t;
		}
		weights[0] += 1f + weights[d + 1];
	}

	/** Writes the codes of the vertices with remainders 0..d. */
	void vertices(final VertexCode code, final long[] out) {
		long first = 0;
		for (int a = 0; a < d; a++) first += base[a] * code.unit[a];
		// From one remainder to the next all coordinates grow by 1, and one falls by d+1.
		for (int a = 0; a <= d; a++) if (rank[a] > 0) out[d + 1 - rank[a]] = -code.step[a];
		out[0] = first;
		for (int q = 1; q <= d; q++) out[q] += out[q - 1];
	}

	/** Stretches the ranges {@code low} to {@code high} (d) of the nearest remainder-0 points, in units of d+1, to a point's. */
	void stretch(final float[] f, final int[] low, final int[] high) {
		elevate(f);
		for (int a = 0; a < d; a++) {
			final int v = (int) Math.rint(elevated[a] * down);
			low[a] = Math.min(low[a], v);
			high[a] = Math.max(high[a], v);
		}
	}
}
