package sc.fiji.unsupervised.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sc.fiji.unsupervised.UserException;

/**
 * Which slices of a stack a run of the command line labels, so that several runs can share one stack.
 *
 * @param text {@code all}; {@code none}, which trains only; {@code 5-8}, from the fifth to the eighth; or {@code 2/20}, the
 *          second of twenty parts of about equal size
 */
record SliceShare(String text) {

	private static final Pattern RANGE = Pattern.compile("([1-9]\\d{0,8})([-/])([1-9]\\d{0,8})");

	/** Slices from {@code first} to before {@code end}, from 0. */
	record Range(int first, int end) {}

	/** @throws UserException if the text is none of these */
	SliceShare {
		final Matcher range = RANGE.matcher(text);
		final boolean ordered = range.matches() && Integer.parseInt(range.group(1)) <= Integer.parseInt(range.group(3));
		if (!text.equals("all") && !text.equals("none") && !ordered) throw new UserException("slices=" + text +
			" is not known; use all, none, a first and a last slice such as 5-8, or a part such as 2/20.");
	}

	boolean isAll() {
		return text.equals("all");
	}

	/** Whether nothing is to be labelled. */
	boolean isNone() {
		return text.equals("none");
	}

	/**
	 * The slices of a stack of so many; of more parts than slices some are empty.
	 *
	 * @throws UserException if the stack has not so many
	 */
	Range of(final int count) {
		final Matcher range = RANGE.matcher(text);
		if (!range.matches()) return new Range(0, isAll() ? count : 0);
		final long first = Long.parseLong(range.group(1)), last = Long.parseLong(range.group(3));
		if (range.group(2).equals("/")) return new Range((int) ((first - 1) * count / last), (int) (first * count / last));
		if (last > count) throw new UserException("slices=" + text + " but the stack has " + count +
			" slices; give a last slice up to that.");
		return new Range((int) first - 1, (int) last);
	}
}
