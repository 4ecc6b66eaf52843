package sc.fiji.unsupervised.segment;

import java.util.List;
import java.util.stream.IntStream;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.stack.Slices;

/**
 * Redraws class borders at the resolution of pixels, from the slice and its label map alone: what values the pixels of
 * each class have tells how well a pixel's own values fit a class ({@link PixelClasses}), and which classes the
 * surrounding cells have tells how likely the class is at this place ({@link CellPrior}); Bayes' rule joins both. Where
 * values tell the classes apart, borders move to where values change, and parts smaller than a cell come back; where they
 * do not, the label map stays.
 * <p>
 * This is one step of hard expectation maximisation; three are done, each from the labels of the last. The first one looks
 * as far as the borders of cells may be wrong, the others half as far. {@code docs/resolution.md} tells what it is worth.
 */
final class Polish implements PixelScores {

	/** How finely each round looks at what is around, in pieces along the side of a cell. */
	static final List<Integer> PIECES = List.of(1, 2, 2);

	private final float[][] planes;
	private final int width;
	private final PixelClasses values;
	private final CellPrior prior;

	/**
	 * @param labels of the pixels, 1 to {@code classes} or 0 for one that does not count, row-major
	 * @param planes the slice's channels, values in [0, 1], row-major
	 * @param width of the slice in pixels
	 * @param piecesPerPixelX how many of the pieces that are looked at a pixel is wide
	 * @param piecesPerPixelY how many of them a pixel is high
	 * @throws sc.fiji.unsupervised.CancelledException if the user stops
	 */
	Polish(final short[] labels, final float[][] planes, final int width, final int classes, final double piecesPerPixelX,
		final double piecesPerPixelY, final Progress progress)
	{
		this.planes = planes;
		this.width = width;
		values = PixelClasses.fit(labels, planes, classes);
		progress.check();
		prior = new CellPrior(labels, width, classes, piecesPerPixelX, piecesPerPixelY);
		progress.check();
	}

	/**
	 * All rounds.
	 *
	 * @param labels of a slice, 1 to {@code classes} or 0 for a pixel that does not count
	 * @param i the slice
	 * @param cellsPerPixelX how many cells a pixel is wide
	 * @param cellsPerPixelY how many cells a pixel is high
	 */
	static PixelScores of(final SliceLabels labels, final Slices slices, final int i, final int classes,
		final double cellsPerPixelX, final double cellsPerPixelY, final Progress progress)
	{
		final float[][] values = slices.values(i);
		final int width = labels.width();
		SliceLabels now = labels;
		for (int round = 0;; round++) {
			final int pieces = PIECES.get(round);
			final Polish polish = new Polish(now.labels(), values, width, classes, pieces * cellsPerPixelX, pieces *
				cellsPerPixelY, progress);
			if (round == PIECES.size() - 1) return polish;
			final LabelWriter writer = new LabelWriter(width, labels.height(), classes, slices.region(i));
			writer.fill(polish, progress);
			now = writer.finish();
		}
	}

	@Override
	public float[] logProbabilities(final int from, final int to) {
		final int pixels = (to - from) * width, classes = values.classes();
		final float[] out = new float[classes * pixels];
		IntStream.range(from, to).parallel().forEach(y -> {
			final int start = (y - from) * width;
			prior.row(y, out, start, pixels);
			values.addRow(planes, y * width, width, out, start, pixels);
			for (int x = 0; x < width; x++) normalise(out, start + x, pixels, classes);
		});
		return out;
	}

	/** Subtracts the logarithm of the sum over the classes. */
	private static void normalise(final float[] scores, final int at, final int pixels, final int classes) {
		float max = Float.NEGATIVE_INFINITY;
		for (int k = 0; k < classes; k++) max = Math.max(max, scores[k * pixels + at]);
		double sum = 0;
		for (int k = 0; k < classes; k++) sum += Math.exp(scores[k * pixels + at] - max);
		final float log = max + (float) Math.log(sum);
		for (int k = 0; k < classes; k++) scores[k * pixels + at] -= log;
	}
}
