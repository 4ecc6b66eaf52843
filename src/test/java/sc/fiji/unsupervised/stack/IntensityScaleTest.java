package sc.fiji.unsupervised.stack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.Cancelled;
import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.stack.IntensityScale.Mode;
import sc.fiji.unsupervised.stack.Stacks.Formula;

class IntensityScaleTest {

	/** Values 0 to 1000 along x, plus 1000 per slice, times 10 per channel. */
	private final Formula stack = new Formula(2, 3, 1001, 1, (s, c, x, y) -> (x + 1000 * s) * (float) Math.pow(10, c));
	private final ChannelMap all = ChannelMap.parse("auto", 3);

	@Test
	void oneScalePerChannelOverAllSlices() {
		final IntensityScale scale = IntensityScale.fit(stack, all, Mode.STACK, Progress.NONE);
		assertArrayEquals(new float[] { 6.003f, 60.03f, 600.3f }, scale.low(), 1e-3f);
		assertArrayEquals(new float[] { 1993.997f, 19939.97f, 199399.7f }, scale.high(), 2e-2f);
		final float[][] second = scale.read(stack, 1, all);
		assertEquals(0.5f, second[0][0], 1e-3f);
		assertEquals(1, second[2][1000]);
	}

	@Test
	void coloursShareOneScale() {
		final IntensityScale scale = IntensityScale.fit(stack.rgb(), all, Mode.STACK, Progress.NONE);
		assertEquals(scale.low()[0], scale.low()[2]);
		assertEquals(scale.high()[0], scale.high()[2]);
		final float[][] planes = IntensityScale.fit(stack.rgb(), all, Mode.IMAGE, Progress.NONE).read(stack.rgb(), 0, all);
		assertEquals(planes[2][500] / 10, planes[1][500], 1e-3f);
	}

	@Test
	void eachSliceItsOwn() {
		final IntensityScale scale = IntensityScale.fit(stack, all, Mode.IMAGE, Progress.NONE);
		assertEquals(0, stack.reads().get());
		for (int s = 0; s < 2; s++)
			for (final float[] plane : scale.read(stack, s, all))
				assertEquals(0.5f, plane[500], 1e-4f);
	}

	@Test
	void onlyChannelsInUseAreRead() {
		final IntensityScale scale = IntensityScale.fit(stack, ChannelMap.parse("2", 3), Mode.STACK, Progress.NONE);
		assertEquals(2 * 2, stack.reads().get());
		assertEquals(0, scale.high()[0]);
	}

	@Test
	void progressRunsToOneAndCancels() {
		final double[] last = { -1 };
		IntensityScale.fit(stack, all, Mode.STACK, (stage, fraction, message) -> {
			assertEquals(true, fraction > last[0] && fraction < 1);
			last[0] = fraction;
		});
		assertEquals(11 / 12.0, last[0], 1e-9);
		assertThrows(CancelledException.class, () -> IntensityScale.fit(stack, all, Mode.STACK, Cancelled.AT_ONCE));
	}

	@Test
	void keyOfTheMode() {
		assertEquals(Mode.STACK, Mode.parse("auto", Mode.STACK));
		assertEquals(Mode.IMAGE, Mode.parse("auto", Mode.IMAGE));
		assertEquals(Mode.IMAGE, Mode.parse(" Image ", Mode.STACK));
		assertThrows(UserException.class, () -> Mode.parse("slice", Mode.STACK));
	}
}
