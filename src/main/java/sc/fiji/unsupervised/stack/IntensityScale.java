package sc.fiji.unsupervised.stack;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;

/**
 * How raw numbers become values from 0 to 1: the 0.3 and 99.7 percentiles of the pixels that count are stretched to 0 and
 * 1, what lies beyond is clipped, what is no number stays so; then each channel is raised to its {@link Gamma}. The
 * channels of a colour picture share one scale, so that colours stay;
 * otherwise each channel has its own.
 *
 * @param mode whether one scale holds for all slices
 * @param low raw value of black for each channel of the stack (0 for channels not in use); empty in mode IMAGE
 * @param high raw value of white likewise
 * @param gamma power of each channel of the stack
 */
public record IntensityScale(Mode mode, float[] low, float[] high, float[] gamma) {

	/** Values looked at per channel of a huge stack; beyond, slices are left out evenly. */
	private static final long SAMPLE = 1L << 28;

	/** For which slices a scale holds. */
	public enum Mode {
		/** One scale for all slices, as for a stack from one instrument. */
		STACK,
		/** Each slice its own, as for pictures of different exposure. */
		IMAGE;

		/**
		 * Reads the key {@code intensity}.
		 *
		 * @param key {@code auto}, {@code stack} or {@code image}
		 * @param auto what {@code auto} means here: STACK for a stack, IMAGE for a folder of pictures
		 * @throws UserException if the key is none of these
		 */
		public static Mode parse(final String key, final Mode auto) {
			return switch (key.trim().toLowerCase(Locale.ROOT)) {
				case "auto" -> auto;
				case "stack" -> STACK;
				case "image" -> IMAGE;
				default -> throw new UserException("intensity=" + key + " is not known; use auto, stack or image.");
			};
		}
	}

	public IntensityScale {
		if (low.length != high.length) throw new IllegalArgumentException("low and high differ in length");
	}

	/**
	 * Measures the scale of a stack, with a gamma of 1. In mode STACK it is read slice by slice, twice; in mode IMAGE nothing is read.
	 *
	 * @throws UserException if the stack lacks a channel
	 */
	public static IntensityScale fit(final ImageStack stack, final ChannelMap channels, final Mode mode,
		final Progress progress)
	{
		channels.check(stack);
		final float[] linear = new float[stack.channels()];
		Arrays.fill(linear, 1);
		if (mode == Mode.IMAGE) return new IntensityScale(mode, new float[0], new float[0], linear);
		final float[] low = new float[stack.channels()], high = new float[stack.channels()];
		final int[] slices = sample(stack);
		final AtomicInteger read = new AtomicInteger();
		final double planes = 2.0 * slices.length * channels.channels().length;
		for (final int[] set : sets(channels, stack.isRgb())) {
			final Range range = Range.of(() -> IntStream.range(0, slices.length * set.length).mapToObj(i -> {
				progress.step("Measuring intensities", read.getAndIncrement() / planes, "");
				return counted(stack, slices[i / set.length], set[i % set.length]);
			}).iterator());
			for (final int c : set) {
				low[c] = range.low();
				high[c] = range.high();
			}
		}
		return new IntensityScale(mode, low, high, linear);
	}

	/**
	 * The same scale with a gamma.
	 *
	 * @param key {@code auto} or a number, see {@link Gamma}
	 * @throws UserException if the key is neither
	 */
	public IntensityScale withGamma(final String key, final ImageStack stack, final ChannelMap channels,
		final Progress progress)
	{
		return new IntensityScale(mode, low, high, Gamma.of(stack, channels, this, key, progress));
	}

	private static float[] counted(final ImageStack stack, final int slice, final int channel) {
		return stack.region(slice).keep(stack.plane(slice, channel));
	}

	/** Channels that share a scale. */
	private static List<int[]> sets(final ChannelMap channels, final boolean rgb) {
		final int[] used = channels.channels();
		return rgb ? List.of(used) : Arrays.stream(used).mapToObj(c -> new int[] { c }).toList();
	}

	private static int[] sample(final ImageStack stack) {
		final long pixels = IntStream.range(0, stack.slices()).mapToLong(i -> (long) stack.width(i) * stack.height(i)).sum();
		final int step = Math.toIntExact((pixels + SAMPLE - 1) / SAMPLE);
		return IntStream.range(0, stack.slices()).filter(i -> i % step == 0).toArray();
	}

	/**
	 * Reads the planes of one slice, scaled.
	 *
	 * @return for each of {@code channels.channels()} the values in [0, 1] or NaN, row-major; the arrays are new
	 */
	float[][] read(final ImageStack stack, final int slice, final ChannelMap channels) {
		final float[][] planes = stretched(stack, slice, channels);
		for (int k = 0; k < planes.length; k++) Gamma.apply(planes[k], gamma[channels.channels()[k]]);
		return planes;
	}

	private float[][] stretched(final ImageStack stack, final int slice, final ChannelMap channels) {
		final int[] used = channels.channels();
		final float[][] planes = new float[used.length][];
		if (mode == Mode.IMAGE && stack.isRgb()) {
			final Range joint = Range.of(Arrays.stream(used).mapToObj(c -> counted(stack, slice, c)).toList());
			Arrays.setAll(planes, k -> joint.scale(stack.plane(slice, used[k])));
			return planes;
		}
		for (int k = 0; k < used.length; k++) {
			final Range range = mode == Mode.IMAGE ? Range.of(List.of(counted(stack, slice, used[k]))) : new Range(low[used[k]],
				high[used[k]]);
			planes[k] = range.scale(stack.plane(slice, used[k]));
		}
		return planes;
	}
}
