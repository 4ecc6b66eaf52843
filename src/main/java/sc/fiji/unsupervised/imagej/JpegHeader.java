package sc.fiji.unsupervised.imagej;

import java.io.DataInput;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

import sc.fiji.unsupervised.UserException;

/** What tells of the work that a JPEG stream makes: its size and the number of its scans. */
final class JpegHeader {

	/** No well-formed beginning of a stream. */
	static final double DAMAGED = -1;
	private static final int START = 0xffd8, SCAN = 0xffda, END = 0xffd9, FIRST = 0xffc0, LAST = 0xfffe;

	/** Scans that a reader may have to make; progressive files have about ten, and each goes through all pixels. */
	private static final int MOST_SCANS = 100;

	private JpegHeader() {}

	/**
	 * Reads to the end of the image. A scan of all pixels needs only a few bytes, so that a small file could keep a reader
	 * busy for hours.
	 *
	 * @throws UserException if there are more scans than any image needs
	 * @throws EOFException if the stream ends before the image does
	 */
	static void checkScans(final Path path, final InputStream bytes) throws IOException {
		final DataInputStream in = new DataInputStream(bytes);
		int scans = 0;
		for (int marker = marker(in); marker != END; marker = marker(in)) {
			if (marker == SCAN && ++scans > MOST_SCANS) throw new UserException("The file " + path + " has more than " +
				MOST_SCANS + " progressive JPEG scans; save it again as a plain JPEG or PNG file.");
			if (marker != START) in.skipNBytes(Math.max(0, in.readUnsignedShort() - 2));
		}
	}

	/** The next marker that has a content, or begins or ends an image; data has no such bytes. */
	private static int marker(final DataInputStream in) throws IOException {
		while (true) {
			while (in.readUnsignedByte() != 0xff) {}
			int code = in.readUnsignedByte();
			while (code == 0xff) code = in.readUnsignedByte();
			if (code > 1 && (code < 0xd0 || code > 0xd7)) return 0xff00 | code;
		}
	}

	/**
	 * Reads on until the size is told, as strictly as needed to see the same as any other reader.
	 *
	 * @param bytes of the stream
	 * @return samples of all components, 0 if the stream has tables only, or {@link #DAMAGED}
	 * @throws IOException if the file ends before
	 */
	static double samples(final DataInput in, final long bytes) throws IOException {
		if (bytes < 2 || in.readUnsignedShort() != START) return DAMAGED;
		for (long left = bytes - 2; left > 0;) {
			final int marker = in.readUnsignedShort();
			if (marker == END) return left == 2 ? 0 : DAMAGED;
			if (marker < FIRST || marker > LAST || marker >= 0xffd0 && marker <= SCAN) return DAMAGED;
			final int length = in.readUnsignedShort();
			left -= 2 + length;
			if (length < 2 || left < 0) return DAMAGED;
			if (isSize(marker)) {
				in.readUnsignedByte();
				return (double) in.readUnsignedShort() * in.readUnsignedShort() * in.readUnsignedByte();
			}
			in.skipBytes(length - 2);
		}
		return 0;
	}

	/** Markers C0 to CF but those of Huffman tables, of arithmetic ones and one that is kept free. */
	private static boolean isSize(final int marker) {
		return marker <= 0xffcf && marker != 0xffc4 && marker != 0xffc8 && marker != 0xffcc;
	}
}
