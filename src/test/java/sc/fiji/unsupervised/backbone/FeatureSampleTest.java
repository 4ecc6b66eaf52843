package sc.fiji.unsupervised.backbone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;

import org.junit.jupiter.api.Test;

class FeatureSampleTest {

	@Test
	void sumsAllCellsAndKeepsAnEvenSample() {
		final FeatureSample sample = new FeatureSample(2);
		final int tiles = 120, cells = 784, count = tiles * cells;
		for (int t = 0; t < tiles; t++) {
			final float[] tile = new float[2 * cells];
			for (int i = 0; i < cells; i++) {
				tile[i] = t * cells + i;
				tile[cells + i] = 1000 + (i % 2 == 0 ? 0.01f : -0.01f);
			}
			sample.add(tile, new BitSet());
		}
		assertEquals((count - 1) / 2.0, sample.mean(0), 1e-6 * count);
		assertEquals(Math.sqrt(((double) count * count - 1) / 12), sample.sd(0), 1e-6 * count);
		assertEquals(1000, sample.mean(1), 1e-6);
		assertEquals(0.01, sample.sd(1), 1e-4, "float numbers near 1000 are 6e-5 apart");
		final float[] rows = sample.rows();
		assertEquals((count + 3) / 4, rows.length / 2, "every fourth cell fits");
		for (int i = 0; i < rows.length / 2; i++) assertEquals(4 * i, rows[2 * i]);
	}
}
