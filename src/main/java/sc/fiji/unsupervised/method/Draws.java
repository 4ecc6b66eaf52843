package sc.fiji.unsupervised.method;

import java.util.SplittableRandom;

/**
 * The random draws of one training step (section 7.1 of the specification).
 *
 * @param coords1 (B, S, S, 2), x and y in [-1, 1): points in the tiles
 * @param coords2 (B, S, S, 2): points in the positives and negatives
 * @param permutations (R, B): which tile of the batch is the negative of each
 * @param masks six (B, C) keep masks, 1 or 0, in the order linear, nonlinear, features of the tiles, then of the
 *          positives; null for no dropout
 */
record Draws(float[] coords1, float[] coords2, int[][] permutations, byte[][] masks) {

	static Draws random(final int batch, final int channels, final HeadOptions options, final SplittableRandom random) {
		final int points = batch * options.samples() * options.samples() * 2;
		final int[][] permutations = new int[options.negatives()][];
		for (int r = 0; r < permutations.length; r++) permutations[r] = others(batch, random);
		byte[][] masks = null;
		if (options.dropout() > 0) {
			masks = new byte[6][batch * channels];
			for (final byte[] m : masks)
				for (int i = 0; i < m.length; i++) m[i] = (byte) (random.nextDouble() < options.dropout() ? 0 : 1);
		}
		return new Draws(uniform(points, random), uniform(points, random), permutations, masks);
	}

	private static float[] uniform(final int count, final SplittableRandom random) {
		final float[] values = new float[count];
		for (int i = 0; i < count; i++) values[i] = (float) (2 * random.nextDouble() - 1);
		return values;
	}

	/** A random permutation whose fixed points b become (b + 1) mod B. */
	private static int[] others(final int batch, final SplittableRandom random) {
		final int[] p = new int[batch];
		for (int i = 0; i < batch; i++) {
			final int j = random.nextInt(i + 1);
			p[i] = p[j];
			p[j] = i;
		}
		for (int i = 0; i < batch; i++)
			if (p[i] == i) p[i] = (i + 1) % batch;
		return p;
	}
}
