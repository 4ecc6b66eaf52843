package sc.fiji.unsupervised.stack;

/**
 * Bilinear resizing of maps (h, w) or (h, w, channels), a band of rows at a time. The centre of output row r lies at
 * row {@code (r + 0.5) * step - 0.5} of the input, clamped to the map, as PyTorch does with
 * {@code align_corners=False} ({@code stego.md} section 10). Immutable; may be used by several threads.
 */
public final class Bilinear {

	private final int columns, outRows, outColumns;
	private final Axis vertical, horizontal;

	/** Resizes the whole of a map to a given size. */
	public Bilinear(final int rows, final int columns, final int outRows, final int outColumns) {
		this.columns = columns;
		this.outRows = outRows;
		this.outColumns = outColumns;
		vertical = new Axis(rows, outRows);
		horizontal = new Axis(columns, outColumns);
	}

	/** For each output index the two input indices it lies between and the share of the second. */
	private static final class Axis {

		final int[] first, second;
		final float[] share;

		Axis(final int size, final int out) {
			if (size < 1 || out < 1) throw new IllegalArgumentException("A map needs at least one row and column.");
			first = new int[out];
			second = new int[out];
			share = new float[out];
			for (int i = 0; i < out; i++) {
				final double at = Math.min(Math.max((i + 0.5) * ((double) size / out) - 0.5, 0), size - 1);
				first[i] = (int) at;
				second[i] = Math.min(first[i] + 1, size - 1);
				share[i] = (float) (at - first[i]);
			}
		}
	}

	/** Number of rows of the whole output. */
	public int rows() {
		return outRows;
	}

	/** Number of columns of the output. */
	public int columns() {
		return outColumns;
	}

	/**
	 * Computes the output rows from {@code y0} (inclusive) to {@code y1} (exclusive).
	 *
	 * @param map (rows, columns, channels), row-major
	 * @param out receives (y1 - y0, columns(), channels) from its start on
	 */
	public void resize(final float[] map, final int channels, final int y0, final int y1, final float[] out) {
		int o = 0;
		for (int y = y0; y < y1; y++) {
			final int top = vertical.first[y] * columns, bottom = vertical.second[y] * columns;
			final float ty = vertical.share[y];
			for (int x = 0; x < outColumns; x++) {
				final int left = horizontal.first[x], right = horizontal.second[x];
				final float tx = horizontal.share[x];
				final int a = (top + left) * channels, b = (top + right) * channels;
				final int c = (bottom + left) * channels, d = (bottom + right) * channels;
				for (int k = 0; k < channels; k++) {
					final float above = map[a + k] * (1 - tx) + map[b + k] * tx;
					final float below = map[c + k] * (1 - tx) + map[d + k] * tx;
					out[o++] = above * (1 - ty) + below * ty;
				}
			}
		}
	}
}
