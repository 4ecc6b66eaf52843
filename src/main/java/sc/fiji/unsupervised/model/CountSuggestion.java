package sc.fiji.unsupervised.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How a number of classes was suggested without labels: of those that were tried, the one with the highest score.
 *
 * @param numbers (n) that were tried, ascending, n at least 1
 * @param scores (n) of their clusters, the higher the better: the simplified silhouette, 0 to 1
 */
public record CountSuggestion(int[] numbers, double[] scores) {

	public CountSuggestion {
		if (numbers.length == 0 || numbers.length != scores.length || !Arrays.equals(numbers, Arrays.stream(numbers).sorted()
			.distinct().toArray())) throw new IllegalArgumentException("numbers of classes need a score each");
	}

	/** The suggested number; of equally good ones the smallest. */
	public int number() {
		return numbers[best()];
	}

	/** Score of the suggested number. */
	public double score() {
		return scores[best()];
	}

	private int best() {
		int best = 0;
		for (int i = 1; i < scores.length; i++) if (scores[i] > scores[best]) best = i;
		return best;
	}

	/** One line, such as {@code 3 suggested (silhouette 0.412; 2: 0.380, 4: 0.401)}. */
	public String words() {
		final int best = best();
		return String.format(Locale.ROOT, "%d suggested (silhouette %.3f; %s)", numbers[best], scores[best], IntStream.range(0,
			numbers.length).filter(i -> i != best).mapToObj(i -> String.format(Locale.ROOT, "%d: %.3f", numbers[i], scores[i]))
			.collect(Collectors.joining(", ")));
	}
}
