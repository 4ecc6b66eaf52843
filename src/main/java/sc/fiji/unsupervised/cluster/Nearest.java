package sc.fiji.unsupervised.cluster;

import java.util.Arrays;

/** The nearest of some centres, for blocks of vectors. One instance per task. */
final class Nearest {

	private final Points points;
	private final float[] centres, squares;
	private final Dots dots;
	/** (n, BLOCK) inner products. */
	private final float[] products;
	private final float[] row = new float[Dots.BLOCK], units = new float[Dots.BLOCK], most = new float[Dots.BLOCK];

	/**
	 * @param centres (n, K)
	 * @param squares (n) their squared lengths
	 */
	Nearest(final Points points, final float[] centres, final float[] squares) {
		this.points = points;
		this.centres = centres;
		this.squares = squares;
		dots = new Dots(points.length);
		products = new float[squares.length * Dots.BLOCK];
	}

	/**
	 * Looks for those of some vectors.
	 *
	 * @param from first vector
	 * @param size how many, at most {@link Dots#BLOCK}
	 */
	void look(final int from, final int size) {
		dots.products(points.data, from, size, centres, products);
		for (int i = 0; i < size; i++) units[i] = points.unit(from + i);
		Arrays.fill(most, Float.NEGATIVE_INFINITY);
		for (int j = 0; j < squares.length; j++) {
			System.arraycopy(products, j * Dots.BLOCK, row, 0, Dots.BLOCK);
			raise(most, row, units, squares[j]);
		}
	}

	/** The compiler vectorises this, but not the search for the centre that has the highest score. */
	private static void raise(final float[] most, final float[] row, final float[] units, final float square) {
		for (int i = 0; i < Dots.BLOCK; i++) most[i] = Math.max(most[i], 2 * units[i] * row[i] - square);
	}

	/** The nearest centre of the i-th vector, the first of several. */
	int centre(final int i) {
		int j = 0;
		while (j + 1 < squares.length && 2 * units[i] * product(i, j) - squares[j] < most[i]) j++;
		return j;
	}

	/** Inner product of the i-th vector and a centre. */
	float product(final int i, final int centre) {
		return products[centre * Dots.BLOCK + i];
	}
}
