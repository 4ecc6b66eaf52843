package sc.fiji.unsupervised.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import com.google.gson.JsonParser;
import com.scalableminds.bloscjava.Blosc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.unsupervised.UserException;

/** Arrays as other programs write them. */
class ZarrArrayTest {

	@TempDir
	Path folder;

	/** Elements 0 to 99 as 10 x 10, in chunks of 4 x 6. */
	private static byte[] chunk(final int row, final int column, final ByteOrder order) {
		final ByteBuffer out = ByteBuffer.allocate(48).order(order);
		for (int i = 0; i < 24; i++) {
			final int y = row * 4 + i / 6, x = column * 6 + i % 6;
			out.putShort((short) (y < 10 && x < 10 ? 60000 + y * 10 + x : 9));
		}
		return out.array();
	}

	private static byte[] pack(final String codec, final byte[] plain) throws IOException {
		switch (codec) {
			case "zstd":
				return Zstd.compress(plain);
			case "blosc":
				return Blosc.compress(plain, 2, Blosc.Compressor.LZ4, 5, Blosc.Shuffle.BYTE_SHUFFLE);
			case "gzip":
				return Codec.gzip(plain);
			case "zlib":
				final ByteArrayOutputStream out = new ByteArrayOutputStream();
				try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
					deflater.write(plain);
				}
				return out.toByteArray();
			default:
				return plain;
		}
	}

	private ZarrArray v2(final String codec, final String order) throws IOException {
		final String compressor = codec.equals("none") ? "null" : "{\"id\":\"" + codec + "\"}";
		Files.writeString(folder.resolve(".zarray"), "{\"zarr_format\":2,\"shape\":[10,10],\"chunks\":[4,6],\"dtype\":\"" + order +
			"u2\",\"compressor\":" + compressor + ",\"fill_value\":7,\"order\":\"C\",\"filters\":null}");
		for (int row = 0; row < 3; row++) for (int column = 0; column < 2; column++) if (row != 1) Files.write(folder.resolve(row +
			"." + column), pack(codec, chunk(row, column, order.equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)));
		return ZarrArray.open(Store.of(folder.toString()), 2);
	}

	private static void assertReads(final ZarrArray array) {
		final float[] box = array.info().type().floats(array.read(new long[] { 2, 3 }, new int[] { 7, 6 }), 0, 42);
		final float[] expected = new float[42];
		for (int i = 0; i < 42; i++) {
			final int y = 2 + i / 6, x = 3 + i % 6;
			expected[i] = y >= 4 && y < 8 ? 7 : 60000 + y * 10 + x;
		}
		assertArrayEquals(expected, box);
	}

	@ParameterizedTest
	@CsvSource({ "none,<", "none,>", "gzip,<", "zlib,<", "zstd,>", "blosc,<" })
	void formatTwoWithAMissingRowOfChunks(final String codec, final String order) throws IOException {
		assertReads(v2(codec, order));
	}

	@ParameterizedTest
	@ValueSource(strings = { "zstd", "blosc", "gzip" })
	void formatThree(final String codec) throws IOException {
		Files.writeString(folder.resolve("zarr.json"), "{\"zarr_format\":3,\"node_type\":\"array\",\"shape\":[10,10],\"data_type\":" +
			"\"uint16\",\"chunk_grid\":{\"name\":\"regular\",\"configuration\":{\"chunk_shape\":[4,6]}},\"chunk_key_encoding\":{\"name\":" +
			"\"default\"},\"fill_value\":7,\"codecs\":[{\"name\":\"bytes\",\"configuration\":{\"endian\":\"little\"}},{\"name\":\"" +
			codec + "\"},{\"name\":\"crc32c\"}]}");
		for (int row = 0; row < 3; row += 2) for (int column = 0; column < 2; column++) {
			final byte[] packed = pack(codec, chunk(row, column, ByteOrder.LITTLE_ENDIAN));
			final Path file = folder.resolve("c/" + row + "/" + column);
			Files.createDirectories(file.getParent());
			Files.write(file, Arrays.copyOf(packed, packed.length + 4));
		}
		assertReads(ZarrArray.open(Store.of(folder.toString()), 3));
	}

	@ParameterizedTest
	@ValueSource(strings = { "none", "gzip", "zlib", "zstd", "blosc" })
	void damagedChunksAreNamed(final String codec) throws IOException {
		final ZarrArray array = v2(codec, "<");
		Files.write(folder.resolve("0.0"), new byte[] { 2, 1, 17 });
		final String message = assertThrows(UserException.class, () -> array.read(new long[2], new int[] { 1, 1 })).getMessage();
		assertTrue(message.startsWith("The chunk 0.0 of ") && message.contains("is damaged"), message);
	}

	@Test
	void whatIsNotKnownIsRefused() throws IOException {
		assertTrue(assertThrows(UserException.class, () -> v2("lzma", "<")).getMessage().contains("packed with lzma"));
		assertTrue(assertThrows(UserException.class, () -> OmeImage.open(folder.toString())).getMessage().contains(
			"is no image of OME-Zarr"));
		TestZarr.write(folder + "/yx", 2, "xy", new long[] { 4, 4 }, new int[] { 4, 4 }, DataType.UINT8, new float[16]);
		assertTrue(assertThrows(UserException.class, () -> OmeImage.open(folder + "/yx")).getMessage().contains("y and x last"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 3 })
	void labelsSayWhatTheyAre(final int format) throws IOException {
		final String address = folder + "/image.zarr";
		TestZarr.write(address, format, "tczyx", new long[] { 1, 2, 3, 4, 5 }, new int[] { 1, 1, 2, 4, 4 }, DataType.UINT8,
			new float[120]);
		final OmeImage image = OmeImage.open(address);
		for (final String name : List.of("a", "b")) OmeLabels.create(image, address + "/labels/" + name, List.of(
			new OmeLabels.Label("pore", 0x102030)));
		final String file = format == 3 ? "zarr.json" : ".zattrs";
		final String group = JsonParser.parseString(Files.readString(Path.of(address, "labels", "b", file))).toString();
		assertTrue(group.contains("\"image-label\":{\"version\":\"" + (format == 3 ? "0.5" : "0.4") +
			"\",\"colors\":[{\"label-value\":1,\"rgba\":[16,32,48,255]}],\"properties\":[{\"label-value\":1,\"class\":\"pore\"}]"), group);
		assertTrue(group.contains("\"coordinateTransformations\":[{\"type\":\"scale\",\"scale\":[0.5,2.0,0.5,0.5]}]"), group);
		final String all = JsonParser.parseString(Files.readString(Path.of(address, "labels", file))).toString();
		assertTrue(all.contains("\"labels\":[\"a\",\"b\"]"), all);
		final ArrayInfo info = OmeLabels.open(address + "/labels/b", format).info();
		assertArrayEquals(new long[] { 1, 3, 4, 5 }, info.shape());
		assertArrayEquals(new int[] { 1, 1, 4, 4 }, info.chunk());
		assertEquals(DataType.UINT8, info.type());
		assertTrue(assertThrows(UserException.class, () -> OmeLabels.create(image, address + "/labels/b", List.of())).getMessage()
			.contains("exists"));
	}
}
