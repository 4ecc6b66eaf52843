package sc.fiji.unsupervised.crf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.bench.Kernel;
import sc.fiji.unsupervised.bench.Peer;
import sc.fiji.unsupervised.model.SafeTensors;
import sc.fiji.unsupervised.model.Tensor;

/** A dense CRF with STEGO's values, lattices included, against pydensecrf, which has one thread. */
public class DenseCrfBenchmark extends Kernel {

	private static final int SIDE = 512, CLASSES = 5, CHANNELS = 3;
	private static final String INPUT = "crf.safetensors", GUIDE = "guide", LOGITS = "logits";

	private final float[][] guide = new float[CHANNELS][SIDE * SIDE];
	private float[] logits;
	private ForkJoinPool pool;

	@Override
	public String name() {
		return "crf";
	}

	@Override
	protected String what() {
		return "dense CRF, " + SIDE + " x " + SIDE + ", " + CLASSES + " classes, RGB guide, 10 iterations (the peer has one thread)";
	}

	@Override
	protected double goal() {
		return 0.5;
	}

	/** The compiler takes long to be done with the many loops. */
	@Override
	protected int warmUp() {
		return 12;
	}

	@Override
	protected void prepare(final Path shared) throws IOException {
		SafeTensors.write(shared.resolve(INPUT), input());
	}

	@Override
	protected Optional<Peer.Program> peer(final Path shared, final int workers) {
		return Optional.of(new Peer.Program("pydensecrf", List.of("pydensecrf.densecrf", "numpy", "safetensors"), List.of("crf.py",
			shared.resolve(INPUT).toString())));
	}

	@Setup
	public void open() {
		final SafeTensors input = SafeTensors.open(Path.of(folder).resolve(INPUT));
		final float[] rgb = input.get(GUIDE).data();
		for (int i = 0; i < rgb.length; i++) guide[i % CHANNELS][i / CHANNELS] = rgb[i];
		logits = input.get(LOGITS).data();
		pool = new ForkJoinPool(threads);
	}

	@TearDown
	public void close() {
		pool.shutdown();
	}

	@Benchmark
	public float[] refine() {
		return pool.submit(() -> new DenseCrf(Sites.plane(SIDE, SIDE), guide, CrfOptions.defaults(), Progress.NONE).marginals(logits,
			CLASSES, Progress.NONE)).join();
	}

	/** Round cells of five kinds on a background that varies slowly, with noise; logits that favour the true class. */
	private static Map<String, Tensor> input() {
		final Random random = new Random(1);
		final float[] rgb = new float[SIDE * SIDE * CHANNELS], logits = new float[CLASSES * SIDE * SIDE];
		for (int y = 0; y < SIDE; y++) for (int x = 0; x < SIDE; x++) {
			final int p = y * SIDE + x;
			final int kind = Math.hypot(x % 64 - 32, y % 64 - 32) < 22 ? 1 + (x / 64 + y / 64) % (CLASSES - 1) : 0;
			for (int c = 0; c < CHANNELS; c++) {
				final double value = 70 + 30 * Math.sin(0.01 * x + c) + 25 * ((kind + c) % CLASSES) + 8 * random.nextGaussian();
				rgb[p * CHANNELS + c] = (int) Math.max(0, Math.min(255, value));
			}
			for (int k = 0; k < CLASSES; k++)
				logits[k * SIDE * SIDE + p] = (float) ((k == kind ? 1 : 0) + random.nextGaussian());
		}
		return Map.of(GUIDE, new Tensor(rgb, SIDE, SIDE, CHANNELS), LOGITS, new Tensor(logits, CLASSES, SIDE, SIDE));
	}
}
