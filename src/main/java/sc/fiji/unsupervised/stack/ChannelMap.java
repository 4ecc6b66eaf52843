package sc.fiji.unsupervised.stack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import sc.fiji.unsupervised.UserException;

/**
 * Which channels of a stack make the three inputs of a backbone. Each group of three is seen by the backbone once, and
 * the features of all groups are concatenated.
 * <ul>
 * <li>one channel a: a group (a, a, a)</li>
 * <li>two channels a, b: a group (a, b, b)</li>
 * <li>three channels, colour or not: a group (a, b, c)</li>
 * <li>more: a group (a, a, a) for each</li>
 * </ul>
 *
 * @param groups at least one; each has three channel indices from 0
 */
public record ChannelMap(List<int[]> groups) {

	/** Inputs of a backbone. */
	public static final int INPUTS = 3;

	public ChannelMap {
		if (groups.isEmpty()) throw new IllegalArgumentException("A channel map needs a group.");
		groups = groups.stream().map(int[]::clone).toList();
		for (final int[] group : groups)
			if (group.length != INPUTS || Arrays.stream(group).min().getAsInt() < 0)
				throw new IllegalArgumentException("A group needs three channel indices: " + Arrays.toString(group));
	}

	/**
	 * Reads the key {@code channels}.
	 *
	 * @param key {@code auto} for all channels, or their numbers from 1, such as {@code 2} or {@code 1,3}
	 * @param channels of the stack
	 * @throws UserException if the key is neither or names a channel twice or one that is not there
	 */
	public static ChannelMap parse(final String key, final int channels) {
		final String text = key.trim().toLowerCase(Locale.ROOT);
		final int[] chosen = text.equals("auto") ? IntStream.range(0, channels).toArray() : numbers(key, text, channels);
		return new ChannelMap(group(chosen));
	}

	private static int[] numbers(final String key, final String text, final int channels) {
		try {
			final int[] chosen = Arrays.stream(text.split(",", -1)).mapToInt(n -> Integer.parseInt(n.trim()) - 1).toArray();
			final boolean known = Arrays.stream(chosen).allMatch(c -> c >= 0 && c < channels);
			if (known && Arrays.stream(chosen).distinct().count() == chosen.length) return chosen;
		}
		catch (final NumberFormatException e) {
			// answered below
		}
		throw new UserException("channels=" + key + " does not fit; use auto or " + (channels == 1
			? "1, because the image has one channel." : "different channel numbers from 1 to " + channels +
				", separated by commas."));
	}

	private static List<int[]> group(final int[] c) {
		if (c.length == 2) return List.of(new int[] { c[0], c[1], c[1] });
		if (c.length == INPUTS) return List.of(c);
		final List<int[]> groups = new ArrayList<>();
		for (final int channel : c)
			groups.add(new int[] { channel, channel, channel });
		return groups;
	}

	/** The channels in use, each once, in the order of the groups. */
	public int[] channels() {
		return groups.stream().flatMapToInt(Arrays::stream).distinct().toArray();
	}

	/**
	 * @throws UserException if the stack lacks a channel of this map, as when a model meets another kind of image
	 */
	public void check(final ImageStack stack) {
		final int last = Arrays.stream(channels()).max().getAsInt();
		if (last >= stack.channels()) throw new UserException("Channel " + (last + 1) + " is needed but the image has only " +
			stack.channels() + "; use an image with the same channels as the one trained on, or another value of channels.");
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof ChannelMap map && Arrays.deepEquals(groups.toArray(), map.groups.toArray());
	}

	@Override
	public int hashCode() {
		return Arrays.deepHashCode(groups.toArray());
	}

	@Override
	public String toString() {
		return "ChannelMap" + Arrays.deepToString(groups.toArray());
	}
}
