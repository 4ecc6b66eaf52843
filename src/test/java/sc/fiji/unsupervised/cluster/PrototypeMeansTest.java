package sc.fiji.unsupervised.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

class PrototypeMeansTest {

	/** Nine weighted points on a line: the best three groups are intervals, found by trying all. */
	@Test
	void findsTheBestGroupsOfAll() {
		for (int seed = 0; seed < 20; seed++) {
			final SplittableRandom random = new SplittableRandom(seed);
			final double[] x = random.doubles(9).sorted().toArray(), w = random.doubles(9, 0.1, 1).toArray();
			final double[][] rows = Arrays.stream(x).mapToObj(v -> new double[] { v }).toArray(double[][]::new);
			double least = Double.POSITIVE_INFINITY;
			for (int a = 1; a < 8; a++)
				for (int b = a + 1; b < 9; b++) least = Math.min(least, scatter(x, w, 0, a) + scatter(x, w, a, b) + scatter(x, w, b,
					9));
			final int[] groups = PrototypeMeans.groups(rows, w, 3, new int[] { 0, 1, 2, 0, 1, 2, 0, 1, 2 });
			double found = 0;
			for (int from = 0, to; from < 9; from = to) {
				to = from;
				while (to < 9 && groups[to] == groups[from]) to++;
				found += scatter(x, w, from, to);
			}
			assertEquals(least, found, 1e-12, "seed " + seed);
		}
	}

	private static double scatter(final double[] x, final double[] w, final int from, final int to) {
		double sum = 0, mean = 0, scatter = 0;
		for (int i = from; i < to; i++) {
			sum += w[i];
			mean += w[i] * x[i];
		}
		for (int i = from; i < to; i++) scatter += w[i] * (x[i] - mean / sum) * (x[i] - mean / sum);
		return scatter;
	}

	@Test
	void noGroupIsEmptyEvenAmongEqualRows() {
		final int[] groups = PrototypeMeans.groups(new double[5][2], new double[] { 1, 1, 1, 1, 1 }, 3, new int[] { 0, 0, 1, 2,
			0 });
		assertEquals(3, Arrays.stream(groups).distinct().count());
		assertArrayEquals(new int[] { 1, 0 }, PrototypeMeans.groups(new double[][] { { 0 }, { 1 } }, new double[] { 1, 1 }, 2,
			new int[] { 1, 0 }));
	}
}
