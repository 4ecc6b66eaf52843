package sc.fiji.unsupervised.imagej;

import ij.process.LUT;

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
		final byte[][] rgb = new byte[3][SIZE];
		for (int i = 0; i < SIZE; i++) {
			final int colour = Palette.rgb(classes < SIZE ? label(i, classes) : i);
			for (int c = 0; c < 3; c++)
				rgb[c][i] = (byte) (colour >> 16 - 8 * c);
		}
		final LUT lut = new LUT(rgb[0], rgb[1], rgb[2]);
		lut.min = 0;
		lut.max = classes;
		return lut;
	}

	/** The greatest label that ImageJ shows with an entry of the table or one before. */
	private static int label(final int entry, final int classes) {
		int label = 0;
		while (label < classes && Math.min(SIZE - 1, (int) (256.0 * (label + 1) / classes)) <= entry)
			label++;
		return label;
	}
}
