package sc.fiji.unsupervised.segment;

import java.util.stream.IntStream;

/**
 * How alike the places of a slice are to a code: the cosine between it and the code of every cell, in [-1, 1]. This is the
 * feature correspondence by which STEGO (Hamilton et al. 2022, figure 2) is explained. Immutable; may be used by several
 * threads.
 */
public final class Correspondence {

	/** Rows of cells of a parallel task. */
	private static final int BLOCK = 8;
	/** A shorter code has no direction and is like nothing. */
	private static final double TINY = 1e-12;

	private final CellGrid codes;
	private final float[] inverseLengths;

	/**
	 * @param codes of a slice; not copied
	 */
	public Correspondence(final CellGrid codes) {
		this.codes = codes;
		inverseLengths = new float[codes.rows() * codes.columns()];
		final int n = codes.channels();
		for (int i = 0; i < inverseLengths.length; i++) inverseLengths[i] = inverseLength(codes.values(), i * n, n);
	}

	private static float inverseLength(final float[] values, final int from, final int count) {
		double sum = 0;
		for (int k = from; k < from + count; k++) sum += (double) values[k] * values[k];
		return (float) (1 / Math.max(Math.sqrt(sum), TINY));
	}

	/** The cells that are compared. */
	public CellGrid cells() {
		return codes;
	}

	/**
	 * The code at a pixel as a vector of length 1, between the centres of cells as in labelling: the code is interpolated
	 * bilinearly, then normalised.
	 *
	 * @param x column of the pixel; beyond the slice its border counts
	 * @param y row of the pixel, likewise
	 * @return (channels); all zero where the slice has no features at all
	 */
	public float[] code(final int x, final int y) {
		final double column = clamp((x + 0.5) * codes.cellsPerPixelX() - 0.5, codes.columns());
		final double row = clamp((y + 0.5) * codes.cellsPerPixelY() - 0.5, codes.rows());
		final int n = codes.channels(), c = (int) column, r = (int) row;
		final int right = Math.min(c + 1, codes.columns() - 1), below = Math.min(r + 1, codes.rows() - 1);
		final float fx = (float) (column - c), fy = (float) (row - r);
		final float[] code = new float[n];
		add(code, r * codes.columns() + c, (1 - fx) * (1 - fy));
		add(code, r * codes.columns() + right, fx * (1 - fy));
		add(code, below * codes.columns() + c, (1 - fx) * fy);
		add(code, below * codes.columns() + right, fx * fy);
		final float unit = inverseLength(code, 0, n);
		for (int k = 0; k < n; k++) code[k] *= unit;
		return code;
	}

	private static double clamp(final double position, final int size) {
		return Math.max(0, Math.min(size - 1, position));
	}

	private void add(final float[] sum, final int cell, final float weight) {
		for (int k = 0; k < sum.length; k++) sum[k] += weight * codes.values()[cell * sum.length + k];
	}

	/**
	 * Compares a code with every cell.
	 *
	 * @param code of length 1, (channels), of this or another slice with the same kind of codes
	 * @param out receives the cosines (rows, columns)
	 */
	public void similarity(final float[] code, final float[] out) {
		if (code.length != codes.channels()) throw new IllegalArgumentException("A code of " + code.length +
			" numbers cannot be compared with codes of " + codes.channels() + ".");
		final int columns = codes.columns(), blocks = (codes.rows() + BLOCK - 1) / BLOCK;
		IntStream.range(0, blocks).parallel().forEach(b -> {
			final int to = Math.min(codes.rows(), (b + 1) * BLOCK) * columns;
			for (int cell = b * BLOCK * columns; cell < to; cell++) out[cell] = inverseLengths[cell] * product(code, cell);
		});
	}

	/** Four sums side by side, because one alone waits for itself. */
	private float product(final float[] code, final int cell) {
		final float[] values = codes.values();
		final int n = code.length, at = cell * n;
		float a = 0, b = 0, c = 0, d = 0;
		int k = 0;
		for (; k + 3 < n; k += 4) {
			a += code[k] * values[at + k];
			b += code[k + 1] * values[at + k + 1];
			c += code[k + 2] * values[at + k + 2];
			d += code[k + 3] * values[at + k + 3];
		}
		for (; k < n; k++) a += code[k] * values[at + k];
		return a + b + (c + d);
	}
}
