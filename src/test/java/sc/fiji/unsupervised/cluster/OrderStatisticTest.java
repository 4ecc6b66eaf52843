package sc.fiji.unsupervised.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

class OrderStatisticTest {

	@Test
	void everyPlaceIsThatOfTheSortedValues() {
		final Random random = new Random(2);
		final float[] values = new float[500];
		// an image of few grey values, and one half of it black
		for (int i = 0; i < values.length; i++) values[i] = i < 250 ? 0 : random.nextInt(20) / 255f;
		final float[] sorted = values.clone(), before = values.clone();
		Arrays.sort(sorted);
		final float[][] parts = { values, {} };
		for (int i = 0; i < sorted.length; i++) {
			final int place = i;
			assertEquals(sorted[i], (float) OrderStatistic.of(parts, n -> place).getAsDouble());
		}
		assertEquals(sorted[250], (float) OrderStatistic.of(parts, n -> n / 2).getAsDouble());
		assertArrayEquals(before, values);
	}

	@Test
	void thereIsNoneWithoutValues() {
		assertTrue(OrderStatistic.of(new float[][] { {}, {} }, n -> 0).isEmpty());
	}
}
