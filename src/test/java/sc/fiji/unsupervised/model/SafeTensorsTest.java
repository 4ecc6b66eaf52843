package sc.fiji.unsupervised.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.unsupervised.UserException;

class SafeTensorsTest {

	@Test
	void writtenTensorsComeBack() throws IOException {
		final Map<String, Tensor> tensors = new LinkedHashMap<>();
		tensors.put("b", new Tensor(new float[] { 1, -2.5f, Float.MIN_VALUE, 3e38f, 0, -0f }, 2, 3));
		tensors.put("a", new Tensor(new float[] { 7 }));
		// Not in a folder that is deleted at once: Windows keeps files that are mapped.
		final Path file = Files.createDirectories(Path.of("target", "mapped")).resolve("t.safetensors");
		SafeTensors.write(file, tensors);
		for (final SafeTensors read : List.of(SafeTensors.open(file), SafeTensors.of("memory", Files.readAllBytes(file)))) {
			assertEquals(List.of("b", "a"), List.copyOf(read.names()));
			assertArrayEquals(tensors.get("b").data(), read.get("b").data());
			assertArrayEquals(new long[] { 2, 3 }, read.get("b").shape());
			assertArrayEquals(new long[0], read.shape("a"));
			assertTrue(read.isFloat32("a"));
			assertEquals(7, read.map("a").getFloat(0));
			assertTrue(assertThrows(UserException.class, () -> read.get("c")).getMessage().contains("named c"));
		}
	}

	@Test
	void everyElementTypeIsConverted() {
		final ByteBuffer data = ByteBuffer.allocate(29).order(ByteOrder.LITTLE_ENDIAN);
		data.putDouble(0, -1.5).putShort(8, (short) 0x3c01).putShort(10, (short) 0xbf80).putLong(12, -9).putInt(20, -5)
			.putShort(24, (short) -3).put(26, (byte) -2).put(27, (byte) 200).put(28, (byte) 1);
		final SafeTensors t = SafeTensors.of("types", file("{\"d\":" + entry("F64", 0, 8) + ",\"h\":" + entry("F16", 8, 10) +
			",\"b\":" + entry("BF16", 10, 12) + ",\"l\":" + entry("I64", 12, 20) + ",\"i\":" + entry("I32", 20, 24) +
			",\"s\":" + entry("I16", 24, 26) + ",\"c\":" + entry("I8", 26, 27) + ",\"u\":" + entry("U8", 27, 28) + ",\"o\":" +
			entry("BOOL", 28, 29) + "}", data.array()));
		final float[] expected = { -1.5f, 1.0009765625f, -1, -9, -5, -3, -2, 200, 1 };
		int i = 0;
		for (final String name : "d h b l i s c u o".split(" ")) assertEquals(expected[i++], t.get(name).data()[0], name);
	}

	@Test
	void halfPrecisionCoversItsWholeRange() {
		assertEquals(0x1p-24f, HalfFloat.toFloat((short) 1));
		assertEquals(-0x1p-14f, HalfFloat.toFloat((short) 0x8400));
		assertEquals(65504, HalfFloat.toFloat((short) 0x7bff));
		assertEquals(Float.NEGATIVE_INFINITY, HalfFloat.toFloat((short) 0xfc00));
		assertTrue(Float.isNaN(HalfFloat.toFloat((short) 0x7e00)));
		assertEquals(1 / -0f, 1 / HalfFloat.toFloat((short) 0x8000));
	}

	/** Each header lies about something. */
	@ParameterizedTest
	@ValueSource(strings = { "", "{", "[]", "null", "{\"a\":1}", "{\"a\":{}}",
		"{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,8]}}",
		"{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}",
		"{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}",
		"{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}}",
		"{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}}",
		"{\"a\":{\"dtype\":\"F99\",\"shape\":[1],\"data_offsets\":[0,4]}}",
		"{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,0]}}",
		"{\"a\":{\"dtype\":\"F32\",\"shape\":\"x\",\"data_offsets\":[0,4]}}" })
	void damagedHeadersAreRefused(final String header) {
		final UserException e = assertThrows(UserException.class, () -> SafeTensors.of("bad.safetensors", file(header,
			new byte[8])).get("a"));
		assertTrue(e.getMessage().contains("bad.safetensors"), e.getMessage());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { //
		"overlap|{'a':{'dtype':'U8','shape':[4],'data_offsets':[0,4]},'b':{'dtype':'U8','shape':[4],'data_offsets':[2,6]}}", //
		"gap|{'a':{'dtype':'U8','shape':[2],'data_offsets':[0,2]},'b':{'dtype':'U8','shape':[2],'data_offsets':[4,6]}}", //
		"twice|{'a':{'dtype':'U8','shape':[3],'data_offsets':[0,3]},'a':{'dtype':'U8','shape':[3],'data_offsets':[3,6]}}", //
		"cut off|{'a':{'dtype':'U8','shape':[7],'data_offsets':[0,7]}}", //
		"more follows|{'a':{'dtype':'U8','shape':[5],'data_offsets':[0,5]}}", //
		"do not agree|{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,6]}}", //
		"element type|{'a':{'dtype':'F8_E5M2','shape':[6],'data_offsets':[0,6]}}", //
		"dimensions|{'a':{'dtype':'U8','shape':[1,1,1,1,1,1,1,1,6],'data_offsets':[0,6]}}", //
		"impossibly large|{'a':{'dtype':'U8','shape':[0,4294967296],'data_offsets':[0,0]}}", //
		"impossibly large|{'a':{'dtype':'F32','shape':[1073741824,1073741824,1073741824],'data_offsets':[0,6]}}", //
		"negative|{'a':{'dtype':'U8','shape':[6],'data_offsets':[-6,0]}}", //
		"damaged|{'a':{'dtype':'U8','shape':[6],'data_offsets':[0,6],'extra':1}}", //
		"damaged|{'a':{'dtype':'U8','shape':[6],'data_offsets':[0,6]}} x", //
		"damaged|{'__metadata__':{'a':{}},'a':{'dtype':'U8','shape':[6],'data_offsets':[0,6]}}" })
	void eachLieHasItsReason(final String reason, final String header) {
		final String message = assertThrows(UserException.class, () -> SafeTensors.of("bad", file(header.replace('\'', '"'),
			new byte[6]))).getMessage();
		assertTrue(message.contains(reason), message);
	}

	@Test
	void impossibleLengthsAreRefusedBeforeAnythingIsAllocated() {
		for (final long length : new long[] { -1, 0, 9, Long.MAX_VALUE, 1L << 40 }) {
			final byte[] file = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
			assertThrows(UserException.class, () -> SafeTensors.of("bad", file));
		}
		assertThrows(UserException.class, () -> SafeTensors.of("short", new byte[3]));
		assertThrows(UserException.class, () -> SafeTensors.open(Path.of("no-such-file.safetensors")));
	}

	@Test
	void absurdlyDeepHeadersAreRefused() {
		assertThrows(UserException.class, () -> SafeTensors.of("deep", file("{\"a\":" + "[".repeat(200_000) + "}",
			new byte[0])));
	}

	private static String entry(final String type, final int from, final int to) {
		return "{\"dtype\":\"" + type + "\",\"shape\":[1],\"data_offsets\":[" + from + "," + to + "]}";
	}

	private static byte[] file(final String header, final byte[] data) {
		final byte[] json = header.getBytes(StandardCharsets.UTF_8);
		return ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(
			json).put(data).array();
	}
}
