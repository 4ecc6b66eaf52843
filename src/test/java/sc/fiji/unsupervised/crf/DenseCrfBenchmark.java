package sc.fiji.unsupervised.crf;

import java.util.Random;
import java.util.concurrent.ForkJoinPool;

import sc.fiji.unsupervised.Progress;

/**
 * Times building and ten iterations. Arguments: width height classes channels threads noise (standard deviation of the
 * guide's noise in grey levels); without arguments a table of typical cases.
 */
public final class DenseCrfBenchmark {

	private DenseCrfBenchmark() {}

	public static void main(final String[] args) throws Exception {
		if (args.length == 6) {
			run(Integer.parseInt(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]),
				Integer.parseInt(args[4]), Float.parseFloat(args[5]));
			return;
		}
		for (final int threads : new int[] { 1, 2 })
			for (final int channels : new int[] { 1, 3 })
				for (final float noise : new float[] { 2, 15 })
					for (final int classes : new int[] { 2, 4, 8 }) run(645, 484, classes, channels, threads, noise);
	}

	private static void run(final int w, final int h, final int n, final int channels, final int threads,
		final float noise) throws Exception
	{
		final float[][] guide = new float[channels][];
		for (int c = 0; c < channels; c++) guide[c] = picture(w, h, c, noise);
		final float[] logits = new float[n * w * h];
		final Random random = new Random(1);
		for (int i = 0; i < logits.length; i++) logits[i] = random.nextFloat();
		final ForkJoinPool pool = new ForkJoinPool(threads);
		pool.submit(() -> {
			double build = 0, iterate = 0;
			for (int repeat = 0; repeat < (w * h > 1 << 21 ? 2 : 6); repeat++) {
				final long t0 = System.nanoTime();
				final DenseCrf crf = new DenseCrf(Sites.plane(w, h), guide, CrfOptions.defaults(), Progress.NONE);
				final long t1 = System.nanoTime();
				crf.marginals(logits, n, Progress.NONE);
				build = (t1 - t0) * 1e-9;
				iterate = (System.nanoTime() - t1) * 1e-9;
				if (repeat == 0) System.out.printf("cold %.2f s  ", build + iterate);
			}
			System.out.printf("%dx%d classes %d channels %d noise %.0f threads %d: lattices %.3f s, iterations %.3f s%n", w,
				h, n, channels, noise, threads, build, iterate);
		}).get();
		pool.shutdown();
	}

	/** Round cells on a slowly varying background, with noise; whole grey levels. */
	private static float[] picture(final int w, final int h, final int channel, final float noise) {
		final Random random = new Random(channel);
		final float[] plane = new float[w * h];
		for (int y = 0; y < h; y++)
			for (int x = 0; x < w; x++) {
				final double cell = Math.hypot(x % 60 - 30, y % 60 - 30) < 22 ? 60 : 0;
				final double value = 70 + 30 * Math.sin(0.01 * x + channel) + cell + noise * random.nextGaussian();
				plane[y * w + x] = (int) Math.max(0, Math.min(255, value));
			}
		return plane;
	}
}
