package sc.fiji.unsupervised.method;

/**
 * Constants of STEGO's training; names and defaults follow the published configuration (sections 7 to 9 of the
 * specification).
 *
 * @param codeSize K, numbers in a code
 * @param batch tiles per step
 * @param samples S: S x S points are drawn per tile
 * @param negatives pairings with other tiles per step
 * @param neighbours positives are drawn from this many nearest tiles
 * @param dropout probability that a channel is dropped, 0 to below 1
 * @param headRate learning rate of the head
 * @param probeRate learning rate of the cluster probe
 * @param terms weights, shifts and switches of the correspondence loss
 */
public record StegoOptions(int codeSize, int batch, int samples, int negatives, int neighbours, float dropout,
	float headRate, float probeRate, Terms terms)
{

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
		return new StegoOptions(70, 16, 11, 5, 7, 0.1f, 5e-4f, 5e-3f, Shifts.SHIPPED.terms());
	}

	public StegoOptions withTerms(final Terms t) {
		return new StegoOptions(codeSize, batch, samples, negatives, neighbours, dropout, headRate, probeRate, t);
	}

	public StegoOptions withDropout(final float p) {
		return new StegoOptions(codeSize, batch, samples, negatives, neighbours, p, headRate, probeRate, terms);
	}
}
