package sc.fiji.unsupervised.zarr;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import sc.fiji.unsupervised.UserException;

/**
 * What {@code .zarray} or {@code zarr.json} says of an array.
 *
 * @param format 2 or 3
 * @param shape elements along each dimension, slowest first
 * @param chunk likewise
 * @param order of bytes
 * @param fill value of what was never written
 * @param prefix of the names of chunks, with its separator
 * @param separator between the numbers in the names of chunks
 * @param codecs in the order of packing
 */
public record ArrayInfo(int format, long[] shape, int[] chunk, DataType type, ByteOrder order, double fill, String prefix,
	String separator, List<Codec> codecs)
{

	/** An array to be written: little-endian, gzip, chunks in folders. */
	static ArrayInfo toWrite(final int format, final long[] shape, final int[] chunk, final DataType type) {
		return new ArrayInfo(format, shape, chunk, type, ByteOrder.LITTLE_ENDIAN, 0, format == 3 ? "c/" : "", "/", List.of(
			Codec.GZIP));
	}

	static String file(final int format) {
		return format == 3 ? "zarr.json" : ".zarray";
	}

	/** @throws UserException if the array uses what is not known here */
	static ArrayInfo parse(final JsonObject json) {
		return json.get("zarr_format").getAsInt() == 3 ? parse3(json) : parse2(json);
	}

	private static ArrayInfo parse2(final JsonObject json) {
		final JsonElement compressor = json.get("compressor"), filters = json.get("filters");
		if (filters != null && filters.isJsonArray() && filters.getAsJsonArray().size() > 0 || !json.get("order").getAsString()
			.equals("C")) throw new UserException("The array has filters or the order of Fortran; write it anew without.");
		final String type = json.get("dtype").getAsString();
		final List<Codec> codecs = compressor == null || compressor.isJsonNull() ? List.of() : List.of(Codec.parse(compressor
			.getAsJsonObject().get("id").getAsString()));
		return new ArrayInfo(2, longs(json.get("shape")), ints(json.get("chunks")), DataType.parse(type), type.startsWith(">")
			? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN, fill(json), "", json.has("dimension_separator") ? json.get(
				"dimension_separator").getAsString() : ".", codecs);
	}

	private static ArrayInfo parse3(final JsonObject json) {
		final JsonObject grid = json.getAsJsonObject("chunk_grid"), keys = json.getAsJsonObject("chunk_key_encoding");
		final boolean plain = keys.get("name").getAsString().equals("v2");
		final JsonObject key = configuration(keys);
		final String separator = key.has("separator") ? key.get("separator").getAsString() : plain ? "." : "/";
		ByteOrder order = ByteOrder.LITTLE_ENDIAN;
		final List<Codec> codecs = new ArrayList<>();
		for (final JsonElement element : json.getAsJsonArray("codecs")) {
			final JsonObject codec = element.getAsJsonObject();
			if (!codec.get("name").getAsString().equals("bytes")) codecs.add(Codec.parse(codec.get("name").getAsString()));
			else if (configuration(codec).has("endian") && configuration(codec).get("endian").getAsString().equals("big"))
				order = ByteOrder.BIG_ENDIAN;
		}
		return new ArrayInfo(3, longs(json.get("shape")), ints(configuration(grid).get("chunk_shape")), DataType.parse(json.get(
			"data_type").getAsString()), order, fill(json), plain ? "" : "c" + separator, separator, codecs);
	}

	private static JsonObject configuration(final JsonObject json) {
		return json.has("configuration") ? json.getAsJsonObject("configuration") : new JsonObject();
	}

	private static double fill(final JsonObject json) {
		final JsonElement fill = json.get("fill_value");
		return fill == null || fill.isJsonNull() ? 0 : Double.parseDouble(fill.getAsString());
	}

	private static long[] longs(final JsonElement array) {
		final long[] out = new long[array.getAsJsonArray().size()];
		Arrays.setAll(out, i -> array.getAsJsonArray().get(i).getAsLong());
		return out;
	}

	private static int[] ints(final JsonElement array) {
		return LongStream.of(longs(array)).mapToInt(Math::toIntExact).toArray();
	}

	/** @param names of the dimensions */
	JsonObject toJson(final List<String> names) {
		final JsonObject json = new JsonObject();
		json.addProperty("zarr_format", format);
		json.add("shape", array(Arrays.stream(shape).boxed()));
		json.addProperty("fill_value", 0);
		if (format == 2) {
			json.add("chunks", array(Arrays.stream(chunk).boxed()));
			json.addProperty("dtype", type.v2());
			json.add("compressor", object("id", "gzip", "level", 6));
			json.add("filters", null);
			json.addProperty("order", "C");
			json.addProperty("dimension_separator", separator);
			return json;
		}
		json.addProperty("node_type", "array");
		json.addProperty("data_type", type.v3());
		json.add("chunk_grid", named("regular", "chunk_shape", array(Arrays.stream(chunk).boxed())));
		json.add("chunk_key_encoding", object("name", "default", "configuration", object("separator", separator)));
		final JsonArray packing = new JsonArray();
		packing.add(object("name", "bytes", "configuration", object("endian", "little")));
		packing.add(object("name", "gzip", "configuration", object("level", 6)));
		json.add("codecs", packing);
		final JsonArray dimensions = new JsonArray();
		names.forEach(dimensions::add);
		json.add("dimension_names", dimensions);
		json.add("attributes", new JsonObject());
		return json;
	}

	private static JsonObject named(final String name, final String key, final JsonElement value) {
		final JsonObject configuration = new JsonObject();
		configuration.add(key, value);
		return object("name", name, "configuration", configuration);
	}

	/** An object of keys and values in turn. */
	static JsonObject object(final Object... pairs) {
		final JsonObject json = new JsonObject();
		for (int i = 0; i < pairs.length; i += 2) {
			final Object value = pairs[i + 1];
			if (value instanceof JsonElement element) json.add((String) pairs[i], element);
			else if (value instanceof Number number) json.addProperty((String) pairs[i], number);
			else json.addProperty((String) pairs[i], (String) value);
		}
		return json;
	}

	/** Numbers as a list. */
	static JsonArray array(final Stream<? extends Number> numbers) {
		final JsonArray out = new JsonArray();
		numbers.forEach(out::add);
		return out;
	}

	/** Name of a chunk's file. */
	String key(final long[] index) {
		return prefix + Arrays.stream(index).mapToObj(Long::toString).collect(Collectors.joining(separator));
	}

	/** Bytes of a chunk. */
	int chunkBytes() {
		int bytes = type.bytes();
		for (final int edge : chunk) bytes = Math.multiplyExact(bytes, edge);
		return bytes;
	}
}
