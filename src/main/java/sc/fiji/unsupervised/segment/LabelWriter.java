package sc.fiji.unsupervised.segment;

import java.util.stream.IntStream;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.stack.Region;

/** Writes the most likely class of each pixel of a slice, some rows at a time; 0 where a pixel does not count. */
final class LabelWriter {

	/** Pixels of a band, whose probabilities are in memory together. */
	static final int BAND = 1 << 22;

	private final int width, height, classes;
	private final Region region;
	private final boolean logarithms;
	private final short[] labels;
	/** Null when they are not wanted. */
	private final float[] probabilities;

	/**
	 * @param region pixels that get a label
	 * @param options with a CRF probabilities are written, else logarithms of them
	 */
	LabelWriter(final int width, final int height, final int classes, final Region region, final ApplyOptions options) {
		this(width, height, classes, region, !options.isCrf(), options.probabilities() ? new float[Math.multiplyExact(Math
			.multiplyExact(width, height), classes)] : null);
	}

	/** Labels alone. */
	LabelWriter(final int width, final int height, final int classes, final Region region) {
		this(width, height, classes, region, true, null);
	}

	private LabelWriter(final int width, final int height, final int classes, final Region region,
		final boolean logarithms, final float[] probabilities)
	{
		this.width = width;
		this.height = height;
		this.classes = classes;
		this.region = region;
		this.logarithms = logarithms;
		this.probabilities = probabilities;
		labels = new short[Math.multiplyExact(width, height)];
	}

	/** Whether rows {@code from} to {@code to} (exclusive) have a pixel that gets a label. */
	boolean wants(final int from, final int to) {
		return region.touches(0, from, width, to);
	}

	/**
	 * Writes rows {@code from} to {@code to} (exclusive).
	 *
	 * @param p class k of the first pixel of these rows at {@code k * stride + at}
	 */
	void write(final float[] p, final int at, final int stride, final int from, final int to) {
		final int offset = from * width;
		IntStream.range(0, (to - from) * width).parallel().filter(i -> region.contains(offset + i)).forEach(i -> {
			int best = 0;
			for (int k = 1; k < classes; k++)
				if (p[k * stride + at + i] > p[best * stride + at + i]) best = k;
			labels[offset + i] = (short) (best + 1);
			if (probabilities != null) for (int k = 0; k < classes; k++) {
				final float value = p[k * stride + at + i];
				probabilities[k * labels.length + offset + i] = logarithms ? (float) Math.exp(value) : value;
			}
		});
	}

	/** Writes all rows, band by band. */
	void fill(final PixelScores pixels, final Progress progress) {
		final int rows = Math.max(4 * SliceLabeller.OVERLAP, BAND / width);
		for (int y = 0; y < height; y += rows) {
			final int end = Math.min(height, y + rows);
			if (wants(y, end)) write(pixels.logProbabilities(y, end), 0, (end - y) * width, y, end);
			progress.check();
		}
	}

	SliceLabels finish() {
		return new SliceLabels(width, height, labels, probabilities);
	}
}
