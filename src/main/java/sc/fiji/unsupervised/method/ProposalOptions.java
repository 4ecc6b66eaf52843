package sc.fiji.unsupervised.method;

/**
 * Constants of {@link Proposals}.
 *
 * @param threshold cells belong to a mask whose cosine with its seed is above
 * @param coverage share of a tile's cells that its masks shall cover
 * @param masks most masks of a tile
 * @param batch tiles per step
 * @param rate learning rate of the prototypes
 * @param decay how much of the prototypes' moving average stays at each step
 */
record ProposalOptions(float threshold, float coverage, int masks, int batch, float rate, float decay) {

	/** Published but for the average, which forgets faster for there are ten times fewer steps. */
	static ProposalOptions defaults() {
		return new ProposalOptions(0.4f, 0.95f, 64, 16, 5e-3f, 0.99f);
	}
}
