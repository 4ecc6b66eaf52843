package sc.fiji.unsupervised.segment;

/**
 * A class for every pixel of a slice.
 *
 * @param width in pixels
 * @param height in pixels
 * @param labels from 1, or 0 where a pixel does not count, row-major
 * @param probabilities (n, height, width), or null when they were not asked for
 */
public record SliceLabels(int width, int height, short[] labels, float[] probabilities) {}
