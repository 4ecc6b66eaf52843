package sc.fiji.unsupervised.imagej;

import java.io.DataInput;
import java.io.IOException;

/** The size that a JPEG stream tells of, read as strictly as needed to see the same as any other reader. */
final class JpegHeader {

	/** No well-formed beginning of a stream. */
	static final double DAMAGED = -1;
	private static final int START = 0xffd8, SCAN = 0xffda, END = 0xffd9, FIRST = 0xffc0, LAST = 0xfffe;

	private JpegHeader() {}

	/**
	 * Reads on until the size is told.
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
