package sc.fiji.unsupervised.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;

class HungarianTest {

	@Test
	void reachesTheBestSumOfBruteForce() {
		final Random random = new Random(1);
		for (int trial = 0; trial < 600; trial++) {
			final int rows = 1 + random.nextInt(6), columns = 1 + random.nextInt(6);
			final double[][] score = new double[rows][columns];
			final boolean ties = trial % 3 == 0;
			for (final double[] row : score)
				for (int c = 0; c < columns; c++) row[c] = ties ? random.nextInt(3) : random.nextInt(2001) - 1000;
			final int[] columnOf = Hungarian.maximise(score);
			double sum = 0;
			int assigned = 0;
			final boolean[] used = new boolean[columns];
			for (int r = 0; r < rows; r++) {
				if (columnOf[r] < 0) continue;
				assertTrue(!used[columnOf[r]], "a column twice");
				used[columnOf[r]] = true;
				sum += score[r][columnOf[r]];
				assigned++;
			}
			assertEquals(Math.min(rows, columns), assigned);
			assertEquals(best(score, 0, new boolean[columns], Math.max(0, rows - columns)), sum, 0);
		}
	}

	/** The best sum from row r on when {@code skips} rows may stay without a column. */
	private static double best(final double[][] score, final int r, final boolean[] used, final int skips) {
		if (r == score.length) return 0;
		double best = skips > 0 ? best(score, r + 1, used, skips - 1) : Double.NEGATIVE_INFINITY;
		for (int c = 0; c < used.length; c++) {
			if (used[c]) continue;
			used[c] = true;
			best = Math.max(best, score[r][c] + best(score, r + 1, used, skips));
			used[c] = false;
		}
		return best;
	}

	@Test
	void countsBeyondFloatStayExact() {
		final double big = 1L << 50;
		assertArrayEquals(new int[] { 1, 0 }, Hungarian.maximise(new double[][] { { big, big }, { big, big - 1 } }));
	}

	@Test
	void solvesALargeSquare() {
		final int n = 200;
		final double[][] score = new double[n][n];
		final Random random = new Random(2);
		for (int r = 0; r < n; r++) {
			for (int c = 0; c < n; c++) score[r][c] = random.nextDouble();
			score[r][(r * 7 + 3) % n] += 100;
		}
		final int[] columnOf = Hungarian.maximise(score);
		for (int r = 0; r < n; r++) assertEquals((r * 7 + 3) % n, columnOf[r]);
	}

	@Test
	void acceptsNothingAndRefusesNonsense() {
		assertArrayEquals(new int[0], Hungarian.maximise(new double[0][]));
		assertArrayEquals(new int[] { -1, -1 }, Hungarian.maximise(new double[2][0]));
		assertThrows(IllegalArgumentException.class, () -> Hungarian.maximise(new double[][] { { 1, 2 }, { 1 } }));
		assertThrows(IllegalArgumentException.class, () -> Hungarian.maximise(new double[][] { { Double.NaN } }));
	}
}
