package sc.fiji.unsupervised.segment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The fixed colours of labels. They come from {@code luts/Unsupervised_Classes.lut}, which is also for ImageJ's LUT menu:
 * black for 0, then the seven colours of Okabe and Ito (2008) that people with colour vision deficiencies tell apart,
 * then colours as far as possible from all before in CIELAB, up to 24 also as seen with protanopia and deuteranopia
 * (Machado 2009).
 */
public final class Palette {

	/** 256 reds, 256 greens, 256 blues: ImageJ's raw lookup table. */
	private static final byte[] TABLE = read();

	private Palette() {}

	/** Colour of a label as 0xRRGGBB; labels beyond 255 repeat those from 1 on. */
	public static int rgb(final int label) {
		final int i = label <= 0 ? 0 : (label - 1) % 255 + 1;
		return (TABLE[i] & 0xff) << 16 | (TABLE[256 + i] & 0xff) << 8 | TABLE[512 + i] & 0xff;
	}

	private static byte[] read() {
		try (InputStream in = Palette.class.getResourceAsStream("/luts/Unsupervised_Classes.lut")) {
			final byte[] table = in.readAllBytes();
			if (table.length != 768) throw new IOException("a lookup table has 768 bytes, not " + table.length);
			return table;
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
