package sc.fiji.unsupervised.evaluate;

import sc.fiji.unsupervised.UserException;

/** Which pixels of a plane touch. */
public enum Connectivity {

	/** Pixels that share an edge. */
	FOUR,
	/** Pixels that share an edge or a corner, as ImageJ's Analyze Particles counts. */
	EIGHT;

	/**
	 * Reads the key {@code connectivity}.
	 *
	 * @throws UserException if it is neither 8 nor 4
	 */
	public static Connectivity parse(final String key) {
		return switch (key.trim()) {
			case "4" -> FOUR;
			case "8" -> EIGHT;
			default -> throw new UserException("connectivity=" + key + " is not known; use 8 or 4.");
		};
	}
}
