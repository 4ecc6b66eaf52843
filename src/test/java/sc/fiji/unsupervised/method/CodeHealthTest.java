package sc.fiji.unsupervised.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Histograms of codes whose classes are known: pairs of a class have similarity 1, others 0. */
class CodeHealthTest {

	private static final int BINS = 40, PAIRS = 10_000;

	/** Counts of pairs of which that share has similarity 1 and the rest 0. */
	private static int[] pairs(final double alike) {
		final int[] counts = new int[BINS];
		counts[BINS - 1] = (int) Math.round(PAIRS * alike);
		counts[BINS / 2] = PAIRS - counts[BINS - 1];
		return counts;
	}

	private static CodeHealth of(final double self, final double near, final double random) {
		return CodeHealth.of(new int[][] { pairs(self), pairs(near), pairs(random) });
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 4, 10, 27 })
	void equallyFrequentClassesAreHealthy(final int classes) {
		assertEquals(CodeHealth.HEALTHY, of(1.0 / classes, 1.0 / classes, 1.0 / classes));
		assertEquals(CodeHealth.HEALTHY, of(0.9, 0.5, 0));
	}

	@Test
	void aRareClassIsHealthy() {
		final double p = 0.05; // of two classes: pairs are alike with p² + (1 - p)²
		assertEquals(CodeHealth.HEALTHY, of(1, 1, p * p + (1 - p) * (1 - p)));
	}

	@Test
	void collapse() {
		assertEquals(CodeHealth.ALIKE, of(1, 1, 1));
		assertTrue(CodeHealth.ALIKE.words().contains("raise the shifts"));
	}

	@Test
	void scatter() {
		// Of 121 points in a tile each is alike itself.
		assertEquals(CodeHealth.UNLIKE, of(1.0 / 121, 0, 0));
		assertTrue(CodeHealth.UNLIKE.words().contains("lower the shifts"));
	}

	@Test
	void oppositeCodesAreNotAlike() {
		final int[] opposite = new int[BINS];
		opposite[0] = PAIRS;
		assertEquals(CodeHealth.UNLIKE, CodeHealth.of(new int[][] { opposite, opposite, opposite }));
	}

	@Test
	void pairsThatAMethodDoesNotDrawSayNothing() {
		final int[] none = new int[BINS];
		assertEquals(CodeHealth.ALIKE, CodeHealth.of(new int[][] { pairs(1), none, none }));
		assertEquals(CodeHealth.HEALTHY, CodeHealth.of(new int[][] { pairs(0.3), none, none }));
		assertEquals(CodeHealth.UNLIKE, CodeHealth.of(new int[][] { pairs(0), none, none }));
	}

	@Test
	void theLimitIsACosineOfOneHalf() {
		final int[] above = new int[BINS], below = new int[BINS];
		above[BINS * 3 / 4] = below[BINS * 3 / 4 - 1] = PAIRS;
		assertEquals(CodeHealth.ALIKE, CodeHealth.of(new int[][] { above, above, above }));
		assertEquals(CodeHealth.UNLIKE, CodeHealth.of(new int[][] { below, below, below }));
	}
}
