package sc.fiji.unsupervised.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.model.Tensor;

class PcaTest {

	@Test
	void findsTheAxesOfAnEllipsoid() {
		final Random random = new Random(5);
		final int n = 20_000;
		final float[] data = new float[3 * n];
		for (int i = 0; i < n; i++) {
			final double a = 3 * random.nextGaussian(), b = random.nextGaussian();
			data[3 * i] = (float) (0.6 * a - 0.8 * b + 7);
			data[3 * i + 1] = (float) (-0.8 * a - 0.6 * b - 2);
			data[3 * i + 2] = 5;
		}
		final Tensor rows = new Tensor(data, n, 3);
		final Pca pca = Pca.fit(rows, 3);
		assertEquals(2, pca.components(), "the third variable is constant");
		// The sign makes the largest component positive.
		assertArrayEquals(new float[] { -0.6f, 0.8f, 0, 0.8f, 0.6f, 0 }, pca.axes().data(), 0.02f);
		assertArrayEquals(new float[] { 7, -2, 5 }, pca.mean().data(), 0.1f);
		final Tensor codes = pca.transform(rows);
		assertArrayEquals(new long[] { n, 2 }, codes.shape());
		final double[] sum = new double[2], squares = new double[2];
		double mixed = 0;
		for (int i = 0; i < n; i++) {
			for (int k = 0; k < 2; k++) {
				sum[k] += codes.data()[2 * i + k];
				squares[k] += codes.data()[2 * i + k] * codes.data()[2 * i + k];
			}
			mixed += codes.data()[2 * i] * codes.data()[2 * i + 1];
		}
		assertEquals(0, sum[0] / n, 1e-4);
		assertEquals(9, squares[0] / n, 0.3);
		assertEquals(1, squares[1] / n, 0.05);
		assertEquals(0, mixed / n, 1e-4);
	}

	@Test
	void keepsDistancesWhenNothingIsDropped() {
		final Tensor rows = Blobs.around(Blobs.centres(4, 21, 1), 100, 1, 2);
		final Tensor codes = Pca.fit(rows, 21).transform(rows);
		assertEquals(21, codes.size(1));
		for (int i = 1; i < 400; i++) assertEquals(distance(rows, i), distance(codes, i), 1e-3);
	}

	private static double distance(final Tensor rows, final int i) {
		final int length = rows.size(1);
		double sum = 0;
		for (int k = 0; k < length; k++) sum += Math.pow(rows.data()[i * length + k] - rows.data()[k], 2);
		return Math.sqrt(sum);
	}

	@Test
	void sameBytesWhateverTheThreads() {
		final Tensor rows = Blobs.around(Blobs.centres(4, 21, 1), 3000, 1, 2);
		final Tensor one = Blobs.inPool(1, () -> Pca.fit(rows, 8).transform(rows));
		final Tensor four = Blobs.inPool(4, () -> Pca.fit(rows, 8).transform(rows));
		assertArrayEquals(one.data(), four.data());
	}

	@Test
	void constantAndBrokenVectors() {
		final Tensor codes = Pca.fit(new Tensor(new float[] { 1, 2, 1, 2, 1, 2 }, 3, 2), 2).transform(new Tensor(
			new float[] { 1, 2 }, 1, 2));
		assertArrayEquals(new float[] { 0 }, codes.data(), 1e-6f);
		final String message = assertThrows(UserException.class, () -> Pca.fit(new Tensor(new float[] { 1, Float.NaN }, 2, 1),
			1)).getMessage();
		assertTrue(message.contains("not finite"), message);
	}
}
