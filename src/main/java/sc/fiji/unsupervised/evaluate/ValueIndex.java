package sc.fiji.unsupervised.evaluate;

import java.util.Arrays;

import sc.fiji.unsupervised.UserException;

/** The distinct values met so far, numbered by first appearance. */
final class ValueIndex {

	/** More distinct values than this are no label image. */
	static final int MAX = 1000;

	private final String what;
	private int[] sorted = {};
	/** Number of each sorted value. */
	private int[] number = {};
	private int lastValue;
	private int lastNumber = -1;

	/** @param what name of the image in the error message, e.g. "truth" */
	ValueIndex(final String what) {
		this.what = what;
	}

	int size() {
		return sorted.length;
	}

	/** The number of a value, or -1 for one not met. */
	int find(final int value) {
		final int at = Arrays.binarySearch(sorted, value);
		return at < 0 ? -1 : number[at];
	}

	/** The number of a value, which is added if new. */
	int number(final int value) {
		// Label images are made of long runs.
		if (lastNumber >= 0 && value == lastValue) return lastNumber;
		final int at = Arrays.binarySearch(sorted, value);
		lastNumber = at < 0 ? insert(value, -1 - at) : number[at];
		lastValue = value;
		return lastNumber;
	}

	private int insert(final int value, final int at) {
		final int size = sorted.length;
		if (size == MAX)
			throw new UserException("The " + what + " has more than " + MAX +
				" different values and is no label image; give one with a whole number per class.");
		sorted = inserted(sorted, value, at);
		number = inserted(number, size, at);
		return size;
	}

	private static int[] inserted(final int[] array, final int value, final int at) {
		final int[] longer = Arrays.copyOf(array, array.length + 1);
		System.arraycopy(array, at, longer, at + 1, array.length - at);
		longer[at] = value;
		return longer;
	}

	/** All values, ascending. */
	int[] values() {
		return sorted.clone();
	}
}
