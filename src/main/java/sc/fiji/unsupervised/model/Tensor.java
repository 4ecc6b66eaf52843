package sc.fiji.unsupervised.model;

import java.util.Arrays;

/**
 * A dense float array with a shape, row-major. Not copied: whoever hands it over must not write to it afterwards.
 *
 * @param data all elements, the last dimension fastest
 * @param shape size of each dimension; empty for a scalar
 */
public record Tensor(float[] data, long... shape) {

	public Tensor {
		long count = 1;
		for (final long s : shape) count *= s;
		if (count != data.length)
			throw new IllegalArgumentException("A tensor of shape " + Arrays.toString(shape) + " cannot have " +
				data.length + " elements.");
	}

	/** Size of dimension {@code d}. */
	public int size(final int d) {
		return Math.toIntExact(shape[d]);
	}
}
