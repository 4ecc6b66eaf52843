package sc.fiji.unsupervised.stack;

/**
 * The raw values that become 0 and 1.
 *
 * @param low raw value of black
 * @param high raw value of white; not above {@code low} where all values are equal, and then everything becomes 0
 */
record Range(float low, float high) {

	private static final double LOW = 0.003, HIGH = 0.997;
	private static final int BINS = 1 << 16;

	/**
	 * The exact 0.3 and 99.7 percentiles of all finite values, interpolated linearly between neighbours. Where both fall
	 * on one value, as in a picture with a few bright spots, minimum and maximum take their place. Needs two passes and a
	 * few megabytes whatever the number of values: the first pass counts the upper 16 bits of each value, the second the
	 * lower 16 bits where the upper ones hold a wanted rank.
	 *
	 * @param planes raw values; iterated two times
	 */
	static Range of(final Iterable<float[]> planes) {
		final long[] upper = new long[BINS];
		for (final float[] plane : planes)
			for (final float value : plane)
				if (Float.isFinite(value)) upper[key(value) >>> 16]++;
		long count = 0;
		for (final long n : upper)
			count += n;
		if (count == 0) return new Range(0, 0);

		final double low = LOW * (count - 1), high = HIGH * (count - 1);
		final long[] ranks = { 0, (long) low, Math.min((long) low + 1, count - 1), (long) high, Math.min((long) high + 1,
			count - 1), count - 1 };
		final float[] at = select(planes, upper, ranks);
		final Range range = new Range(between(at[1], at[2], low), between(at[3], at[4], high));
		return range.low < range.high ? range : new Range(at[0], at[5]);
	}

	private static float between(final float a, final float b, final double position) {
		return (float) (a + (position - Math.floor(position)) * ((double) b - a));
	}

	/** The values at ascending ranks. */
	private static float[] select(final Iterable<float[]> planes, final long[] upper, final long[] ranks) {
		final int[] bin = new int[ranks.length];
		final long[] rest = new long[ranks.length];
		final long[][] lower = new long[BINS][];
		for (int r = 0; r < ranks.length; r++) {
			bin[r] = bin(upper, ranks[r]);
			rest[r] = ranks[r] - before(upper, bin[r]);
			lower[bin[r]] = new long[BINS];
		}
		for (final float[] plane : planes)
			for (final float value : plane) {
				final int key = key(value);
				final long[] bins = lower[key >>> 16];
				if (bins != null && Float.isFinite(value)) bins[key & 0xffff]++;
			}
		final float[] values = new float[ranks.length];
		for (int r = 0; r < ranks.length; r++)
			values[r] = value(bin[r] << 16 | bin(lower[bin[r]], rest[r]));
		return values;
	}

	/** The bin that holds a rank. */
	private static int bin(final long[] counts, final long rank) {
		long sum = 0;
		int b = -1;
		while (sum <= rank)
			sum += counts[++b];
		return b;
	}

	private static long before(final long[] counts, final int bin) {
		long sum = 0;
		for (int b = 0; b < bin; b++)
			sum += counts[b];
		return sum;
	}

	/** An integer whose unsigned order is the order of the values. */
	private static int key(final float value) {
		final int bits = Float.floatToRawIntBits(value);
		return bits ^ (bits >> 31 | 0x80000000);
	}

	private static float value(final int key) {
		return Float.intBitsToFloat(key < 0 ? key ^ 0x80000000 : ~key);
	}

	/** Writes the values of a plane as numbers from 0 to 1; what is no number stays so. */
	float[] scale(final float[] plane) {
		final float[] scaled = new float[plane.length];
		final double factor = low < high ? 1 / ((double) high - low) : 0;
		for (int i = 0; i < plane.length; i++) {
			final double value = (plane[i] - (double) low) * factor;
			scaled[i] = value > 0 ? (float) Math.min(value, 1) : Float.isNaN(plane[i]) ? Float.NaN : 0;
		}
		return scaled;
	}
}
