package sc.fiji.unsupervised.imagej;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;

import sc.fiji.unsupervised.UserException;

/**
 * Keeps small files from asking for large memory: no kind of packing makes pixels smaller than to a thousandth, so a
 * header that tells of more is wrong.
 */
final class Unpacked {

	/** The best that deflate can do is 1032. */
	private static final double PER_BYTE = 1100, ALWAYS = 1 << 20;

	private Unpacked() {}

	/**
	 * @param bytes of all pixels in memory
	 * @throws UserException if the file cannot hold so many
	 */
	static void check(final Path path, final double bytes) {
		final File file = path.toFile();
		if (bytes > ALWAYS + PER_BYTE * file.length()) throw new UserException("The file " + path + " tells of " + Math.round(
			bytes / 1e6) + " MB of pixels but has only " + file.length() + " bytes; copy or export it again.");
	}

	/** Bytes of the first page's pixels in memory. */
	static double ofPage(final ImageReader reader) throws IOException {
		final ImageTypeSpecifier type = reader.getRawImageType(0);
		final double perPixel = type == null ? 1 : Math.ceil(type.getColorModel().getPixelSize() / 8.0);
		return (double) reader.getWidth(0) * reader.getHeight(0) * perPixel;
	}
}
