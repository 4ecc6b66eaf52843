package sc.fiji.unsupervised.stack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.unsupervised.Cancelled;
import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.stack.IntensityScale.Mode;
import sc.fiji.unsupervised.stack.Stacks.Formula;

class GammaTest {

	/** Channel 0: a tenth is bright. Channel 1: a ramp. Channel 2: a tenth is dark. */
	private final Formula stack = new Formula(3, 3, 100, 10, (s, c, x, y) -> switch (c) {
		case 0 -> x < 10 ? 200 + s : 5 + y;
		case 1 -> x;
		default -> x < 10 ? 0 : 150 + y;
	});
	private final ChannelMap all = ChannelMap.parse("auto", 3);

	private IntensityScale scale(final ImageStack of, final Mode mode, final String key) {
		return IntensityScale.fit(of, all, mode, Progress.NONE).withGamma(key, of, all, Progress.NONE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "STACK", "IMAGE" })
	void onlyDarkChannelsGetASquareRoot(final String mode) {
		assertArrayEquals(new float[] { 0.5f, 1, 1 }, scale(stack, Mode.valueOf(mode), "auto").gamma());
	}

	@Test
	void coloursShareOne() {
		assertArrayEquals(new float[] { 1, 1, 1 }, scale(stack.rgb(), Mode.STACK, "auto").gamma());
		final Formula night = new Formula(1, 3, 100, 10, (s, c, x, y) -> x < 10 ? 200 : c);
		assertArrayEquals(new float[] { 0.5f, 0.5f, 0.5f }, scale(night.rgb(), Mode.STACK, "auto").gamma());
	}

	@Test
	void raisesTheStretchedValues() {
		final float[][] linear = scale(stack, Mode.STACK, "1").read(stack, 1, all), cubed = scale(stack, Mode.STACK, "3").read(
			stack, 1, all), auto = scale(stack, Mode.STACK, "auto").read(stack, 1, all);
		for (int i = 0; i < 1000; i++) {
			assertEquals(Math.pow(linear[1][i], 3), cubed[1][i], 1e-6);
			assertEquals(Math.sqrt(linear[0][i]), auto[0][i], 1e-6);
		}
		assertArrayEquals(linear[1], auto[1]);
	}

	@Test
	void channelsNotInUseKeepOne() {
		final ChannelMap second = ChannelMap.parse("2", 3);
		assertArrayEquals(new float[] { 1, 2, 1 }, IntensityScale.fit(stack, second, Mode.STACK, Progress.NONE).withGamma("2",
			stack, second, Progress.NONE).gamma());
	}

	@Test
	void cancels() {
		final IntensityScale scale = IntensityScale.fit(stack, all, Mode.IMAGE, Progress.NONE);
		assertThrows(CancelledException.class, () -> scale.withGamma("auto", stack, all, Cancelled.AT_ONCE));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1", "11", "NaN", "", "root" })
	void wrongKeysGiveOneSentence(final String key) {
		assertEquals("gamma=" + key + " is not allowed; use auto or a number from 0.1 to 10, 1 leaves intensities as they are.",
			assertThrows(UserException.class, () -> Gamma.check(key)).getMessage());
	}
}
