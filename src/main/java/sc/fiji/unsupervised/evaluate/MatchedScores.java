package sc.fiji.unsupervised.evaluate;

/**
 * Scores of a clustering after its clusters were matched to true classes, globally over the data set (spec section 12).
 * All scores in percent, NaN where undefined.
 *
 * @param meanIou mean intersection over union of all classes that occur in truth or prediction; clusters without a class
 *          that own pixels count as one more class with IoU 0
 * @param accuracy share of all counted pixels whose cluster is matched to their class
 * @param classIou (classes), NaN for a class that occurs nowhere
 * @param classOfCluster (clusters) the matched class, or -1
 */
public record MatchedScores(double meanIou, double accuracy, double[] classIou, int[] classOfCluster) {

	/**
	 * @param classOfCluster (clusters): {@code Hungarian.maximise(confusion.scores())} for the one-to-one match of the
	 *          literature, {@link Confusion#manyToOne()}, or the identity for supervised predictions; -1 = no class
	 */
	public static MatchedScores of(final Confusion confusion, final int[] classOfCluster) {
		final int classes = confusion.classes();
		if (classOfCluster.length != confusion.clusters())
			throw new IllegalArgumentException("One class or -1 for each cluster is needed.");
		final long[] hit = new long[classes], predicted = new long[classes], actual = new long[classes];
		long total = 0, correct = 0, unmatched = 0;
		for (int r = 0; r < classOfCluster.length; r++) {
			final int k = classOfCluster[r];
			for (int c = 0; c < classes; c++) {
				final long count = confusion.count(r, c);
				total += count;
				actual[c] += count;
				if (k < 0) unmatched += count;
				else predicted[k] += count;
			}
			if (k >= 0) {
				hit[k] += confusion.count(r, k);
				correct += confusion.count(r, k);
			}
		}
		final double[] iou = new double[classes];
		double sum = 0;
		int defined = unmatched > 0 ? 1 : 0;
		for (int k = 0; k < classes; k++) {
			final long union = predicted[k] + actual[k] - hit[k];
			iou[k] = union > 0 ? 100.0 * hit[k] / union : Double.NaN;
			if (union == 0) continue;
			sum += iou[k];
			defined++;
		}
		return new MatchedScores(defined > 0 ? sum / defined : Double.NaN, total > 0 ? 100.0 * correct / total : Double.NaN,
			iou, classOfCluster.clone());
	}
}
