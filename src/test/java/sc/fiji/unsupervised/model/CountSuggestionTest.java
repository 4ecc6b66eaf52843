package sc.fiji.unsupervised.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class CountSuggestionTest {

	@Test
	void theHighestScoreIsSuggestedAndOfEqualOnesTheFirst() {
		final CountSuggestion suggestion = new CountSuggestion(new int[] { 2, 3, 4 }, new double[] { 0.38, 0.41, 0.41 });
		assertEquals(3, suggestion.number());
		assertEquals(0.41, suggestion.score());
		assertEquals("3 suggested (silhouette 0.410; 2: 0.380, 4: 0.410)", suggestion.words());
	}

	@Test
	void everyNumberHasOneScoreAndOnePlace() {
		final double[] scores = { 0.1, 0.2 };
		for (final int[] numbers : new int[][] { { 2 }, { 2, 2 }, { 3, 2 }, { 2, 3, 4 } })
			assertThrows(IllegalArgumentException.class, () -> new CountSuggestion(numbers, scores));
		assertThrows(IllegalArgumentException.class, () -> new CountSuggestion(new int[0], new double[0]));
	}
}
