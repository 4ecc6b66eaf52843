package sc.fiji.unsupervised.imagej;

import ij.ImagePlus;
import ij.process.ImageProcessor;
import ij.process.LUT;

import java.util.List;
import java.util.stream.IntStream;

import sc.fiji.unsupervised.model.SegmentationModel.ClassInfo;
import sc.fiji.unsupervised.segment.Palette;

/** Lookup tables for label images, made from the {@link Palette}. */
public final class Luts {

	private static final int SIZE = 256;

	private Luts() {}

	/**
	 * A lookup table for an image of labels 0 to {@code classes} with just that display range. ImageJ spreads the display
	 * range over the table, so each colour is repeated. Beyond 255 classes neighbours share colours, because a lookup
	 * table has no more.
	 */
	public static LUT classes(final int classes) {
		return classes(IntStream.rangeClosed(0, classes).map(Palette::rgb).toArray());
	}

	/** As {@link #classes(int)} with the colours of a model's classes. */
	public static LUT classes(final List<ClassInfo> classes) {
		final int[] colours = new int[classes.size() + 1];
		for (int k = 0; k < classes.size(); k++) colours[k + 1] = classes.get(k).rgb();
		return classes(colours);
	}

	/** @param colours 0xRRGGBB of 0 and each label */
	private static LUT classes(final int[] colours) {
		final int classes = colours.length - 1;
		final byte[][] rgb = new byte[3][SIZE];
		for (int i = 0; i < SIZE; i++) {
			final int colour = classes < SIZE ? colours[label(i, classes)] : Palette.rgb(i);
			for (int c = 0; c < 3; c++)
				rgb[c][i] = (byte) (colour >> 16 - 8 * c);
		}
		final LUT lut = new LUT(rgb[0], rgb[1], rgb[2]);
		lut.min = 0;
		lut.max = classes;
		return lut;
	}

	/** The colour 0xRRGGBB in which a label image shows a label; that of a new class where the image is grey. */
	static int rgb(final ImagePlus labels, final int label) {
		final ImageProcessor shown = labels.getProcessor();
		if (!shown.isColorLut()) return Palette.rgb(label);
		final double range = labels.getDisplayRangeMax() - labels.getDisplayRangeMin();
		final int entry = (int) (SIZE * (label - labels.getDisplayRangeMin()) / range);
		return shown.getLut().getRGB(Math.max(0, Math.min(SIZE - 1, entry))) & 0xffffff;
	}

	/** The greatest label that ImageJ shows with an entry of the table or one before. */
	private static int label(final int entry, final int classes) {
		int label = 0;
		while (label < classes && Math.min(SIZE - 1, (int) (256.0 * (label + 1) / classes)) <= entry)
			label++;
		return label;
	}
}
