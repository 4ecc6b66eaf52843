package sc.fiji.unsupervised.imagej;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The directories of a TIFF file, looked through before ImageJ reads them: it makes room for whatever number of values a
 * tag tells of, while none can have more than the file has bytes.
 */
final class TiffTags implements AutoCloseable {

	/** Bytes of a value by type, from 1. */
	private static final int[] SIZES = { 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4 };
	/** ImageJ's tags for sizes and content of its own entries, and how the content begins ("IJIJ"). */
	private static final int COUNTS = 50838, CONTENT = 50839, MAGIC = 0x494a494a;
	private static final int ENTRY = 12, MAX_HEADER = 804;

	/** @param at position of the entry in the file */
	private record Tag(int id, int type, long count, long value, long at) {

		private long bytes() {
			return type >= 1 && type <= SIZES.length ? count * SIZES[type - 1] : count;
		}

		/** Position of its values. */
		private long place() {
			return bytes() <= 4 ? at + 8 : value;
		}
	}

	private final RandomAccessFile file;
	private final long length;
	private final ByteOrder order;

	private TiffTags(final Path path) throws IOException {
		file = new RandomAccessFile(path.toFile(), "r");
		length = file.length();
		order = length > 0 && file.read() == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
	}

	/** Whether no tag tells of more than the file can hold. */
	static boolean arePlausible(final Path path) throws IOException {
		try (TiffTags tags = new TiffTags(path)) {
			return tags.arePlausible();
		}
	}

	private boolean arePlausible() throws IOException {
		final Set<Long> seen = new HashSet<>();
		for (long at = read(4, 4).getInt() & 0xffffffffL; at != 0 && at + 2 <= length;) {
			if (!seen.add(at)) return false; // a circle
			final int entries = read(at, 2).getShort() & 0xffff;
			final long end = at + 2 + (long) entries * ENTRY;
			if (end > length || !isPlausible(at + 2, entries)) return false;
			at = end + 4 <= length ? read(end, 4).getInt() & 0xffffffffL : 0;
		}
		return true;
	}

	private boolean isPlausible(final long from, final int entries) throws IOException {
		Tag counts = null, content = null;
		for (int i = 0; i < entries; i++) {
			final Tag tag = tag(from + (long) i * ENTRY);
			if (tag.bytes() > length) return false;
			if (tag.id == COUNTS) counts = tag;
			if (tag.id == CONTENT) content = tag;
		}
		return counts == null || content == null || fits(counts, content);
	}

	private Tag tag(final long at) throws IOException {
		final ByteBuffer entry = read(at, ENTRY);
		return new Tag(entry.getShort() & 0xffff, entry.getShort(), entry.getInt() & 0xffffffffL, entry.getInt() & 0xffffffffL,
			at);
	}

	/** Whether ImageJ's entries are as many and as large as there is room for. */
	private boolean fits(final Tag counts, final Tag content) throws IOException {
		long sum = 0;
		final ByteBuffer sizes = read(counts.place(), (int) Math.min(counts.bytes(), length - counts.place()));
		for (int i = 0; i < counts.count && sizes.remaining() >= 4; i++) sum += sizes.getInt() & 0xffffffffL;
		if (sum > length || counts.count == 0) return false;
		final int header = sizes.getInt(0);
		if (header < 12 || header > MAX_HEADER || content.place() + header > length) return true; // ImageJ leaves it alone
		final ByteBuffer types = read(content.place(), header);
		if (types.getInt() != MAGIC) return true;
		for (long all = 0; types.remaining() >= 8;) {
			types.getInt();
			all += types.getInt() & 0xffffffffL;
			if (all > counts.count) return false;
		}
		return true;
	}

	/** @throws IOException if the file ends before */
	private ByteBuffer read(final long at, final int bytes) throws IOException {
		if (bytes < 0) throw new IOException("a tag lies outside of the file");
		final byte[] data = new byte[bytes];
		file.seek(at);
		file.readFully(data);
		return ByteBuffer.wrap(data).order(order);
	}

	@Override
	public void close() throws IOException {
		file.close();
	}
}
