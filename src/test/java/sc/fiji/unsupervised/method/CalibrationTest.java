package sc.fiji.unsupervised.method;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

class CalibrationTest {

	@Test
	void aQuantileIsThatOfTheSortedValues() {
		final Random random = new Random(1);
		final float[] sorted = new float[1003];
		for (int i = 0; i < sorted.length; i++) sorted[i] = Math.round(random.nextGaussian() * 40) / 40f; // many are equal
		final float[][] parts = { Arrays.copyOf(sorted, 400), {}, Arrays.copyOfRange(sorted, 400, sorted.length) };
		Arrays.sort(sorted);
		for (int i = 0; i < sorted.length; i++)
			assertEquals(sorted[i], Calibration.quantile(parts, i / (sorted.length - 1.0)));
		assertEquals(sorted[0], Calibration.quantile(parts, -0.5));
		assertEquals(sorted[sorted.length - 1], Calibration.quantile(parts, 1.5));
		assertEquals(0, Calibration.quantile(new float[8][0], 0.5));
	}
}
