package sc.fiji.unsupervised.crf;

import java.util.Arrays;
import java.util.stream.IntStream;

import sc.fiji.unsupervised.Progress;

/**
 * Finds the vertices around all points and numbers them by first appearance, points in order and remainders 0..d inside.
 * Blocks of points number their own vertices in parallel; the blocks' lists are joined in order, while the next blocks are
 * scanned, which gives the numbers of one sequential scan.
 */
final class LatticeBuilder {

	private static final int BLOCK = 1 << 14;
	/** Blocks that are scanned while the same number is joined: so many vertex lists are held at the same time, twice. */
	private static final int WAVE = 4;

	/** Gives the feature vector of a point. */
	interface Features {

		/** Writes the d features of {@code point} to {@code out}; called by several threads at once. */
		void read(int point, float[] out);
	}

	private final int d;
	private final int points;
	private final Features features;
	private final VertexCode code;

	/** (points, d+1) vertex numbers. */
	final int[] vertex;
	/** (points, d+1) barycentric weights. */
	final float[] weight;
	final VertexTable table;

	/** @throws sc.fiji.unsupervised.CancelledException if the user stops */
	LatticeBuilder(final int points, final int d, final Features features, final Progress progress) {
		this.d = d;
		this.points = points;
		this.features = features;
		final int entries = Math.multiplyExact(points, d + 1);
		vertex = new int[entries];
		weight = new float[entries];
		table = new VertexTable(Math.max(16, points / 4));
		code = new VertexCode(extent());
		final VertexTable[] local = new VertexTable[(points + BLOCK - 1) / BLOCK];
		scan(local, 0);
		for (int b = 0; b < local.length; b += WAVE) {
			progress.check();
			final int first = b;
			Blocks.both(() -> join(local, first), () -> scan(local, first + WAVE));
		}
		if (points % 4 != 0) addOrigin();
	}

	/** Differences of the largest and the least quotient of the remainder-0 points that are nearest to a point or to zero. */
	private int[] extent() {
		final int[] low = new int[d], high = new int[d];
		Blocks.forEach(points, (from, to) -> {
			final Simplex simplex = new Simplex(d);
			final float[] f = new float[d];
			final int[] l = new int[d], h = new int[d];
			for (int p = from; p < to; p++) {
				features.read(p, f);
				simplex.stretch(f, l, h);
			}
			synchronized (low) {
				for (int a = 0; a < d; a++) {
					low[a] = Math.min(low[a], l[a]);
					high[a] = Math.max(high[a], h[a]);
				}
			}
		});
		for (int a = 0; a < d; a++) high[a] = Math.subtractExact(high[a], low[a]);
		return high;
	}

	private void scan(final VertexTable[] local, final int first) {
		IntStream.range(first, Math.min(local.length, first + WAVE)).parallel().forEach(b -> local[b] = scan(b));
	}

	/** Gives the vertices of a wave of blocks their numbers, and forgets the lists. */
	private void join(final VertexTable[] local, final int first) {
		final long[] codes = new long[VertexTable.BATCH];
		final int[] found = new int[VertexTable.BATCH];
		for (int b = first; b < Math.min(local.length, first + WAVE); b++) {
			final int[] number = new int[local[b].size()];
			for (int v = 0; v < number.length; v += VertexTable.BATCH) {
				final int count = Math.min(VertexTable.BATCH, number.length - v);
				local[b].codes(v, v + count, 0, codes);
				table.insert(codes, count, found);
				System.arraycopy(found, 0, number, v, count);
			}
			for (int e = b * BLOCK * (d + 1), end = end(b) * (d + 1); e < end; e++) vertex[e] = number[vertex[e]];
			local[b] = null;
		}
	}

	private int end(final int block) {
		return (int) Math.min(points, (block + 1L) * BLOCK);
	}

	/** Fills weights and block-local vertex numbers. */
	private VertexTable scan(final int block) {
		final VertexTable local = new VertexTable(BLOCK);
		final Simplex simplex = new Simplex(d);
		final float[] f = new float[d];
		final long[] codes = new long[d + 1];
		int e = block * BLOCK * (d + 1);
		for (int p = block * BLOCK; p < end(block); p++) {
			features.read(p, f);
			simplex.locate(f);
			simplex.vertices(code, codes);
			for (int q = 0; q <= d; q++, e++) {
				vertex[e] = local.insert(codes[q]);
				weight[e] = simplex.weights[q];
			}
		}
		return local;
	}

	/**
	 * The reference takes points four at a time and fills up the last four with zero vectors, whose vertices exist and
	 * take part in the blur.
	 */
	private void addOrigin() {
		final Simplex simplex = new Simplex(d);
		final long[] codes = new long[d + 1];
		simplex.locate(new float[d]);
		simplex.vertices(code, codes);
		for (final long vertex : codes) table.insert(vertex);
	}

	/**
	 * Fills in both neighbours of every vertex along each of the d+1 axes: (d+1)(vertices, 2), the number of vertices where there
	 * is none. A vertex is the second neighbour of its first neighbour, so half the look-ups are enough.
	 */
	void neighbours(final int[][] neighbours, final Progress progress) {
		for (int j = 0; j <= d; j++) {
			progress.check();
			final long step = code.step[j];
			final int[] pairs = new int[Math.multiplyExact(2, table.size())];
			Arrays.fill(pairs, table.size());
			Blocks.forEach(table.size(), (from, to) -> {
				final long[] codes = new long[VertexTable.BATCH];
				final int[] found = new int[VertexTable.BATCH];
				for (int v = from; v < to; v += VertexTable.BATCH) {
					final int count = Math.min(VertexTable.BATCH, to - v);
					table.codes(v, v + count, step, codes);
					table.find(codes, count, found);
					for (int i = 0; i < count; i++) {
						if (found[i] == VertexTable.ABSENT) continue;
						pairs[2 * (v + i)] = found[i];
						pairs[2 * found[i] + 1] = v + i;
					}
				}
			});
			neighbours[j] = pairs;
		}
	}
}
