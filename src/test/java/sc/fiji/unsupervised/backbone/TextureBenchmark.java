package sc.fiji.unsupervised.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import java.util.Arrays;
import java.util.Random;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.engine.Session;

/** Seconds per megapixel of the embedded backbone. Arguments: threads, channels (1 or 3), stride (8 or 4). */
public final class TextureBenchmark {

	private TextureBenchmark() {}

	public static void main(final String... args) {
		final int threads = Integer.parseInt(args[0]), planes = Integer.parseInt(args[1]), stride = Integer.parseInt(args[2]);
		final int fitted = TextureBackbone.TILE + 2 * TextureBackbone.FITTING_HALO;
		try (Session session = Session.open(new Session.Options("cpu", threads, 1))) {
			final TileSource source = noise(fitted, planes);
			final long start = System.nanoTime();
			try (TextureBackbone backbone = TextureBackbone.fit(session, source, stride, Progress.NONE)) {
				System.out.printf("fit of %d tiles: %.2f s, %d channels%n", source.count(), (System.nanoTime() - start) * 1e-9,
					backbone.channels());
				final int side = TextureBackbone.TILE + 2 * backbone.halo();
				final TileSource seen = noise(side, planes);
				for (final int batch : new int[] { 1, 4 }) {
					final float[] data = new float[batch * 3 * side * side];
					final float[] tile = new float[3 * side * side];
					for (int b = 0; b < batch; b++) {
						seen.read(b, tile);
						System.arraycopy(tile, 0, data, b * tile.length, tile.length);
					}
					final double[] seconds = new double[30];
					for (int i = 0; i < seconds.length; i++) try (NDManager manager = session.manager().newSubManager()) {
						final NDArray input = manager.create(data, new Shape(batch, 3, side, side));
						final long t = System.nanoTime();
						backbone.extract(input).toFloatArray();
						seconds[i] = (System.nanoTime() - t) * 1e-9;
					}
					Arrays.sort(seconds);
					final double megapixels = batch * TextureBackbone.TILE * TextureBackbone.TILE * 1e-6;
					System.out.printf("batch %d: best %.3f, median %.3f s per megapixel%n", batch, seconds[0] / megapixels,
						seconds[15] / megapixels);
				}
			}
		}
	}

	private static TileSource noise(final int side, final int planes) {
		return new TileSource() {

			@Override
			public int count() {
				return 20;
			}

			@Override
			public void read(final int i, final float[] out) {
				final Random random = new Random(i);
				final int n = side * side;
				for (int p = 0; p < n; p++) out[p] = random.nextFloat();
				for (int c = 1; c < 3; c++) for (int p = 0; p < n; p++) out[c * n + p] = planes == 1 ? out[p] : random.nextFloat();
			}
		};
	}
}
