package sc.fiji.unsupervised.method;

/**
 * Constants of STEGO; defaults follow the published configuration (sections 7 to 9 of the specification).
 *
 * @param head how head and cluster probe are trained
 * @param terms weights, shifts and switches of the correspondence loss
 */
public record StegoOptions(HeadOptions head, Terms terms) {

	/**
	 * The correspondence loss (section 7.4).
	 *
	 * @param weights of the terms self, k nearest, random
	 * @param shifts b of the same terms: pairs with a feature similarity above b attract, below it repel
	 * @param pointwise whether similarities are centred per point (the paper's spatial centring)
	 * @param zeroClamp whether code similarities below 0 are left alone
	 * @param stabilise whether code similarities above 0.8 are left alone
	 */
	public record Terms(Triple weights, Triple shifts, boolean pointwise, boolean zeroClamp, boolean stabilise) {

		public Terms withShifts(final Triple s) {
			return new Terms(weights, s, pointwise, zeroClamp, stabilise);
		}
	}

	/** One number for each term: a tile with itself, with a near tile, with random other tiles. */
	public record Triple(float self, float knn, float random) {}

	public static StegoOptions defaults() {
		return new StegoOptions(HeadOptions.stego(), Shifts.SHIPPED.terms());
	}

	StegoOptions withTerms(final Terms t) {
		return new StegoOptions(head, t);
	}
}
