package sc.fiji.unsupervised.crf;

import java.util.Arrays;

import sc.fiji.unsupervised.UserException;

/**
 * Writes the integer coordinates of a lattice vertex as one long, different for all vertices of a region. The code is linear,
 * so what leads from a vertex to its neighbour is the same number everywhere.
 * <p>
 * All coordinates of a vertex have the same remainder r by d+1, so its code is (d+1) times the number that the quotients are
 * the digits of, plus r times the sum of the units. That sum is 1 modulo d+1, because the first unit is 1 and the others are
 * multiples of d+1; so the code tells r, and then the digits.
 */
final class VertexCode {

	/**
	 * Vertices of a simplex are up to two quotients below and one above the remainder-0 point that is nearest to the point within
	 * it, their neighbours one more on either side.
	 */
	private static final int MARGIN = 5;

	/** What a step of 1 along each of the d+1 coordinates adds; nothing for the last one, which the others determine. */
	final long[] unit;

	/**
	 * What leads from a vertex to its first neighbour along each of the d+1 axes: a step of d there and of -1 along all other
	 * coordinates.
	 */
	final long[] step;

	/**
	 * @param extent of each of the first d coordinates the difference of the largest and the least quotient of remainder-0 points
	 *          that are nearest to a point
	 * @throws UserException if 63 bits are not enough
	 */
	VertexCode(final int[] extent) {
		final int d = extent.length;
		unit = new long[d + 1];
		try {
			// Twice what quotients and remainders need: differences of codes have a sign.
			long next = 1, all = 2 * (d + 1);
			for (int a = 0; a < d; a++) {
				unit[a] = next;
				final long least = extent[a] + 1L + MARGIN, digits = a > 0 ? least : (least + d) / (d + 1) * (d + 1);
				next = Math.multiplyExact(next, digits);
				all = Math.multiplyExact(all, digits);
			}
		}
		catch (final ArithmeticException e) {
			throw new UserException("The CRF's kernels are too narrow for so large an image of so many channels; choose a larger" +
				" reach or colour tolerance.");
		}
		step = new long[d + 1];
		for (int a = 0; a <= d; a++) step[a] = (d + 1) * unit[a] - Arrays.stream(unit).sum();
	}
}
