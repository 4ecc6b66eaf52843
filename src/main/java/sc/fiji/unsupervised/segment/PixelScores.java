package sc.fiji.unsupervised.segment;

/** Class log-probabilities of the pixels of a slice, some rows at a time. */
interface PixelScores {

	/**
	 * @param from first row
	 * @param to row after the last
	 * @return (classes, (to - from) * width); negative infinity for a class that the slice does not have
	 */
	float[] logProbabilities(int from, int to);
}
