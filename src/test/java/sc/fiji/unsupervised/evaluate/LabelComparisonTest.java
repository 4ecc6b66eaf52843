package sc.fiji.unsupervised.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.cluster.Hungarian;

class LabelComparisonTest {

	@Test
	void distinctTrueValuesAreTheClasses() {
		final LabelComparison comparison = new LabelComparison(255);
		comparison.add(new int[] { 2, 2, 0, 1 }, new int[] { 900, 900, -7, -7 });
		comparison.add(new int[] { 1, 2, 3, 2 }, new int[] { -7, 255, 40, 40 });
		assertArrayEquals(new int[] { 1, 2, 3 }, comparison.labelValues());
		assertArrayEquals(new int[] { -7, 40, 900 }, comparison.truthValues());
		final Confusion confusion = comparison.confusion();
		assertEquals(2, confusion.count(0, 0));
		assertEquals(2, confusion.count(1, 2));
		assertEquals(1, confusion.count(1, 1));
		assertEquals(1, confusion.count(2, 1));
		final MatchedScores scores = MatchedScores.of(confusion, Hungarian.maximise(confusion.scores()));
		assertArrayEquals(new int[] { 0, 2, 1 }, scores.classOfCluster());
		assertArrayEquals(new int[] { 2, 1, -1, 0 }, comparison.matchedClasses(new int[] { 2, 3, 0, 1 }, scores
			.classOfCluster()));
		assertArrayEquals(new int[] { 0, 1, 2, -1, -1 }, comparison.trueClasses(new int[] { -7, 40, 900, 255, 5 }));
	}

	@Test
	void aMaskOf0And255CanKeepBoth() {
		final LabelComparison comparison = new LabelComparison(LabelComparison.IGNORE_NONE);
		comparison.add(new int[] { 1, 2 }, new int[] { 0, 255 });
		assertArrayEquals(new int[] { 0, 255 }, comparison.truthValues());
	}

	@Test
	void manyValuesInAnyOrderKeepTheirCounts() {
		final LabelComparison comparison = new LabelComparison(255);
		final Random random = new Random(1);
		final int[] labels = random.ints(20_000, 1, 60).toArray(), truth = random.ints(20_000, 0, 200).toArray();
		comparison.add(labels, truth);
		final Confusion confusion = comparison.confusion(), expected = new Confusion(59, 200);
		expected.add(IntStream.of(labels).map(v -> v - 1).toArray(), truth);
		for (int r = 0; r < 59; r++) assertArrayEquals(expected.scores()[r], confusion.scores()[r]);
	}

	@Test
	void aGreyImageAsTruthIsRefused() {
		final int[] grey = IntStream.range(0, 1001).toArray(), labels = new int[1001];
		Arrays.fill(labels, 1);
		final UserException e = assertThrows(UserException.class, () -> new LabelComparison(5000).add(labels, grey));
		assertEquals("The truth has more than 1000 different values and is no label image; " +
			"give one with a whole number per class.", e.getMessage());
	}
}
