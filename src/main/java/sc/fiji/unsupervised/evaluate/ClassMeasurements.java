package sc.fiji.unsupervised.evaluate;

import java.util.ArrayList;
import java.util.List;

/** Area and intensity of every class, slice by slice; holds one {@link Row} per class and slice and no pixels. */
public final class ClassMeasurements {

	/**
	 * One class in one slice.
	 *
	 * @param slice index of the slice, from 0
	 * @param label label of the class, from 1
	 * @param pixels its number of pixels
	 * @param fraction its share of the slice's labelled pixels, 0 to 1; NaN if none is labelled
	 * @param area pixels times the area of one pixel
	 * @param mean (channels) mean raw intensity, NaN without pixels
	 * @param sd (channels) standard deviation of the sample (divided by pixels - 1; 0 for one pixel), NaN without pixels
	 */
	public record Row(int slice, int label, long pixels, double fraction, double area, double[] mean, double[] sd) {

		/**
		 * The class over several slices: pixels and areas summed, means and deviations of all pixels together.
		 *
		 * @param rows of one class in different slices, at least one
		 * @param labelled number of pixels of all classes in these slices
		 * @return with the slice of the first
		 */
		public static Row pooled(final List<Row> rows, final long labelled) {
			final Row first = rows.get(0);
			final long pixels = rows.stream().mapToLong(Row::pixels).sum();
			final double[] mean = new double[first.mean.length], sd = new double[mean.length];
			for (int c = 0; c < mean.length; c++) {
				double sum = 0, squares = 0;
				for (final Row r : rows) if (r.pixels > 0) sum += r.mean[c] * r.pixels;
				mean[c] = sum / pixels;
				for (final Row r : rows) if (r.pixels > 0) squares += r.sd[c] * r.sd[c] * (r.pixels - 1) + r.pixels * (r.mean[c] -
					mean[c]) * (r.mean[c] - mean[c]);
				sd[c] = pixels == 0 ? Double.NaN : Math.sqrt(squares / Math.max(1, pixels - 1));
			}
			return new Row(first.slice, first.label, pixels, (double) pixels / labelled, rows.stream().mapToDouble(Row::area).sum(), mean,
				sd);
		}
	}

	private final int classes;
	private final double pixelArea;
	private final List<Row> rows = new ArrayList<>();

	/**
	 * @param classes labels 1..classes are measured
	 * @param pixelArea area of one pixel in the caller's unit, 1 for pixels
	 */
	public ClassMeasurements(final int classes, final double pixelArea) {
		this.classes = classes;
		this.pixelArea = pixelArea;
	}

	/**
	 * Measures a slice.
	 *
	 * @param slice its index, from 0
	 * @param labels label of each pixel; values outside 1..classes do not count
	 * @param channels (channels, pixels) raw intensities, none or more
	 */
	public void add(final int slice, final int[] labels, final float[][] channels) {
		final long[] pixels = new long[classes];
		long labelled = 0;
		for (final int label : labels) {
			if (label < 1 || label > classes) continue;
			pixels[label - 1]++;
			labelled++;
		}
		final double[][] mean = new double[channels.length][], sd = new double[channels.length][];
		for (int c = 0; c < channels.length; c++) {
			if (channels[c].length != labels.length) throw new IllegalArgumentException("A channel has the wrong size.");
			mean[c] = means(labels, channels[c], pixels);
			sd[c] = deviations(labels, channels[c], pixels, mean[c]);
		}
		for (int k = 0; k < classes; k++)
			rows.add(new Row(slice, k + 1, pixels[k], (double) pixels[k] / labelled, pixels[k] * pixelArea, column(mean, k),
				column(sd, k)));
	}

	private double[] means(final int[] labels, final float[] values, final long[] pixels) {
		final double[] mean = new double[classes];
		for (int p = 0; p < labels.length; p++)
			if (labels[p] >= 1 && labels[p] <= classes) mean[labels[p] - 1] += values[p];
		for (int k = 0; k < classes; k++) mean[k] /= pixels[k];
		return mean;
	}

	/** From differences to the mean: sums of squares would cancel for 16-bit and float data. */
	private double[] deviations(final int[] labels, final float[] values, final long[] pixels, final double[] mean) {
		final double[] sd = new double[classes];
		for (int p = 0; p < labels.length; p++) {
			if (labels[p] < 1 || labels[p] > classes) continue;
			final double difference = values[p] - mean[labels[p] - 1];
			sd[labels[p] - 1] += difference * difference;
		}
		for (int k = 0; k < classes; k++)
			sd[k] = pixels[k] == 0 ? Double.NaN : Math.sqrt(sd[k] / Math.max(1, pixels[k] - 1));
		return sd;
	}

	private static double[] column(final double[][] values, final int k) {
		final double[] column = new double[values.length];
		for (int c = 0; c < column.length; c++) column[c] = values[c][k];
		return column;
	}

	/** All rows so far: slices in the order they were added, labels ascending within. */
	public List<Row> rows() {
		return List.copyOf(rows);
	}
}
