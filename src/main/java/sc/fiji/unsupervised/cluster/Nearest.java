package sc.fiji.unsupervised.cluster;

import java.util.Arrays;

/** The nearest of some centres and how near the next one is, for blocks of vectors. One instance per task. */
final class Nearest {

	private final Points points;
	private final float[] centres, squares;
	private final Dots dots;
	/** (n, BLOCK) inner products. */
	private final float[][] products;
	private final float[] units = new float[Dots.BLOCK], most = new float[Dots.BLOCK], second = new float[Dots.BLOCK];

	/**
	 * @param centres (n, K)
	 * @param squares (n) their squared lengths
	 */
	Nearest(final Points points, final float[] centres, final float[] squares) {
		this.points = points;
		this.centres = centres;
		this.squares = squares;
		dots = new Dots(points.length);
		products = new float[squares.length][Dots.BLOCK];
	}

	/**
	 * Looks for those of some vectors.
	 *
	 * @param rows numbers of the vectors
	 * @param size how many, at most {@link Dots#BLOCK}
	 */
	void look(final int[] rows, final int size) {
		dots.products(points.data, rows, size, centres, products);
		for (int i = 0; i < size; i++) units[i] = points.unit(rows[i]);
		Arrays.fill(most, Float.NEGATIVE_INFINITY);
		Arrays.fill(second, Float.NEGATIVE_INFINITY);
		for (int j = 0; j < squares.length; j++) raise(most, second, products[j], units, squares[j]);
	}

	/** The compiler vectorises this, but not the search for the centre that has the highest score. */
	private static void raise(final float[] most, final float[] second, final float[] row, final float[] units,
		final float square)
	{
		for (int i = 0; i < Dots.BLOCK; i++) {
			final float score = 2 * units[i] * row[i] - square;
			second[i] = Math.max(second[i], Math.min(most[i], score));
			most[i] = Math.max(most[i], score);
		}
	}

	/** What the i-th vector's squared length exceeds its squared distance to the nearest centre by. */
	float score(final int i) {
		return most[i];
	}

	/** The same for the nearest of the other centres; minus infinity if there is none. */
	float second(final int i) {
		return second[i];
	}

	/** The nearest centre of the i-th vector, the first of several. */
	int centre(final int i) {
		int j = 0;
		while (j + 1 < squares.length && score(i, j) < most[i]) j++;
		return j;
	}

	/** The same, sooner where it is the one guessed, n for none. */
	int centre(final int i, final int guess) {
		final boolean right = guess < squares.length && second[i] < most[i] && score(i, guess) == most[i];
		return right ? guess : centre(i);
	}

	private float score(final int i, final int centre) {
		return 2 * units[i] * product(i, centre) - squares[centre];
	}

	/** Inner product of the i-th vector and a centre. */
	float product(final int i, final int centre) {
		return products[centre][i];
	}
}
