package sc.fiji.unsupervised.stack;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.cluster.OrderStatistic;

/**
 * The power to which intensities are raised once they lie in [0, 1]. Where most of a picture is dark, as in fluorescence,
 * the square root is taken: it gives photon counts the same noise everywhere (Bartlett, J. R. Stat. Soc. Suppl. 3, 1936) and
 * dim objects a distance from the ground that does not depend on how bright others are. {@code docs/gamma.md} has the
 * figures.
 */
public final class Gamma {

	/** Let the pictures decide. */
	public static final String AUTO = "auto";

	private static final double LEAST = 0.1, MOST = 10;

	/** A channel whose median is below this share of its range is dark. */
	private static final float DARK = 0.2f;
	private static final float ROOT = 0.5f;

	/** So many slices at most, and values of each, tell the median. */
	private static final int SLICES = 16, VALUES = 1 << 16;

	private Gamma() {}

	/** @throws UserException unless the key is {@code auto} or a number from 0.1 to 10 */
	public static void check(final String key) {
		if (!key.equals(AUTO)) parse(key);
	}

	private static float parse(final String key) {
		try {
			final double value = Double.parseDouble(key);
			if (value >= LEAST && value <= MOST) return (float) value;
		}
		catch (final NumberFormatException e) {
			// falls through to the sentence
		}
		throw new UserException("gamma=" + key +
			" is not allowed; use auto or a number from 0.1 to 10, 1 leaves intensities as they are.");
	}

	/**
	 * @param scale of the stack, itself without gamma
	 * @param key {@code auto} or a number
	 * @return one power for each channel of the stack, 1 for channels not in use
	 * @throws UserException if the key is neither
	 */
	static float[] of(final ImageStack stack, final ChannelMap channels, final IntensityScale scale, final String key,
		final Progress progress)
	{
		final float[] gamma = new float[stack.channels()];
		Arrays.fill(gamma, 1);
		final int[] used = channels.channels();
		if (!key.equals(AUTO)) {
			final float value = parse(key);
			for (final int c : used) gamma[c] = value;
			return gamma;
		}
		final float[][][] values = sample(stack, channels, scale, progress);
		// Red, green and blue are one picture.
		final boolean darkRgb = stack.isRgb() && isDark(Arrays.stream(values).flatMap(Arrays::stream));
		for (int k = 0; k < used.length; k++) {
			final int channel = k;
			if (darkRgb || !stack.isRgb() && isDark(Arrays.stream(values).map(v -> v[channel]))) gamma[used[k]] = ROOT;
		}
		return gamma;
	}

	/** Values of evenly spaced pixels that count (slices, channels in use, pixels). */
	private static float[][][] sample(final ImageStack stack, final ChannelMap channels, final IntensityScale scale,
		final Progress progress)
	{
		final int n = Math.min(SLICES, stack.slices());
		return IntStream.range(0, n).mapToObj(i -> {
			progress.step("Measuring intensities", (double) i / n, "");
			final int slice = (int) ((long) i * stack.slices() / n);
			return Arrays.stream(scale.read(stack, slice, channels)).map(stack.region(slice)::keep).map(Gamma::thin).toArray(
				float[][]::new);
		}).toArray(float[][][]::new);
	}

	/** Numbers among evenly spaced pixels. */
	private static float[] thin(final float[] plane) {
		final int count = Math.min(VALUES, plane.length);
		final float[] values = new float[count];
		int numbers = 0;
		for (int i = 0; i < count; i++) {
			final float value = plane[(int) ((long) i * plane.length / count)];
			if (!Float.isNaN(value)) values[numbers++] = value;
		}
		return Arrays.copyOf(values, numbers);
	}

	/** By the upper median of all values; without values it is not. */
	private static boolean isDark(final Stream<float[]> parts) {
		return OrderStatistic.of(parts.toArray(float[][]::new), n -> n / 2).orElse(1) < DARK;
	}

	/** Raises values in [0, 1] to a power, in place. */
	static void apply(final float[] values, final float gamma) {
		if (gamma == 1) return;
		if (gamma == ROOT) for (int i = 0; i < values.length; i++) values[i] = (float) Math.sqrt(values[i]);
		else for (int i = 0; i < values.length; i++) values[i] = (float) Math.pow(values[i], gamma);
	}
}
