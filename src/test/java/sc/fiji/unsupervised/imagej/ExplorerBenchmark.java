package sc.fiji.unsupervised.imagej;

import ij.ImageJ;
import ij.ImagePlus;

import java.awt.EventQueue;
import java.awt.Graphics;
import java.awt.Toolkit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.TestImages;
import sc.fiji.unsupervised.segment.Exploration;
import sc.fiji.unsupervised.segment.TrainOptions;

/**
 * Milliseconds that a move of the mouse takes in Explore Correspondences once features are there: comparing and drawing, and
 * painting the window. Needs a screen. Arguments: side of the image in pixels (1024), backbone (texture).
 */
final class ExplorerBenchmark {

	private static final int WARM_UP = 50, MOVES = 200;

	private ExplorerBenchmark() {}

	public static void main(final String[] args) throws Exception {
		final int side = args.length > 0 ? Integer.parseInt(args[0]) : 1024;
		final String backbone = args.length > 1 ? args[1] : "texture";
		new ImageJ(ImageJ.NO_SHOW);
		final ImagePlus image = TestImages.twoTextures("benchmark", side, side, 1);
		image.show();
		final TrainOptions d = TrainOptions.defaults();
		final TrainOptions options = new TrainOptions(d.classes(), d.method(), backbone, d.scale(), d.channels(), d.intensity(),
			d.shifts(), d.steps(), d.refine(), "cpu", d.seed(), d.threads());
		try (Exploration exploration = Exploration.open(ImagePlusStack.of(image), options, Progress.NONE)) {
			final long start = System.nanoTime();
			final int channels = exploration.slice(0, Progress.NONE).cells().channels();
			System.out.printf(Locale.ROOT, "%s, %d x %d pixels, %d numbers per cell, %d threads; features once %.1f s%n",
				backbone, side, side, channels, Runtime.getRuntime().availableProcessors(), (System.nanoTime() - start) / 1e9);
			EventQueue.invokeAndWait(() -> measure(image, exploration));
		}
		System.exit(0);
	}

	private static void measure(final ImagePlus image, final Exploration exploration) {
		final TintedImage tinted = new TintedImage(image);
		final ExplorerView view = new ExplorerView(exploration, tinted);
		final int[] colours = HeatColours.table("orange", 0.7);
		final Random random = new Random(1);
		final List<Double> drawing = new ArrayList<>(), painting = new ArrayList<>(), both = new ArrayList<>();
		for (int i = 0; i < WARM_UP + MOVES; i++) {
			final long start = System.nanoTime();
			view.drawSimilarity(view.code(random.nextInt(image.getWidth()), random.nextInt(image.getHeight()), 0,
				Progress.NONE), 0.3f, colours, Progress.NONE);
			final long drawn = System.nanoTime();
			final Graphics graphics = image.getCanvas().getGraphics();
			image.getCanvas().paint(graphics);
			graphics.dispose();
			Toolkit.getDefaultToolkit().sync();
			final long end = System.nanoTime();
			if (i < WARM_UP) continue;
			drawing.add((drawn - start) / 1e6);
			painting.add((end - drawn) / 1e6);
			both.add((end - start) / 1e6);
		}
		tinted.close();
		print("comparing and drawing", drawing);
		print("painting the window", painting);
		print("a move", both);
	}

	private static void print(final String what, final List<Double> milliseconds) {
		final double[] sorted = milliseconds.stream().mapToDouble(Double::doubleValue).toArray();
		Arrays.sort(sorted);
		System.out.printf(Locale.ROOT, "%-22s median %5.1f ms, 95 %% below %5.1f ms%n", what, sorted[sorted.length / 2],
			sorted[sorted.length * 95 / 100]);
	}
}
