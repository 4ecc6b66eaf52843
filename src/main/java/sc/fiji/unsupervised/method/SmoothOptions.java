package sc.fiji.unsupervised.method;

/**
 * Constants of {@link Smooth}.
 *
 * @param head how head and prototypes are trained; positives are any other tiles
 * @param temperature of the class probabilities
 */
record SmoothOptions(HeadOptions head, float temperature) {

	/**
	 * Published but for three: the training is five times shorter (some hundred instead of some thousand steps), so that
	 * both rates are five times larger and the average forgets five times faster.
	 */
	static SmoothOptions defaults() {
		return new SmoothOptions(new HeadOptions(64, 16, 11, 0, 0, 0.2f, 5e-4f, 2.5e-3f, 0.99f), 0.1f);
	}
}
