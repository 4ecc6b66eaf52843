package sc.fiji.unsupervised.segment;

/**
 * A point that a user picked as an example of a class.
 *
 * @param x column of the pixel, from 0
 * @param y row of the pixel, from 0
 * @param slice index from 0: sections first, then time points
 * @param label of its class, from 1
 */
public record Pin(int x, int y, int slice, int label) {}
