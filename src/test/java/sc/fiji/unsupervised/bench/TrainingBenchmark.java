package sc.fiji.unsupervised.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import net.imglib2.img.array.ArrayImgs;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.backbone.RandomVit;
import sc.fiji.unsupervised.bench.Figure.PeerTimes;
import sc.fiji.unsupervised.model.SafeTensors;
import sc.fiji.unsupervised.segment.Segmenter;
import sc.fiji.unsupervised.segment.TrainOptions;
import sc.fiji.unsupervised.stack.Axes;
import sc.fiji.unsupervised.stack.ImageStack;
import sc.fiji.unsupervised.stack.ImgStack;

/**
 * A whole training of STEGO from the pixels to the model, once, against the published way, which runs the backbone at every
 * step: of that 20 steps are timed. It takes some minutes.
 */
public final class TrainingBenchmark implements Row {

	private static final int STEPS = 1500, TIMED = 20, WARM_UP = 2;
	/** Twenty tiles of 224 pixels that overlap by a quarter. */
	private static final int WIDTH = 896, HEIGHT = 728, SLICES = 10;

	@Override
	public String name() {
		return "train";
	}

	@Override
	public List<Figure> measure(final Setting setting) throws Exception {
		final Path weights = RandomVit.folder().resolve("vit-s8.safetensors");
		SafeTensors.write(weights, RandomVit.dino(384, 12, 8, 28, 1));
		final PeerTimes peer = peer(setting, weights);
		final TrainOptions options = new TrainOptions(4, "stego", "file:" + weights, 1, "auto", "auto", "auto", STEPS, "none",
			"cpu", 1, setting.threads());
		final ImageStack stack = stack();
		final long start = System.nanoTime();
		Segmenter.train(stack, options, Progress.NONE);
		final double seconds = (System.nanoTime() - start) * 1e-9;
		return List.of(new Figure(name(), "training of " + STEPS + " steps on 200 tiles with ViT-S/8, once; the peer runs the " +
			"backbone at each step, " + STEPS + " times the mean of " + TIMED + " steps", "s", new double[] { seconds }, peer, 0.02));
	}

	private static PeerTimes peer(final Setting setting, final Path weights) throws InterruptedException {
		final Peer.Program program = new Peer.Program("PyTorch", List.of("torch", "safetensors"), List.of("train.py", weights
			.toString(), "" + setting.threads()));
		String who = program.who();
		try {
			who = program.version(setting.python());
			final double[] seconds = new double[TIMED];
			try (Peer peer = new Peer(program.command(setting.python()))) {
				for (int i = 0; i < WARM_UP; i++) peer.turn();
				for (int i = 0; i < TIMED; i++) seconds[i] = peer.turn();
			}
			return new PeerTimes(who, new double[] { STEPS * Arrays.stream(seconds).average().getAsDouble() }, "");
		}
		catch (final IOException e) {
			return new PeerTimes(who, new double[0], e.getMessage());
		}
	}

	/** Noise between stripes. */
	private static ImageStack stack() {
		final SplittableRandom random = new SplittableRandom(1);
		final float[] values = new float[WIDTH * HEIGHT * SLICES];
		for (int i = 0; i < values.length; i++) values[i] = (float) (Math.sin(i % WIDTH * 0.05) + random.nextDouble());
		return ImgStack.of(ArrayImgs.floats(values, WIDTH, HEIGHT, SLICES), Axes.parse("XYZ"));
	}
}
