package sc.fiji.unsupervised.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import java.util.Arrays;
import java.util.SplittableRandom;

import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.Tensor;

/**
 * Milliseconds of a STEGO step on cached features: batch 16, 28 x 28 cells, 11 x 11 samples, 5 negatives, codes of 70.
 * Arguments: threads, channels, steps. Its peer is {@code scripts/bench-peers/stego_step.py}.
 */
public final class StegoStepBenchmark {

	private StegoStepBenchmark() {}

	public static void main(final String... args) {
		final int threads = Integer.parseInt(args[0]), channels = Integer.parseInt(args[1]), steps = Integer.parseInt(
			args[2]);
		final SplittableRandom random = new SplittableRandom(1);
		final HeadOptions options = HeadOptions.stego();
		final String objective = StegoLoss.script(Shifts.SHIPPED.terms(), options);
		final PointSampler.Extent[] valid = new PointSampler.Extent[32];
		Arrays.fill(valid, new PointSampler.Extent(28, 28));
		final float[] centres = new float[4 * 70];
		for (int i = 0; i < centres.length; i++) centres[i] = (float) random.nextDouble(-1, 1);
		try (Session session = Session.open(new Session.Options("cpu", threads, 1));
				HeadTrainer trainer = new HeadTrainer(session, Head.random(channels, 70, random), new Tensor(centres, 4, 70),
					options, objective, 28, 28))
		{
			final NDArray features = session.manager().randomNormal(new Shape(32, 784, channels));
			final double[] times = new double[steps];
			for (int s = 0; s < steps; s++) {
				final long start = System.nanoTime();
				trainer.step(features, valid, Draws.random(16, channels, options, random));
				times[s] = (System.nanoTime() - start) / 1e6;
			}
			final double[] warm = Arrays.copyOfRange(times, Math.min(3, steps - 1), steps);
			Arrays.sort(warm);
			System.out.printf("stego step, %d channels, %d threads: best %.0f ms, median %.0f ms%n", channels, threads,
				warm[0], warm[warm.length / 2]);
		}
	}
}
