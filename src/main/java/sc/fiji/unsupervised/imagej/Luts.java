package sc.fiji.unsupervised.imagej;

import ij.process.LUT;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The colours of classes. They come from {@code luts/Unsupervised_Classes.lut}, which is also for the LUT menu: black for
 * 0, then the seven colours of Okabe and Ito (2008) that people with colour vision deficiencies tell apart, then colours
 * as far as possible from all before in CIELAB, up to 24 also as seen with protanopia and deuteranopia (Machado 2009).
 */
public final class Luts {

	private static final int SIZE = 256;
	private static final byte[] TABLE = load("/luts/Unsupervised_Classes.lut");

	private Luts() {}

	private static byte[] load(final String resource) {
		try (InputStream in = Luts.class.getResourceAsStream(resource)) {
			final byte[] table = in.readAllBytes();
			if (table.length != 3 * SIZE) throw new IOException(resource + " has " + table.length + " bytes");
			return table;
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** The colour of a class as 0xRRGGBB; 0 is black, colours come again after 255 classes. */
	public static int colour(final int label) {
		final int i = label == 0 ? 0 : (label - 1) % (SIZE - 1) + 1;
		return (TABLE[i] & 0xff) << 16 | (TABLE[SIZE + i] & 0xff) << 8 | TABLE[2 * SIZE + i] & 0xff;
	}

	/**
	 * A lookup table for an image of labels 0 to {@code classes} with just that display range. ImageJ spreads the display
	 * range over the table, so each colour is repeated. Beyond 255 classes neighbours share colours, because a lookup
	 * table has no more.
	 */
	public static LUT classes(final int classes) {
		final byte[][] rgb = new byte[3][SIZE];
		for (int i = 0; i < SIZE; i++) {
			final int colour = colour(classes < SIZE ? label(i, classes) : i);
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
