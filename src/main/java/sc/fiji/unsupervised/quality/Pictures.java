package sc.fiji.unsupervised.quality;

import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.imagej.OverlayPicture;
import sc.fiji.unsupervised.segment.TrainOptions;

/**
 * Pictures of the best, the median and the worst image of each line of the table, made with its first seed: the image,
 * its truth and what was found, matched classes in the same colours. They lie in a folder beside the table.
 */
final class Pictures {

	/** What is shown, best first. */
	static final List<String> PLACES = List.of("best", "median", "worst");

	private static final int HEIGHT = 150, GAP = 4;
	/** Bits of a colour that are kept: pictures of noise shrink by a third. */
	private static final int KEPT = 0xf8f8f8;

	private final Path folder;
	private final List<String> sets;
	private final long seed;

	/**
	 * @param output table of results
	 * @param sets whose pictures may be shown
	 * @param seed for which they are made
	 */
	Pictures(final Path output, final List<String> sets, final long seed) {
		folder = output.toAbsolutePath().resolveSibling(output.getFileName().toString().replaceAll("\\.[^.]*$", "") +
			"-pictures");
		this.sets = sets;
		this.seed = seed;
	}

	/** The picture of a line for a set; it may not exist. */
	Path file(final Configuration row, final String place) {
		return folder.resolve((row.set() + " " + row.backbone() + " " + row.methodText() + " " + row.refine() + " " + place)
			.replaceAll("[^A-Za-z0-9._=-]+", "-") + ".png");
	}

	/** Makes the pictures of a row, if it is one to be shown. */
	void write(final Configuration row, final LabelledSet set, final Scorer scorer) {
		if (!sets.contains(set.name()) || row.seed() != seed) return;
		final Map<Integer, Double> scores = new TreeMap<>();
		IntStream.range(0, set.images().slices()).forEach(s -> scores.put(s, scorer.slice(s)));
		final List<Integer> order = scores.keySet().stream().filter(s -> !Double.isNaN(scores.get(s))).sorted(Comparator
			.comparing((Integer s) -> -scores.get(s))).toList();
		if (order.isEmpty()) return;
		final int[] shown = { order.get(0), order.get(order.size() / 2), order.get(order.size() - 1) };
		final Planes planes = new Planes(set.images(), OptionValues.with(TrainOptions.defaults(), Map.of("intensity",
			"image")), Progress.NONE);
		try {
			Files.createDirectories(folder);
			for (int i = 0; i < shown.length; i++) ImageIO.write(panel(planes, shown[i], scorer), "png", file(row, PLACES.get(i))
				.toFile());
		}
		catch (final IOException e) {
			throw new UserException("The folder " + folder + " cannot be written to (" + e.getMessage() +
				"); give output= in a writable folder.", e);
		}
	}

	private static BufferedImage panel(final Planes planes, final int slice, final Scorer scorer) {
		final int width = planes.width(slice), height = planes.height(slice);
		final float[][] grey = { planes.grey(slice) };
		for (int i = 0; i < grey[0].length; i++) grey[0][i] *= 255;
		final int column = Math.max(1, Math.round((float) width * HEIGHT / height));
		final BufferedImage panel = new BufferedImage(3 * column + 2 * GAP, HEIGHT, BufferedImage.TYPE_INT_RGB);
		final Graphics2D canvas = panel.createGraphics();
		canvas.fillRect(0, 0, panel.getWidth(), HEIGHT);
		final int[][] columns = { new int[width * height], labels(scorer.trueClasses(slice)), labels(scorer.classes(slice)) };
		for (int c = 0; c < columns.length; c++) {
			final BufferedImage whole = OverlayPicture.draw(grey, processor(columns[c], width, height));
			canvas.drawImage(whole.getScaledInstance(column, HEIGHT, Image.SCALE_AREA_AVERAGING), c * (column + GAP), 0, null);
		}
		canvas.dispose();
		for (int y = 0; y < HEIGHT; y++)
			for (int x = 0; x < panel.getWidth(); x++) panel.setRGB(x, y, panel.getRGB(x, y) & KEPT);
		return panel;
	}

	/** Classes from 1; 0 for none. */
	private static int[] labels(final int[] classes) {
		return IntStream.of(classes).map(c -> c + 1).toArray();
	}

	private static ImageProcessor processor(final int[] labels, final int width, final int height) {
		final ShortProcessor processor = new ShortProcessor(width, height);
		for (int i = 0; i < labels.length; i++) processor.set(i, labels[i]);
		return processor;
	}
}
