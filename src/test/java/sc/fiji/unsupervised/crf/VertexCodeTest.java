package sc.fiji.unsupervised.crf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.UserException;

class VertexCodeTest {

	/** Codes of all vertices whose quotients are as far apart as a code has to tell. */
	private static void assertDifferent(final int... extent) {
		final VertexCode code = new VertexCode(extent);
		final int d = extent.length;
		final Set<Long> codes = new HashSet<>();
		int all = d + 1;
		for (final int e : extent) all *= e + 6;
		for (int i = 0; i < all; i++) {
			final int remainder = i % (d + 1);
			long sum = 0;
			for (int a = 0, rest = i / (d + 1); a < d; rest /= extent[a] + 6, a++)
				sum += code.unit[a] * (rest % (extent[a] + 6) * (d + 1) + remainder);
			assertTrue(codes.add(sum));
		}
	}

	@Test
	void tellsAllVerticesOfARegionApart() {
		assertDifferent(100, 3);
		assertDifferent(0, 7);
		assertDifferent(5, 1, 4);
		assertDifferent(0, 2, 1, 3, 0);
	}

	@Test
	void stepsLeadFromVertexToVertexOfASimplex() {
		final int d = 5;
		final Simplex simplex = new Simplex(d);
		final Random random = new Random(1);
		final int[] extent = new int[d];
		final float[][] points = new float[2000][d];
		for (final float[] point : points) for (int a = 0; a < d; a++) point[a] = random.nextFloat() * 30;
		final int[] low = new int[d];
		for (final float[] point : points) simplex.stretch(point, low, extent);
		for (int a = 0; a < d; a++) extent[a] -= low[a];
		final VertexCode code = new VertexCode(extent);
		final Map<Long, Integer> axis = new HashMap<>();
		for (int a = 0; a <= d; a++) axis.put(code.step[a], a);
		final long[] codes = new long[d + 1];
		for (final float[] point : points) {
			simplex.locate(point);
			simplex.vertices(code, codes);
			final Set<Integer> axes = new HashSet<>();
			for (int q = 0; q <= d; q++) axes.add(axis.get(codes[q] - codes[(q + 1) % (d + 1)]));
			// Once around, every axis is used once.
			assertEquals(new HashSet<>(List.of(0, 1, 2, 3, 4, 5)), axes);
		}
	}

	@Test
	void defaultsFitTheLargestVolumesOfFiveChannels() {
		final CrfOptions options = CrfOptions.defaults();
		for (final int[] box : new int[][] { { 23000, 23000, 2 }, { 4096, 4096, 32 }, { 812, 812, 812 } }) {
			final int d = 8;
			final Simplex simplex = new Simplex(d);
			final int[] low = new int[d], high = new int[d];
			final float[] f = new float[d];
			for (int corner = 0; corner < 1 << d; corner++) {
				for (int a = 0; a < d; a++)
					f[a] = (corner >> a & 1) * (a < 3 ? box[a] / options.bilateralSxy() : 255 / options.bilateralScolour());
				simplex.stretch(f, low, high);
			}
			for (int a = 0; a < d; a++) high[a] -= low[a];
			final long[] unit = new VertexCode(high).unit;
			for (int a = 1; a < d; a++) assertTrue(unit[a] > unit[a - 1]);
		}
	}

	@Test
	void regionsThatNeedMoreThanALongAreRefused() {
		final int[] extent = { 1 << 20, 1 << 20, 1 << 20 };
		assertThrows(UserException.class, () -> new VertexCode(extent));
		assertThrows(UserException.class, () -> new VertexCode(new int[] { Integer.MAX_VALUE, Integer.MAX_VALUE }));
	}
}
