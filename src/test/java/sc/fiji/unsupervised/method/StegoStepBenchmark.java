package sc.fiji.unsupervised.method;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.BitSet;
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
import sc.fiji.unsupervised.stack.FeatureCache;
import sc.fiji.unsupervised.stack.TilePlace;

/** A STEGO step as published, from the cache of features to the new parameters, against the same step in PyTorch. */
public class StegoStepBenchmark extends Kernel {

	private static final int CHANNELS = 384, SIDE = 28, TILES = 64, BATCH = 16;

	private final SplittableRandom random = new SplittableRandom(1);
	private final HeadOptions options = HeadOptions.stego().withSampling(sampling());
	private Session session;
	private FeatureCache cache;
	private TileFeatures features;
	private HeadTrainer trainer;

	Sampling sampling() {
		return Sampling.BILINEAR;
	}

	@Override
	public String name() {
		return "step";
	}

	@Override
	protected String what() {
		return "STEGO step: batch " + BATCH + ", 28 x 28 cells of " + CHANNELS +
			", 11 x 11 samples, 5 negatives, codes of 70, features cached";
	}

	@Override
	protected double goal() {
		return 0.8;
	}

	@Override
	protected int warmUp() {
		return 10;
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
		final float[] centres = new float[4 * 70];
		for (int i = 0; i < centres.length; i++) centres[i] = (float) random.nextDouble(-1, 1);
		session = Session.open(new Session.Options("cpu", threads, 1));
		cache = new FeatureCache(SIDE, SIDE, CHANNELS, 1L << 30);
		final ByteBuffer half = ByteBuffer.allocateDirect(SIDE * SIDE * CHANNELS * 2).order(ByteOrder.LITTLE_ENDIAN);
		for (int t = 0; t < TILES; t++) {
			half.clear();
			while (half.hasRemaining()) half.putShort(MethodContract.half((float) random.nextDouble(-1, 1)));
			cache.add(half.flip(), new TilePlace(t, 0, 0, SIDE, SIDE, new BitSet(), new float[SIDE * SIDE]));
		}
		features = new TileFeatures(cache, session);
		trainer = new HeadTrainer(session, Head.random(CHANNELS, 70, random), new Tensor(centres, 4, 70), options, StegoLoss
			.script(Shifts.SHIPPED.terms(), options), SIDE, SIDE);
	}

	@TearDown
	public void close() {
		trainer.close();
		cache.close();
		session.close();
	}

	@Benchmark
	public void step() {
		final int[] tiles = random.ints(2L * BATCH, 0, TILES).toArray();
		trainer.step(features.rows(tiles), features.valid(tiles), Draws.random(BATCH, CHANNELS, options, random));
	}
}
