package sc.fiji.unsupervised.imagej;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * What a directory of a TIFF file tells of its pixels, as far as readers make room for it.
 *
 * @param width of the page in pixels
 * @param height of the page in pixels
 * @param samples of a pixel
 * @param bits of each sample, or of all
 * @param format of the numbers, as the file names it
 * @param compression as the file names it
 * @param tileWidth in pixels; that of the page where there are no tiles
 * @param tileHeight in pixels; that of the page where there are no tiles
 * @param offsets of the tiles or strips in the file
 * @param counts of their bytes
 */
record TiffPage(long width, long height, long samples, long[] bits, long format, long compression, long tileWidth,
	long tileHeight, long[] offsets, long[] counts)
{

	private static final int WIDTH = 256, HEIGHT = 257, BITS = 258, COMPRESSION = 259, OFFSETS = 273, SAMPLES = 277,
			COUNTS = 279, TILE_WIDTH = 322, TILE_HEIGHT = 323, TILE_OFFSETS = 324, TILE_COUNTS = 325, FORMAT = 339;
	/** The tags that are looked at. */
	static final Set<Integer> TAGS = Set.of(WIDTH, HEIGHT, BITS, COMPRESSION, OFFSETS, SAMPLES, COUNTS, TILE_WIDTH, TILE_HEIGHT,
		TILE_OFFSETS, TILE_COUNTS, FORMAT);
	private static final int NO_COMPRESSION = 1, OLD_JPEG = 6, JPEG = 7, FLOATING = 3;

	/** @param tags the values of each, by number */
	static TiffPage of(final Map<Integer, long[]> tags) {
		final long width = first(tags, WIDTH, 0), height = first(tags, HEIGHT, 0);
		final boolean tiled = tags.containsKey(TILE_WIDTH) || tags.containsKey(TILE_HEIGHT);
		final long[] none = {};
		return new TiffPage(width, height, first(tags, SAMPLES, 1), tags.getOrDefault(BITS, new long[] { 1 }), first(tags, FORMAT,
			1), first(tags, COMPRESSION, NO_COMPRESSION), tiled ? first(tags, TILE_WIDTH, 0) : width, tiled ? first(tags,
				TILE_HEIGHT, 0) : height, tags.getOrDefault(tags.containsKey(TILE_OFFSETS) ? TILE_OFFSETS : OFFSETS, none), tags
					.getOrDefault(tags.containsKey(TILE_COUNTS) ? TILE_COUNTS : COUNTS, none));
	}

	private static long first(final Map<Integer, long[]> tags, final int tag, final long otherwise) {
		final long[] values = tags.get(tag);
		return values == null ? otherwise : values.length == 0 ? 0 : values[0];
	}

	/** Whether there are pixels of a kind that is read. Of odd numbers of bits Java would make tables of 2^bits values. */
	boolean isReadable() {
		return width > 0 && height > 0 && samples > 0 && tileWidth > 0 && tileHeight > 0 && compression != OLD_JPEG && Arrays
			.stream(bits).allMatch(b -> b <= 16 || b == 32 || b == 64) && (!isPacked() || offsets.length == counts.length);
	}

	boolean isPacked() {
		return compression != NO_COMPRESSION;
	}

	boolean isJpeg() {
		return compression == JPEG;
	}

	/** Bytes of all tiles, some of which may reach beyond the page, and of Java's tables. */
	double bytes() {
		final double pixels = whole(width, tileWidth) * whole(height, tileHeight);
		final long most = mostBits();
		return samples * (pixels * Math.max(1, (most + 7) / 8) + (hasTables() ? 4.0 * (1 << Math.min(16, most)) : 0));
	}

	private long mostBits() {
		return Arrays.stream(bits).max().orElse(1);
	}

	/** Java brings values of odd sizes to full bytes by a table for each sample. */
	private boolean hasTables() {
		final long most = mostBits();
		return most % 8 != 0 || format == FLOATING && most < 32 || Arrays.stream(bits).anyMatch(b -> b != most);
	}

	private static double whole(final long size, final long tile) {
		return Math.ceil((double) size / tile) * tile;
	}
}
