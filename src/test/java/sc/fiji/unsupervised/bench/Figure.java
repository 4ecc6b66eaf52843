package sc.fiji.unsupervised.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What was measured.
 *
 * @param name of the row, or this and more behind a hyphen
 * @param what was done, for the reader of the page
 * @param unit of the numbers, {@code s} or {@code MP/s}
 * @param ours one number a turn, at least one
 * @param peer whose numbers stand beside ours
 * @param goal most that ours may be as a share of the peer's, 0 without a goal
 */
public record Figure(String name, String what, String unit, double[] ours, PeerTimes peer, double goal) {

	/**
	 * @param who name and version; empty where there is no peer
	 * @param times one number a turn; empty if it was not run
	 * @param trouble why it was not run, or empty
	 */
	public record PeerTimes(String who, double[] times, String trouble) {

		/** There is nothing to compare with. */
		public static final PeerTimes NONE = new PeerTimes("", new double[0], "");
	}

	/** A figure of ours alone. */
	public static Figure alone(final String name, final String what, final String unit, final double... ours) {
		return new Figure(name, what, unit, ours, PeerTimes.NONE, 0);
	}

	/** The middle one, or the mean of the two in the middle. */
	public static double median(final double... values) {
		final double[] sorted = values.clone();
		Arrays.sort(sorted);
		final int n = sorted.length;
		return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
	}

	/** Our median as a share of the peer's. */
	public OptionalDouble ratio() {
		return peer.times.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(median(ours) / median(peer.times));
	}

	/** {@code name ours peer ratio unit}, and what kept the peer from running. */
	public String line() {
		return String.join(" ", name, number(median(ours)), peerNumber(), ratioNumber(), unit) + (peer.trouble.isEmpty() ? ""
			: " (" + peer.who + " not run: " + peer.trouble + ")");
	}

	/** The same for the page's table. */
	String row(final String date) {
		final String whose = peer.who.isEmpty() ? "" : peer.times.length == 0 ? peer.who + ": not run" : peerNumber() + " " +
			unit + ", " + peer.who;
		return "| " + String.join(" | ", "`" + name + "`", what, number(median(ours)) + " " + unit, whose, ratioNumber(),
			goal > 0 ? "≤ " + goal : "", "" + ours.length, date) + " |";
	}

	private String peerNumber() {
		return peer.times.length == 0 ? "-" : number(median(peer.times));
	}

	private String ratioNumber() {
		return ratio().isPresent() ? String.format(Locale.ROOT, "%.2f", ratio().getAsDouble()) : "-";
	}

	/** Three digits that count. */
	static String number(final double value) {
		final int digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
		return String.format(Locale.ROOT, "%." + digits + "f", value);
	}
}
