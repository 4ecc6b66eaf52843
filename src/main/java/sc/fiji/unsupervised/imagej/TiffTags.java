package sc.fiji.unsupervised.imagej;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import sc.fiji.unsupervised.UserException;

/**
 * The directories of a TIFF file, looked through before a reader sees them: readers make room for whatever tags tell of,
 * while none can have more than the file has bytes, and pixels not much more.
 */
final class TiffTags implements AutoCloseable {

	/** Kinds of files. */
	enum Kind {
		/** A tag tells of more than the file can hold, or a page has pixels of a kind that is not read. */
		DAMAGED,
		/** A page is packed as JPEG, which ImageJ takes for raw pixels where the page is small. */
		JPEG, OTHER
	}

	/** Bytes of a value by type, from 1. */
	private static final int[] SIZES = { 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4 };
	private static final int SHORT = 3, LONG = 4;
	/** ImageJ's tags for sizes and content of its own entries, and how the content begins ("IJIJ"). */
	private static final int COUNTS = 50838, CONTENT = 50839, MAGIC = 0x494a494a;
	private static final int ENTRY = 12, MAX_HEADER = 804;
	/** What all JPEG streams of a page begin with. */
	private static final int JPEG_TABLES = 347;
	/** How often tags may have bytes of the file in common, such as a colour table of all pages, and packed pixels. */
	private static final int SHARED = 16, SHARED_PIXELS = 4;

	/** @param at position of the entry in the file */
	private record Tag(int id, int type, long count, long value, long at) {

		private int size() {
			return type >= 1 && type <= SIZES.length ? SIZES[type - 1] : 1;
		}

		private long bytes() {
			return count * size();
		}

		/** Position of its values. */
		private long place() {
			return bytes() <= 4 ? at + 8 : value;
		}
	}

	private final Path path;
	private final RandomAccessFile file;
	private final long length;
	private final ByteOrder order;
	/** Bytes told of so far: of directories, of tags, of packed pixels, and of pixels in memory. */
	private long directories, values;
	private double packed, pixels;
	private boolean hasJpeg;

	private TiffTags(final Path path) throws IOException {
		this.path = path;
		file = new RandomAccessFile(path.toFile(), "r");
		length = file.length();
		order = length > 0 && file.read() == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
	}

	/**
	 * Looks through all directories.
	 *
	 * @throws UserException if there are more pixels than the file can hold
	 */
	static Kind kind(final Path path) {
		try (TiffTags tags = new TiffTags(path)) {
			return !tags.arePlausible() ? Kind.DAMAGED : tags.hasJpeg ? Kind.JPEG : Kind.OTHER;
		}
		catch (final IOException e) {
			return Kind.DAMAGED; // most often something lies outside of the file
		}
	}

	private boolean arePlausible() throws IOException {
		final Set<Long> seen = new HashSet<>();
		for (long at = read(4, 4).getInt() & 0xffffffffL; at != 0 && at + 2 <= length;) {
			if (!seen.add(at)) return false; // a circle
			final int entries = read(at, 2).getShort() & 0xffff;
			final long end = at + 2 + (long) entries * ENTRY;
			directories += end - at;
			if (end > length || directories > length || !isPlausible(at + 2, entries)) return false;
			at = end + 4 <= length ? read(end, 4).getInt() & 0xffffffffL : 0;
		}
		return true;
	}

	private boolean isPlausible(final long from, final int entries) throws IOException {
		final Map<Integer, long[]> page = new HashMap<>();
		Tag counts = null, content = null, tables = null;
		for (int i = 0; i < entries; i++) {
			final Tag tag = tag(from + (long) i * ENTRY);
			values += tag.bytes();
			if (tag.bytes() > length || values > SHARED * length) return false;
			if (tag.id == COUNTS) counts = tag;
			if (tag.id == CONTENT) content = tag;
			if (tag.id == JPEG_TABLES) tables = tag;
			if (TiffPage.TAGS.contains(tag.id) && page.put(tag.id, numbers(tag)) != null) return false; // twice
		}
		return isPlausible(TiffPage.of(page), tables) && (counts == null || content == null || fits(counts, content));
	}

	private boolean isPlausible(final TiffPage page, final Tag tables) throws IOException {
		if (!page.isReadable()) return false;
		if (page.isPacked()) packed += Arrays.stream(page.counts()).mapToDouble(c -> c).sum();
		if (packed > SHARED_PIXELS * (double) length) return false;
		pixels += page.bytes();
		Unpacked.check(path, pixels);
		hasJpeg |= page.isJpeg();
		return !page.isJpeg() || areJpeg(page) && (tables == null || jpegSamples(read(tables.place(), (int) tables.bytes())
			.array()) == 0);
	}

	/** Whether each part of a page tells of its size, which may be another than that of the tile, and is whole. */
	private boolean areJpeg(final TiffPage page) throws IOException {
		for (int i = 0; i < page.offsets().length; i++) {
			final byte[] part = read(page.offsets()[i], Math.toIntExact(page.counts()[i])).array();
			final double samples = jpegSamples(part);
			if (samples <= 0) return false;
			pixels += samples;
			JpegHeader.checkScans(path, new ByteArrayInputStream(part));
		}
		Unpacked.check(path, pixels);
		return true;
	}

	private static double jpegSamples(final byte[] stream) throws IOException {
		return JpegHeader.samples(new DataInputStream(new ByteArrayInputStream(stream)), stream.length);
	}

	private Tag tag(final long at) throws IOException {
		final ByteBuffer entry = read(at, ENTRY);
		return new Tag(entry.getShort() & 0xffff, entry.getShort(), entry.getInt() & 0xffffffffL, entry.getInt() & 0xffffffffL,
			at);
	}

	/** Whole numbers, of which other types than those of the standard have none. */
	private long[] numbers(final Tag tag) throws IOException {
		if (tag.type != SHORT && tag.type != LONG) return new long[0];
		final ByteBuffer data = read(tag.place(), (int) tag.bytes());
		final long[] numbers = new long[(int) tag.count];
		for (int i = 0; i < numbers.length; i++)
			numbers[i] = tag.type == SHORT ? data.getShort() & 0xffff : data.getInt() & 0xffffffffL;
		return numbers;
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

	/** @throws EOFException if the file ends before */
	private ByteBuffer read(final long at, final int bytes) throws IOException {
		if (bytes < 0 || at + bytes > length) throw new EOFException();
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
