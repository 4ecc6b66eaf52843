package sc.fiji.unsupervised.crf;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;

import sc.fiji.unsupervised.Progress;

/**
 * Times finding vertices, building and filtering of one lattice, with the share of vertices per pixel. Arguments: width
 * height channels threads noise; without arguments a table.
 */
public final class LatticeBenchmark {

	private LatticeBenchmark() {}

	public static void main(final String[] args) throws Exception {
		if (args.length == 5) {
			run(Integer.parseInt(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]),
				Float.parseFloat(args[4]));
			return;
		}
		for (final int threads : new int[] { 1, 2 }) {
			run(645, 484, 0, threads, 0);
			for (final int channels : new int[] { 1, 3 })
				for (final float noise : new float[] { 2, 15 }) run(645, 484, channels, threads, noise);
		}
	}

	/** Without channels the Gaussian kernel of the default options, else the bilateral one. */
	private static void run(final int w, final int h, final int channels, final int threads, final float noise)
		throws Exception
	{
		final float sxy = channels == 0 ? 1 : 67;
		final float[][] guide = new float[channels][w * h];
		final Random random = new Random(1);
		for (final float[] plane : guide)
			for (int p = 0; p < plane.length; p++)
				plane[p] = (int) Math.max(0, Math.min(255, 100 + 0.1 * (p % w) + noise * random.nextGaussian()));
		final LatticeBuilder.Features features = (p, f) -> {
			f[0] = p % w / sxy;
			f[1] = p / w / sxy;
			for (int c = 0; c < channels; c++) f[2 + c] = guide[c][p] / 3;
		};
		final ForkJoinPool pool = new ForkJoinPool(threads);
		pool.submit(() -> {
			double find = 0, build = 0, spread = 0, slice = 0;
			int vertices = 0;
			for (int repeat = 0; repeat < 6; repeat++) {
				final long t0 = System.nanoTime();
				new LatticeBuilder(w * h, 2 + channels, features, Progress.NONE);
				final long t1 = System.nanoTime();
				final Lattice lattice = new Lattice(w * h, 2 + channels, features, Progress.NONE);
				vertices = lattice.vertices();
				final long t2 = System.nanoTime();
				final Lattice.Work work = new Lattice.Work(lattice.vertices());
				final float[] signal = new float[w * h * Lattice.LANES], ones = new float[w * h];
				Arrays.fill(ones, 1);
				final long t3 = System.nanoTime();
				for (int i = 0; i < 5; i++) lattice.spread(signal, work, Progress.NONE);
				final long t4 = System.nanoTime();
				for (int i = 0; i < 5; i++) lattice.slice(work, ones, 1, signal);
				find = (t1 - t0) * 1e-6;
				build = (t2 - t1) * 1e-6;
				spread = (t4 - t3) * 1e-6 / 5;
				slice = (System.nanoTime() - t4) * 1e-6 / 5;
			}
			System.out.printf("%dx%d channels %d noise %.0f threads %d: %d vertices (%.2f per pixel), numbering %.0f ms, " +
				"building %.0f ms, spreading %.0f ms, slicing %.0f ms%n", w, h, channels, noise, threads, vertices, vertices /
					(double) (w * h), find, build, spread, slice);
		}).get();
		pool.shutdown();
	}
}
