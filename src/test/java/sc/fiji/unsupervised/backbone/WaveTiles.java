package sc.fiji.unsupervised.backbone;

import java.util.Random;

/** Made tiles with what averaging looks at, and the smaller ones that the embedded backbone is fitted on. */
final class WaveTiles {

	static final int SIDE = TextureBackbone.TILE + 2 * (FilterBank.HALO + 8 * LikeNeighbours.ROUNDS);
	static final int FITTED = TextureBackbone.TILE + 2 * TextureBackbone.FITTING_HALO;

	private WaveTiles() {}

	static TileSource tiles(final int count, final boolean colour) {
		return new TileSource() {

			@Override
			public int count() {
				return count;
			}

			@Override
			public void read(final int i, final float[] out) {
				System.arraycopy(fitted(i, colour), 0, out, 0, out.length);
			}
		};
	}

	/** The tile without what averaging alone looks at. */
	static float[] fitted(final int seed, final boolean colour) {
		final float[] tile = tile(seed, colour), out = new float[3 * FITTED * FITTED];
		final int rim = (SIDE - FITTED) / 2;
		for (int c = 0; c < 3; c++) for (int y = 0; y < FITTED; y++)
			System.arraycopy(tile, (c * SIDE + y + rim) * SIDE + rim, out, (c * FITTED + y) * FITTED, FITTED);
		return out;
	}

	/** Waves of several lengths, a flat part and noise; differs from tile to tile. */
	static float[] tile(final int seed, final boolean colour) {
		final Random random = new Random(seed);
		final float[] tile = new float[3 * SIDE * SIDE];
		for (int y = 0; y < SIDE; y++) for (int x = 0; x < SIDE; x++) {
			final double wave = Math.sin(x * (0.05 + 0.1 * seed)) * Math.cos(y * 0.11) + Math.sin((x + y) * 0.7);
			final double noise = 0.1 * random.nextGaussian();
			for (int c = 0; c < 3; c++) {
				final double tint = colour ? 0.1 * c * Math.sin(y * 0.03 * (c + seed)) : 0;
				tile[(c * SIDE + y) * SIDE + x] = x > 250 && y > 200 ? 0.4f : (float) Math.max(0, Math.min(1, 0.5 + 0.2 * wave +
					noise + tint));
			}
		}
		return tile;
	}
}
