package sc.fiji.unsupervised.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.model.Tensor;

class PrototypesTest {

	private static final Tensor CENTRES = new Tensor(new float[] { 3, 4, 0, -2 }, 2, 2);

	@Test
	void cosineScores() {
		final float[] out = new float[4];
		new Prototypes(Metric.COSINE, CENTRES).scores(new float[] { 9, 9, 6, 8, 0, 0 }, 1, 2, out);
		assertArrayEquals(new float[] { 1, -0.8f, 0, 0 }, out, 1e-6f);
	}

	@Test
	void euclideanScoresAreDistancesButForACommonTerm() {
		final float[] out = new float[2];
		new Prototypes(Metric.EUCLIDEAN, CENTRES, 4).scores(new float[] { 1, 1 }, 0, 1, out);
		// -|x - c|^2 = -13 and -10, |x|^2 = 2, divided by the spread of 4
		assertArrayEquals(new float[] { (2 - 13) / 4f, (2 - 10) / 4f }, out, 1e-6f);
	}

	@Test
	void manyOddSizes() {
		for (final int length : new int[] { 1, 3, 8, 67 }) {
			final float[][] centres = Blobs.centres(5, length, 2);
			final float[] flat = Blobs.around(centres, 1, 0, 1).data();
			final Tensor rows = Blobs.around(centres, 31, 0.5, 3);
			final float[] out = new float[155 * 5];
			new Prototypes(Metric.EUCLIDEAN, new Tensor(flat, 5, length)).scores(rows.data(), 0, 155, out);
			for (int i = 0; i < 155; i++) for (int j = 0; j < 5; j++) {
				double expected = 0;
				for (int k = 0; k < length; k++)
					expected += 2.0 * rows.data()[i * length + k] * centres[j][k] - (double) centres[j][k] * centres[j][k];
				assertEquals(expected, out[i * 5 + j], 1e-3);
			}
		}
	}

	@Test
	void silhouette() {
		final Prototypes two = new Prototypes(Metric.EUCLIDEAN, new Tensor(new float[] { 0, 0, 10, 0 }, 2, 2), 3);
		assertEquals(0.75, Silhouette.of(two, new Tensor(new float[] { 2, 0, 8, 0 }, 2, 2)), 1e-6);
		assertEquals(0, Silhouette.of(two, new Tensor(new float[] { 5, 0 }, 1, 2)), 1e-6);
		assertEquals(1, Silhouette.of(two, new Tensor(new float[] { 0, 0, 10, 0 }, 2, 2)), 1e-6);
		final Tensor rows = Blobs.around(new float[][] { { 1, 0 }, { 0, 1 } }, 3000, 0.05, 1);
		final Prototypes good = new Prototypes(Metric.COSINE, new Tensor(new float[] { 1, 0, 0, 1 }, 2, 2));
		final Prototypes poor = new Prototypes(Metric.COSINE, new Tensor(new float[] { 1, 0, 1, 1 }, 2, 2));
		assertTrue(Silhouette.of(good, rows) > 0.98);
		assertTrue(Silhouette.of(poor, rows) < Silhouette.of(good, rows) - 0.1);
		assertEquals(0, Silhouette.of(new Prototypes(Metric.COSINE, new Tensor(new float[] { 1, 0 }, 1, 2)), rows));
	}
}
