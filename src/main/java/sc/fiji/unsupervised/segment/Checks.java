package sc.fiji.unsupervised.segment;

import java.util.List;

import sc.fiji.unsupervised.UserException;

/** Sentences for values out of range. */
final class Checks {

	private Checks() {}

	static void range(final String key, final double value, final double low, final double high, final String meaning) {
		if (!(value >= low && value <= high)) throw new UserException(key + "=" + number(value) +
			" is out of range; use " + number(low) + " to " + number(high) + " (" + meaning + ").");
	}

	static void choice(final String key, final String value, final List<String> allowed) {
		if (!allowed.contains(value)) throw new UserException(key + "=" + value + " is not known; use " + String.join(
			", ", allowed.subList(0, allowed.size() - 1)) + " or " + allowed.get(allowed.size() - 1) + ".");
	}

	private static String number(final double value) {
		return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
	}
}
