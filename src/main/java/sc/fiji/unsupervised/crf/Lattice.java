package sc.fiji.unsupervised.crf;

import java.util.stream.IntStream;

import sc.fiji.unsupervised.Progress;

/**
 * A permutohedral lattice over fixed points: approximates the sum over all points weighted by exp(-|f-g|^2/2), up to a
 * factor that varies slowly. Signals have {@value #LANES} values per point side by side; float32, summed in the order
 * of the points as in the reference implementation of the dense CRF, on any number of threads.
 * <p>
 * Bytes: 16 (d+1) per point, 4 + 8 (d+1) per vertex, {@link Work} while filtering, and until it is built the table of
 * vertices, 16 to 32 for each.
 */
final class Lattice {

	/** Values per point that are filtered together. */
	static final int LANES = 4;

	private static final int SHARE = 1 << 14;

	private final int d;
	private final int points;
	private final int vertices;
	/** Per point: d+1 vertices and their weights. */
	private final int[] vertex;
	private final float[] weight;
	/** Per vertex, from start[v] to start[v+1]: its points in ascending order and their weights. */
	private final int[] start;
	private final int[] splatPoint;
	private final float[] splatWeight;
	/** Vertex ranges of about equal work, for a few large vertices as well as for many small ones. */
	private final int[] shares;
	/** Per axis: (vertices, 2), where {@link #vertices} stands for a neighbour that is not there. */
	private final int[][] neighbours;

	/** Values of the vertices before and after a blur step, to be shared by lattices that are used in turn. */
	static final class Work {

		private float[] now;
		private float[] next;

		/** For lattices of at most {@code vertices} vertices: 32 bytes each. */
		Work(final int vertices) {
			now = new float[Math.multiplyExact(LANES, vertices + 1)];
			next = new float[now.length];
		}
	}

	/**
	 * @param points number of points
	 * @param d feature dimensions
	 * @throws sc.fiji.unsupervised.CancelledException if the user stops
	 */
	Lattice(final int points, final int d, final LatticeBuilder.Features features, final Progress progress) {
		final LatticeBuilder builder = new LatticeBuilder(points, d, features, progress);
		this.d = d;
		this.points = points;
		vertices = builder.table.size();
		vertex = builder.vertex;
		weight = builder.weight;
		neighbours = new int[d + 1][];
		start = new int[vertices + 2];
		splatPoint = new int[vertex.length];
		splatWeight = new float[vertex.length];
		Blocks.both(this::sortByVertex, () -> builder.neighbours(neighbours, progress));
		shares = shares();
	}

	/** Bounds of vertex ranges that have {@value #SHARE} entries or vertices each. */
	private int[] shares() {
		final IntStream.Builder bounds = IntStream.builder().add(0);
		for (int v = 0, last = 0; v < vertices; v++) {
			if (start[v + 1] - start[last] + v - last < SHARE && v < vertices - 1) continue;
			last = v + 1;
			bounds.add(last);
		}
		return bounds.build().toArray();
	}

	private void sortByVertex() {
		// One place ahead, so that filling moves every entry to where its list starts.
		for (final int v : vertex) start[v + 2]++;
		for (int v = 2; v < start.length; v++) start[v] += start[v - 1];
		for (int p = 0, e = 0; p < points; p++) {
			for (int q = 0; q <= d; q++, e++) {
				final int place = start[vertex[e] + 1]++;
				splatPoint[place] = p;
				splatWeight[place] = weight[e];
			}
		}
	}

	int points() {
		return points;
	}

	int vertices() {
		return vertices;
	}

	/** Vertex number of remainder {@code q} at a point. */
	int vertex(final int point, final int q) {
		return vertex[point * (d + 1) + q];
	}

	/** Barycentric weight of that vertex. */
	float weight(final int point, final int q) {
		return weight[point * (d + 1) + q];
	}

	/** Neighbour of a vertex along an axis, {@code side} 0 or 1; {@link #vertices()} where there is none. */
	int neighbour(final int axis, final int v, final int side) {
		return neighbours[axis][2 * v + side];
	}

	/**
	 * Spreads scale[p] * signal (points, {@value #LANES}) to the vertices and blurs there; {@link #slice} reads the result.
	 */
	void spread(final float[] signal, final float[] scale, final Work work, final Progress progress) {
		progress.check();
		final float[] splat = work.now;
		IntStream.range(1, shares.length).parallel().forEach(i -> splat(signal, scale, splat, shares[i - 1], shares[i]));
		for (int lane = 0; lane < LANES; lane++) {
			work.now[LANES * vertices + lane] = 0;
			work.next[LANES * vertices + lane] = 0;
		}
		for (final int[] pairs : neighbours) {
			progress.check();
			final float[] in = work.now, out = work.next;
			Blocks.forEach(vertices, (from, to) -> blur(in, out, pairs, from, to));
			work.now = out;
			work.next = in;
		}
	}

	private void splat(final float[] signal, final float[] scale, final float[] out, final int from, final int to) {
		for (int v = from; v < to; v++) {
			float s0 = 0, s1 = 0, s2 = 0, s3 = 0;
			for (int e = start[v], end = start[v + 1]; e < end; e++) {
				final int i = splatPoint[e] * LANES;
				final float w = splatWeight[e], s = scale[splatPoint[e]];
				s0 += w * (s * signal[i]);
				s1 += w * (s * signal[i + 1]);
				s2 += w * (s * signal[i + 2]);
				s3 += w * (s * signal[i + 3]);
			}
			final int o = v * LANES;
			out[o] = s0;
			out[o + 1] = s1;
			out[o + 2] = s2;
			out[o + 3] = s3;
		}
	}

	/** Weights 1/2, 1, 1/2; the normalisation of the CRF absorbs that they sum to 2. */
	private static void blur(final float[] in, final float[] out, final int[] pairs, final int from, final int to) {
		for (int v = from; v < to; v++) {
			final int i = v * LANES, a = pairs[2 * v] * LANES, b = pairs[2 * v + 1] * LANES;
			out[i] = in[i] + 0.5f * (in[a] + in[b]);
			out[i + 1] = in[i + 1] + 0.5f * (in[a + 1] + in[b + 1]);
			out[i + 2] = in[i + 2] + 0.5f * (in[a + 2] + in[b + 2]);
			out[i + 3] = in[i + 3] + 0.5f * (in[a + 3] + in[b + 3]);
		}
	}

	/** Adds weight * scale[p] * (filtered signal at p) to {@code sum} (points, {@value #LANES}). */
	void slice(final Work work, final float[] scale, final float gain, final float[] sum) {
		final float[] values = work.now;
		final float alpha = 1f / (1f + (float) Math.pow(2, -d));
		Blocks.forEach(points, (from, to) -> {
			for (int p = from; p < to; p++) {
				float s0 = 0, s1 = 0, s2 = 0, s3 = 0;
				for (int e = p * (d + 1), end = e + d + 1; e < end; e++) {
					final int i = vertex[e] * LANES;
					final float w = weight[e] * alpha;
					s0 += w * values[i];
					s1 += w * values[i + 1];
					s2 += w * values[i + 2];
					s3 += w * values[i + 3];
				}
				final int o = p * LANES;
				final float s = scale[p];
				sum[o] += gain * (s * s0);
				sum[o + 1] += gain * (s * s1);
				sum[o + 2] += gain * (s * s2);
				sum[o + 3] += gain * (s * s3);
			}
		});
	}
}
