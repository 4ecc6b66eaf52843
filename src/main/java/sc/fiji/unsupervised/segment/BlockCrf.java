package sc.fiji.unsupervised.segment;

import java.util.Arrays;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.crf.CrfOptions;
import sc.fiji.unsupervised.crf.DenseCrf;
import sc.fiji.unsupervised.crf.Sites;

/** The dense CRF of one block of pixels after another; the lattice of positions serves all blocks of the same shape. */
final class BlockCrf {

	private DenseCrf last;
	private Sites sites;

	/**
	 * @param now the pixels that take part; if there is none, nothing happens
	 * @param guide channels with a value for each pixel of the block
	 * @param logProbabilities (classes, pixels)
	 * @return probabilities (classes, pixels); 0 for pixels that do not take part
	 */
	float[] marginals(final Sites now, final float[][] guide, final float[] logProbabilities, final int classes,
		final Progress progress)
	{
		if (now.count() == 0) return logProbabilities;
		final float[][] picked = Arrays.stream(guide).map(now::pick).toArray(float[][]::new);
		last = now.equals(sites) ? last.withGuide(picked, progress) : new DenseCrf(now, picked, CrfOptions.defaults(),
			progress);
		sites = now;
		return now.spread(last.marginals(now.pick(logProbabilities), classes, progress));
	}
}
