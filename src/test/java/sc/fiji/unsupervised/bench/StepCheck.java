package sc.fiji.unsupervised.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.SplittableRandom;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.TrainingStep;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.method.MethodSettings;
import sc.fiji.unsupervised.method.Methods;
import sc.fiji.unsupervised.stack.FeatureCache;
import sc.fiji.unsupervised.stack.TilePlace;

/** Speed of STEGO's training on random features, as the product trains: batches of 16 tiles and their positives. */
final class StepCheck {

	private static final int CELLS = 28, TILES = 64, WARM = 5;

	private StepCheck() {}

	/** Steps per second after the first few. */
	static double speed(final Session session, final int channels, final int steps) {
		final long[] time = new long[2];
		final Progress clock = new Progress() {

			@Override
			public void report(final String stage, final double fraction, final String message) {}

			@Override
			public boolean trained(final TrainingStep step) {
				if (step.step() == WARM) time[0] = System.nanoTime();
				time[1] = System.nanoTime();
				return true;
			}
		};
		try (FeatureCache cache = features(channels)) {
			Methods.of("stego").fit(cache, new MethodSettings(4, WARM + steps, "0.18,0.12,0.46", 1), session, clock);
		}
		return steps / ((time[1] - time[0]) * 1e-9);
	}

	private static FeatureCache features(final int channels) {
		final FeatureCache cache = new FeatureCache(CELLS, CELLS, channels, 1 << 30);
		final SplittableRandom random = new SplittableRandom(1);
		final int numbers = CELLS * CELLS * channels;
		for (int t = 0; t < TILES; t++) {
			final ByteBuffer half = ByteBuffer.allocateDirect(2 * numbers).order(ByteOrder.LITTLE_ENDIAN);
			// Half-precision numbers between 0.5 and 1, or -1 and -0.5.
			for (int i = 0; i < numbers; i++) half.putShort((short) (random.nextInt(2) << 15 | 0x3800 | random.nextInt(0x400)));
			cache.add(half.flip(), new TilePlace(t, 0, 0, CELLS, CELLS, new BitSet(), new float[CELLS * CELLS]));
		}
		return cache;
	}
}
