package sc.fiji.unsupervised.stack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeTest {

	/** The percentile by its definition, on sorted values. */
	private static float percentile(final float[] sorted, final double share) {
		final double at = share * (sorted.length - 1);
		final int i = (int) at;
		final float a = sorted[i], b = sorted[Math.min(i + 1, sorted.length - 1)];
		return (float) (a + (at - i) * ((double) b - a));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 100, 1001, 50_000 })
	void exactForAnyNumbers(final int n) {
		final Random random = new Random(n);
		final float[] values = new float[n];
		for (int i = 0; i < n; i++)
			values[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(9) - 4));
		final float[] sorted = values.clone();
		Arrays.sort(sorted);
		final float[] first = Arrays.copyOf(values, n / 2), second = Arrays.copyOfRange(values, n / 2, n);
		final Range range = Range.of(List.of(first, second));
		assertEquals(percentile(sorted, 0.003), range.low());
		assertEquals(percentile(sorted, 0.997), range.high());
	}

	@Test
	void sixteenBitWithOffset() {
		final float[] values = new float[1001];
		for (int i = 0; i < values.length; i++)
			values[i] = 32768 + i;
		final Range range = Range.of(List.of(values));
		assertEquals(32771, range.low());
		assertEquals(33765, range.high());
		final float[] scaled = range.scale(values);
		assertEquals(0, scaled[0]);
		assertEquals(0, scaled[3]);
		assertEquals(0.5f, scaled[500], 1e-6f);
		assertEquals(1, scaled[997]);
		assertEquals(1, scaled[1000]);
	}

	@Test
	void whatIsNoNumberIsIgnoredAndStaysSo() {
		final float[] values = { Float.NaN, 1, 2, 3, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY };
		final Range range = Range.of(List.of(values));
		assertEquals(1, range.low(), 0.01f);
		assertEquals(3, range.high(), 0.01f);
		final float[] scaled = range.scale(values);
		assertTrue(Float.isNaN(scaled[0]));
		assertEquals(0, scaled[4]);
		assertEquals(1, scaled[5]);
		assertEquals(0.5f, scaled[2], 1e-6f);
	}

	@Test
	void constantAndEmptyPicturesBecomeBlack() {
		assertArrayEquals(new float[3], Range.of(List.of(new float[] { 7, 7, 7 })).scale(new float[] { 7, 7, 7 }));
		final float[] nothing = { Float.NaN, Float.NaN };
		assertArrayEquals(nothing, Range.of(List.of(nothing)).scale(nothing));
	}

	@Test
	void aFewBrightSpotsAreNotLost() {
		final float[] values = new float[10_000];
		values[5] = 200;
		assertEquals(new Range(0, 200), Range.of(List.of(values)));
	}

	@Test
	void extremeNumbersDoNotOverflow() {
		final float[] values = { -Float.MAX_VALUE, 0, Float.MAX_VALUE };
		final float[] scaled = new Range(-Float.MAX_VALUE, Float.MAX_VALUE).scale(values);
		assertArrayEquals(new float[] { 0, 0.5f, 1 }, scaled, 1e-6f);
	}
}
