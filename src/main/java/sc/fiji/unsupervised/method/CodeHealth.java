package sc.fiji.unsupervised.method;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.stream.IntStream;

/**
 * What the similarities of codes say about a training (section 7.5 of the specification). In a healthy one some
 * pairs of a tile, or of near tiles, are alike (same class) and most pairs of random tiles are not. When even random
 * pairs are alike, repulsion is too weak and all codes collapse into one class; when not even near pairs are,
 * attraction is too weak. STEGO's shifts cure both: a pair attracts if its features are more similar than the shift.
 */
public enum CodeHealth {
	ALIKE("All codes are alike; with stego, raise the shifts."), //
	UNLIKE("No codes are alike; with stego, lower the shifts."), //
	HEALTHY("Healthy: some codes are alike, others are not.");

	/** Codes of a higher cosine are alike. */
	private static final double LIMIT = 0.5;
	/** More pairs alike than this, whatever the tiles: one class has swallowed the others. */
	private static final double MOST = 0.95;
	/** Fewer pairs alike than this, even within a tile: there are no classes. */
	private static final double LEAST = 0.02;

	private final String words;

	CodeHealth(final String words) {
		this.words = words;
	}

	/** One sentence: what is seen, and what to do. */
	public String words() {
		return words;
	}

	/**
	 * Reads it off the histograms of a step.
	 *
	 * @param histograms counts of code similarities in equal bins over [-1, 1]; a row each for pairs within a tile, of near
	 *          tiles and of random tiles, without counts where a method does not draw such pairs
	 */
	public static CodeHealth of(final int[][] histograms) {
		final DoubleSummaryStatistics alike = Arrays.stream(histograms).filter(row -> IntStream.of(row).sum() > 0)
			.mapToDouble(CodeHealth::alike).summaryStatistics();
		if (alike.getMax() < LEAST) return UNLIKE;
		return alike.getMin() > MOST ? ALIKE : HEALTHY;
	}

	/** Share of the pairs whose similarity is above the limit. */
	private static double alike(final int[] counts) {
		long high = 0;
		for (int i = 0; i < counts.length; i++)
			if (-1 + 2.0 * i / counts.length >= LIMIT) high += counts[i];
		return high / (double) IntStream.of(counts).sum();
	}
}
