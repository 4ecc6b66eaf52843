package sc.fiji.unsupervised.stack;

import java.util.Arrays;

/**
 * A slice as a backbone sees it.
 *
 * @param width in pixels
 * @param height in pixels
 * @param planes {@code planes[3 * group + input]}: values in [0, 1], row-major; inputs made from one channel are one
 *          and the same array
 * @param region the pixels that count
 */
public record Slice(int width, int height, float[][] planes, Region region) {

	/** Number of groups of three inputs. */
	public int groups() {
		return planes.length / ChannelMap.INPUTS;
	}

	/** The planes of the different channels, each once. */
	public float[][] distinct() {
		final float[][] distinct = new float[planes.length][];
		int n = 0;
		for (final float[] plane : planes) {
			int seen = 0;
			while (seen < n && distinct[seen] != plane)
				seen++;
			if (seen == n) distinct[n++] = plane;
		}
		return Arrays.copyOf(distinct, n);
	}
}
