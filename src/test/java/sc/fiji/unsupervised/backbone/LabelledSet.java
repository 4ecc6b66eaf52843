package sc.fiji.unsupervised.backbone;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder with images/ and labels/, as pictures stretched to [0, 1] between their own 0.3 and 99.7 percentiles, all
 * channels together.
 */
final class LabelledSet {

	/** Label of pixels that are not scored. */
	static final int IGNORE = 255;

	/** planes (3, height * width), labels (height * width). */
	record Picture(int width, int height, float[][] planes, int[] labels) {}

	final List<Picture> pictures = new ArrayList<>();

	LabelledSet(final Path folder) {
		final List<Path> images = files(folder.resolve("images"));
		List<Path> labels = files(folder.resolve("labels"));
		if (images.size() == 1) {
			labels = labels.stream().filter(p -> p.getFileName().toString().startsWith("z")).toList();
			final ImagePlus stack = IJ.openImage(images.get(0).toString());
			for (int z = 1; z <= stack.getStackSize(); z++) add(stack.getStack().getProcessor(z), labels.get(z - 1));
		}
		else for (int i = 0; i < images.size(); i++) add(IJ.openImage(images.get(i).toString()).getProcessor(), labels.get(i));
	}

	private static List<Path> files(final Path folder) {
		try (Stream<Path> list = Files.list(folder)) {
			return list.filter(p -> p.toString().matches(".*\\.(png|tif)")).sorted().toList();
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private void add(final ImageProcessor image, final Path labelFile) {
		final ImageProcessor truth = IJ.openImage(labelFile.toString()).getProcessor();
		final int n = image.getWidth() * image.getHeight();
		final int[] labels = new int[n];
		for (int i = 0; i < n; i++) labels[i] = truth.get(i);
		final float[][] planes;
		if (image instanceof ColorProcessor colour) {
			planes = new float[3][];
			for (int c = 0; c < 3; c++) planes[c] = (float[]) colour.toFloat(c, null).getPixels();
			stretch(planes);
		}
		else {
			final float[] grey = (float[]) image.convertToFloatProcessor().getPixels();
			stretch(grey);
			planes = new float[][] { grey, grey, grey };
		}
		pictures.add(new Picture(image.getWidth(), image.getHeight(), planes, labels));
	}

	private static void stretch(final float[]... planes) {
		final float[] all = new float[planes.length * planes[0].length];
		for (int c = 0; c < planes.length; c++) System.arraycopy(planes[c], 0, all, c * planes[0].length, planes[0].length);
		Arrays.sort(all);
		final double low = percentile(all, 0.003), high = percentile(all, 0.997);
		for (final float[] plane : planes) for (int i = 0; i < plane.length; i++)
			plane[i] = high > low ? (float) Math.max(0, Math.min(1, (plane[i] - low) / (high - low))) : 0;
	}

	private static double percentile(final float[] sorted, final double q) {
		final double x = q * (sorted.length - 1);
		final int i = (int) x;
		return sorted[i] + (x - i) * (sorted[Math.min(i + 1, sorted.length - 1)] - sorted[i]);
	}

	/** One more than the largest label. */
	int classes() {
		return 1 + pictures.stream().flatMapToInt(p -> Arrays.stream(p.labels())).filter(l -> l != IGNORE).max().orElse(0);
	}
}
