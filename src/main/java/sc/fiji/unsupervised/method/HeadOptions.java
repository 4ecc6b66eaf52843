package sc.fiji.unsupervised.method;

/**
 * Constants of training a head and prototypes on cached tiles; names follow STEGO's published configuration (sections 7
 * to 9 of the specification).
 *
 * @param codeSize K, numbers in a code
 * @param batch tiles per step
 * @param samples S: S x S points are drawn per tile
 * @param sampling where these points lie
 * @param negatives pairings with random other tiles of the batch per step
 * @param neighbours positives are drawn from this many nearest tiles, at least 1
 * @param dropout probability that a channel is dropped, 0 to below 1
 * @param headRate learning rate of the head
 * @param prototypeRate learning rate of the prototypes
 * @param decay how much of the prototypes' moving average stays at each step, 0 (it is the prototypes) to below 1
 */
public record HeadOptions(int codeSize, int batch, int samples, Sampling sampling, int negatives, int neighbours, float dropout,
	float headRate, float prototypeRate, float decay)
{

	/** As published for STEGO, but for the sampling. */
	public static HeadOptions stego() {
		return new HeadOptions(70, 16, 11, Sampling.CELLS, 5, 7, 0.1f, 5e-4f, 5e-3f, 0);
	}

	/** Groups of second partners of the points: the tile itself, its positive, the negatives. */
	int groups() {
		return 2 + negatives;
	}

	/** Term of a group: 0 self, 1 k nearest, 2 random. */
	int term(final int group) {
		return Math.min(group, 2);
	}

	HeadOptions withSampling(final Sampling s) {
		return new HeadOptions(codeSize, batch, samples, s, negatives, neighbours, dropout, headRate, prototypeRate, decay);
	}

	HeadOptions withDropout(final float p) {
		return new HeadOptions(codeSize, batch, samples, sampling, negatives, neighbours, p, headRate, prototypeRate, decay);
	}

	HeadOptions withDecay(final float d) {
		return new HeadOptions(codeSize, batch, samples, sampling, negatives, neighbours, dropout, headRate, prototypeRate, d);
	}
}
