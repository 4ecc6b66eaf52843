package sc.fiji.unsupervised.segment;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ImageProcessor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.imagej.ImagePlusStack;

/**
 * Prints how many cells are labelled rightly by points drawn from the ground truth: by the nearest point, and by the nearest
 * mean of a class's points. Arguments: folder of a set with images/ and labels/, backbone.
 */
public final class PointsExperiment {

	private static final int PICTURES = 8, DRAWS = 20, IGNORE = 255;

	private final List<Correspondence> slices = new ArrayList<>();
	private final List<int[]> truth = new ArrayList<>();
	private int classes;

	private PointsExperiment(final Path folder, final String backbone) throws IOException {
		final ij.ImageStack images = read(folder.resolve("images")), labels = read(folder.resolve("labels"));
		final TrainOptions options = new TrainOptions(2, "kmeans", backbone, 1, "auto", "auto", "auto", 0, "none", "cpu", 1, 0);
		try (Exploration exploration = Exploration.open(ImagePlusStack.of(new ImagePlus("", images)), options,
			Progress.NONE))
		{
			for (int s = 0; s < images.size(); s++) {
				slices.add(exploration.slice(s, Progress.NONE));
				truth.add(truth(labels.getProcessor(s + 1), slices.get(s).cells()));
			}
		}
	}

	private static ij.ImageStack read(final Path folder) throws IOException {
		final ij.ImageStack stack = new ij.ImageStack();
		try (Stream<Path> files = Files.list(folder)) {
			for (final Path file : files.sorted().toList()) {
				final ImageProcessor picture = IJ.openImage(file.toString()).getProcessor();
				final boolean fits = stack.size() == 0 || picture.getWidth() == stack.getWidth() && picture.getHeight() == stack
					.getHeight();
				if (fits && stack.size() < PICTURES) stack.addSlice(picture);
			}
		}
		return stack;
	}

	/** The true class in the middle of every cell. */
	private int[] truth(final ImageProcessor labels, final CellGrid cells) {
		final int[] found = new int[cells.rows() * cells.columns()];
		for (int i = 0; i < found.length; i++) {
			final int x = (int) ((i % cells.columns() + 0.5) / cells.cellsPerPixelX());
			final int y = (int) ((i / cells.columns() + 0.5) / cells.cellsPerPixelY());
			found[i] = x < labels.getWidth() && y < labels.getHeight() ? labels.get(x, y) : IGNORE;
			if (found[i] != IGNORE) classes = Math.max(classes, found[i] + 1);
		}
		return found;
	}

	public static void main(final String... args) throws IOException {
		final PointsExperiment experiment = new PointsExperiment(Path.of(args[0]), args[1]);
		for (final int count : new int[] { 1, 3, 6 }) {
			double nearest = 0, mean = 0;
			for (int draw = 0; draw < DRAWS; draw++) {
				final float[][][] points = experiment.draw(count, new SplittableRandom(draw));
				nearest += experiment.accuracy(points) / DRAWS;
				for (int k = 0; k < points.length; k++) points[k] = new float[][] { mean(points[k]) };
				mean += experiment.accuracy(points) / DRAWS;
			}
			System.out.printf(Locale.ROOT, "%d points per class: nearest point %.1f %%, nearest mean %.1f %%%n", count, 100 *
				nearest, 100 * mean);
		}
	}

	/** (class, point, code of length 1). */
	private float[][][] draw(final int count, final SplittableRandom random) {
		final float[][][] points = new float[classes][count][];
		for (int k = 0; k < classes; k++)
			for (int p = 0; p < count;) {
				final int s = random.nextInt(slices.size()), cell = random.nextInt(truth.get(s).length);
				if (truth.get(s)[cell] != k) continue;
				final CellGrid cells = slices.get(s).cells();
				points[k][p++] = slices.get(s).code((int) ((cell % cells.columns() + 0.5) / cells.cellsPerPixelX()), (int) ((cell /
					cells.columns() + 0.5) / cells.cellsPerPixelY()));
			}
		return points;
	}

	private static float[] mean(final float[][] codes) {
		final float[] mean = new float[codes[0].length];
		for (final float[] code : codes) for (int i = 0; i < mean.length; i++) mean[i] += code[i];
		double squares = 0;
		for (final float v : mean) squares += v * v;
		for (int i = 0; i < mean.length; i++) mean[i] /= (float) Math.sqrt(squares);
		return mean;
	}

	private double accuracy(final float[][][] points) {
		long right = 0, all = 0;
		for (int s = 0; s < slices.size(); s++) {
			final int[] labels = truth.get(s), found = new int[labels.length];
			final float[] most = new float[labels.length], one = new float[labels.length];
			Arrays.fill(most, Float.NEGATIVE_INFINITY);
			for (int k = 0; k < points.length; k++)
				for (final float[] code : points[k]) {
					slices.get(s).similarity(code, one);
					for (int i = 0; i < one.length; i++) if (one[i] > most[i]) {
						most[i] = one[i];
						found[i] = k;
					}
				}
			for (int i = 0; i < labels.length; i++) if (labels[i] != IGNORE) {
				all++;
				if (found[i] == labels[i]) right++;
			}
		}
		return (double) right / all;
	}
}
