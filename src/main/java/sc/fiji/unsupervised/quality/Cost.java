package sc.fiji.unsupervised.quality;

/**
 * What a labelling took.
 *
 * @param cpu seconds of all processors that this program used
 * @param wall seconds by the clock
 * @param megabytes most memory in use on the way
 */
record Cost(double cpu, double wall, double megabytes) {

	static final Cost NONE = new Cost(0, 0, 0);

	/** Both after one another. */
	Cost plus(final Cost other) {
		return new Cost(cpu + other.cpu, wall + other.wall, Math.max(megabytes, other.megabytes));
	}
}
