package sc.fiji.unsupervised.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

import sc.fiji.unsupervised.bench.Kernel;
import sc.fiji.unsupervised.bench.Peer;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.Tensor;

/** A STEGO step on cached features, against the same step in PyTorch. */
public class StegoStepBenchmark extends Kernel {

	private static final int CHANNELS = 384;

	private final SplittableRandom random = new SplittableRandom(1);
	private final HeadOptions options = HeadOptions.stego();
	private final PointSampler.Extent[] valid = new PointSampler.Extent[32];
	private Session session;
	private HeadTrainer trainer;
	private NDArray features;

	@Override
	public String name() {
		return "step";
	}

	@Override
	protected String what() {
		return "STEGO step: batch 16, 28 x 28 cells of " + CHANNELS + ", 11 x 11 samples, 5 negatives, codes of 70, features cached";
	}

	@Override
	protected double goal() {
		return 0.8;
	}

	@Override
	protected int turns() {
		return 31;
	}

	@Override
	protected Optional<Peer.Program> peer(final Path shared, final int workers) {
		return Optional.of(new Peer.Program("PyTorch", List.of("torch"), List.of("step.py", "" + workers, "" + CHANNELS)));
	}

	@Setup
	public void open() {
		Arrays.fill(valid, new PointSampler.Extent(28, 28));
		final float[] centres = new float[4 * 70];
		for (int i = 0; i < centres.length; i++) centres[i] = (float) random.nextDouble(-1, 1);
		session = Session.open(new Session.Options("cpu", threads, 1));
		trainer = new HeadTrainer(session, Head.random(CHANNELS, 70, random), new Tensor(centres, 4, 70), options, StegoLoss
			.script(Shifts.SHIPPED.terms(), options), 28, 28);
		features = session.manager().randomNormal(new Shape(32, 784, CHANNELS));
	}

	@TearDown
	public void close() {
		trainer.close();
		session.close();
	}

	@Benchmark
	public void step() {
		trainer.step(features, valid, Draws.random(16, CHANNELS, options, random));
	}
}
