package sc.fiji.unsupervised.imagej;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes small little-endian TIFF files of kinds that ImageJ does not write.
 *
 * @param width in pixels
 * @param height in pixels
 * @param samples per pixel
 * @param bits per sample
 * @param format 1 unsigned, 3 floating point
 * @param planar 1 interleaved, 2 one plane after the other
 * @param tile edge of the only tile, or 0 for a strip
 */
record TinyTiff(int width, int height, int samples, int bits, int format, int planar, int tile) {

	/** A tag with its values; one of 16 bits each, except for ASCII and 32-bit offsets. */
	private record Tag(int id, int type, int... values) {}

	/** Writes all samples in the order of the file as one page. */
	void write(final Path path, final byte[] pixels) throws IOException {
		final ByteBuffer out = ByteBuffer.allocate(4096 + pixels.length).order(ByteOrder.LITTLE_ENDIAN);
		out.put("II*\0".getBytes(StandardCharsets.US_ASCII)).putInt(8);
		final int data = 2048, parts = planar == 2 ? samples : 1, partBytes = pixels.length / parts;
		final int[] offsets = new int[parts], counts = new int[parts], bitsEach = fill(samples, bits), formats = fill(samples,
			format);
		for (int i = 0; i < parts; i++) {
			offsets[i] = data + i * partBytes;
			counts[i] = partBytes;
		}
		final List<Tag> tags = new ArrayList<>(List.of(new Tag(256, 3, width), new Tag(257, 3, height), new Tag(258, 3,
			bitsEach), new Tag(259, 3, 1), new Tag(262, 3, 1)));
		if (tile == 0) tags.add(new Tag(273, 4, offsets));
		tags.add(new Tag(277, 3, samples));
		if (tile == 0) tags.addAll(List.of(new Tag(278, 3, height), new Tag(279, 4, counts)));
		tags.add(new Tag(284, 3, planar));
		if (tile > 0) tags.addAll(List.of(new Tag(322, 3, tile), new Tag(323, 3, tile), new Tag(324, 4, offsets), new Tag(325,
			4, counts)));
		if (samples > 1) tags.add(new Tag(338, 3, fill(samples - 1, 0)));
		tags.add(new Tag(339, 3, formats));
		directory(out, tags);
		out.put(data, pixels);
		final byte[] file = new byte[data + pixels.length];
		out.get(0, file);
		Files.write(path, file);
	}

	private static void directory(final ByteBuffer out, final List<Tag> tags) {
		out.putShort((short) tags.size());
		int extra = 1024;
		for (final Tag tag : tags) {
			final int size = tag.type == 3 ? 2 : 4;
			out.putShort((short) tag.id).putShort((short) tag.type).putInt(tag.values.length);
			final boolean inside = size * tag.values.length <= 4;
			int at = inside ? out.position() : extra;
			if (!inside) out.putInt(out.position(), extra);
			for (final int value : tag.values) {
				if (size == 2) out.putShort(at, (short) value);
				else out.putInt(at, value);
				at += size;
			}
			if (!inside) extra = at + at % 2;
			out.position(out.position() + 4);
		}
		out.putInt(0);
	}

	private static int[] fill(final int count, final int value) {
		final int[] values = new int[count];
		Arrays.fill(values, value);
		return values;
	}
}
