package sc.fiji.unsupervised.stack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.stack.IntensityScale.Mode;
import sc.fiji.unsupervised.stack.Stacks.Formula;

class SlicesTest {

	private static Slices slices(final ImageStack stack, final String channels, final double scale) {
		final float[] low = new float[stack.channels()], high = new float[stack.channels()], gamma = new float[stack.channels()];
		Arrays.fill(high, 255);
		Arrays.fill(gamma, 1);
		return new Slices(stack, ChannelMap.parse(channels, stack.channels()), new IntensityScale(Mode.STACK, low, high,
			gamma), scale);
	}

	private final Formula ramp = new Formula(3, 5, 20, 10, (s, c, x, y) -> 10 * x + 2 * y + c);

	@Test
	void readsOnlyWhatIsAskedFor() {
		final Slices slices = slices(ramp, "2,4", 1);
		assertEquals(3, slices.count());
		assertEquals(1, slices.groups());
		final Slice slice = slices.read(1);
		assertEquals(2, ramp.reads().get());
		assertEquals((10 * 3 + 2 * 2 + 1) / 255f, slice.planes()[0][2 * 20 + 3], 1e-7f);
		assertEquals((10 * 3 + 2 * 2 + 3) / 255f, slice.planes()[1][2 * 20 + 3], 1e-7f);
	}

	@Test
	void inputsOfOneChannelAreOneArray() {
		final Slice two = slices(ramp, "2,4", 1).read(0);
		assertNotSame(two.planes()[0], two.planes()[1]);
		assertSame(two.planes()[1], two.planes()[2]);
		assertEquals(2, two.distinct().length);
		final Slice five = slices(ramp, "auto", 1).read(0);
		assertEquals(15, five.planes().length);
		assertEquals(5, five.groups());
		assertSame(five.planes()[3], five.planes()[5]);
		assertEquals(5, five.distinct().length);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0.1, 0.35, 0.5, 0.9, 1.3, 2, 8 })
	void aRampStaysARampAtAnyScale(final double scale) {
		final Slices slices = slices(ramp, "1", scale);
		final Slice slice = slices.read(0);
		final int w = slices.width(0), h = slices.height(0);
		assertEquals(Math.round(20 * scale), w);
		assertEquals(w, slice.width());
		assertEquals(w * h, slice.planes()[0].length);
		final double border = scale > 1 ? 0.5 * scale : 0;
		final boolean whole = scale > 1 || 1 / scale == Math.rint(1 / scale);
		final double tolerance = whole ? 1e-6 : 12 * 0.25 / 255; // a pixel cut in two has one value, not a ramp
		for (int y = 0; y < h; y++)
			for (int x = 0; x < w; x++) {
				if (x < border || y < border || x > w - 1 - border || y > h - 1 - border) continue;
				final double expected = 10 * ((x + 0.5) * 20 / w - 0.5) + 2 * ((y + 0.5) * 10 / h - 0.5);
				assertEquals(expected / 255, slice.planes()[0][y * w + x], tolerance, scale + " at " + x + "," + y);
			}
	}

	@Test
	void shrinkingKeepsTheMean() {
		final Formula noise = new Formula(1, 1, 37, 23, (s, c, x, y) -> (x * 7919 + y * 104729) % 256);
		final float[] plane = noise.plane(0, 0);
		double mean = 0, shrunk = 0;
		for (final float v : plane)
			mean += v / plane.length;
		final float[] small = Resample.resize(plane, 37, 23, 9, 5);
		for (final float v : small)
			shrunk += v / small.length;
		assertEquals(mean, shrunk, 1e-3);
	}

	@Test
	void noSliceVanishes() {
		final Slices slices = slices(new Formula(1, 1, 2, 1, (s, c, x, y) -> 255), "auto", 0.1);
		assertEquals(1, slices.width(0));
		assertArrayEquals(new float[] { 1 }, slices.read(0).planes()[0]);
	}

	@Test
	void scaleHasLimits() {
		assertThrows(UserException.class, () -> slices(ramp, "auto", 0.09));
		assertThrows(UserException.class, () -> slices(ramp, "auto", 8.1));
		assertThrows(UserException.class, () -> slices(ramp, "auto", Double.NaN));
	}

	@Test
	void guideIsTruncatedAndAtFullResolution() {
		final float[][] grey = slices(ramp, "1", 2).guide(0);
		assertEquals(1, grey.length);
		assertEquals(200, grey[0].length);
		for (int i = 0; i < 200; i++)
			assertEquals(ramp.plane(0, 0)[i], grey[0][i], 1);
		final Formula half = new Formula(1, 1, 1, 1, (s, c, x, y) -> 127.9f);
		assertEquals(127, slices(half, "auto", 1).guide(0)[0][0]);
		assertEquals(5, slices(new Formula(1, 7, 1, 1, (s, c, x, y) -> c), "auto", 1).guide(0).length);
	}

	@Test
	void guideOfColoursIsBlueGreenRed() {
		final Formula rgb = new Formula(1, 3, 1, 1, (s, c, x, y) -> 51 * c).rgb();
		final float[][] guide = slices(rgb, "auto", 1).guide(0);
		assertEquals(102, guide[0][0]);
		assertEquals(51, guide[1][0]);
		assertEquals(0, guide[2][0]);
	}
}
