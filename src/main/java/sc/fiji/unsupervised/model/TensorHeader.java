package sc.fiji.unsupervised.model;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;

import java.io.CharArrayReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The header of a {@code .safetensors} file: which tensor lies where. As the format demands, tensors lie side by side
 * without gaps and fill the file. Read word by word, so that memory stays below 16 times the header, whatever it says.
 */
final class TensorHeader {

	/** More dimensions than any weight has. */
	private static final int MAX_RANK = 8;

	private static final String METADATA = "__metadata__";

	/** Where a tensor lies: element type, shape and byte range relative to the end of the header. */
	record Entry(DType type, long[] shape, long begin, long end) {}

	enum DType {
		F64(8), F32(4), F16(2), BF16(2), I64(8), I32(4), I16(2), I8(1), U8(1), BOOL(1);

		final int bytes;

		DType(final int bytes) {
			this.bytes = bytes;
		}
	}

	private TensorHeader() {}

	/**
	 * Reads and checks a header.
	 *
	 * @param text JSON in UTF-8
	 * @param dataSize bytes of the file behind the header
	 * @return tensors by name, in the order of the header
	 * @throws IllegalArgumentException if it is damaged or does not fit the file; the message completes "because ..."
	 */
	static Map<String, Entry> read(final ByteBuffer text, final long dataSize) {
		final Map<String, Entry> entries = new LinkedHashMap<>();
		try {
			final CharBuffer chars = StandardCharsets.UTF_8.newDecoder().decode(text);
			final JsonReader json = new JsonReader(new CharArrayReader(chars.array(), 0, chars.limit()));
			json.beginObject();
			while (json.hasNext()) {
				final String name = json.nextName();
				if (name.equals(METADATA)) skipTexts(json);
				else if (entries.put(name, entry(json)) != null) throw new IllegalArgumentException("it names a tensor twice");
			}
			json.endObject();
			if (json.peek() != JsonToken.END_DOCUMENT) throw new IllegalArgumentException("its header is damaged");
		}
		catch (IOException | IllegalStateException | NumberFormatException e) {
			throw new IllegalArgumentException("its header is damaged", e);
		}
		checkPlaces(entries, dataSize);
		return entries;
	}

	private static void skipTexts(final JsonReader json) throws IOException {
		json.beginObject();
		while (json.hasNext()) {
			json.nextName();
			json.nextString();
		}
		json.endObject();
	}

	private static Entry entry(final JsonReader json) throws IOException {
		String type = null;
		long[] shape = null, offsets = null;
		json.beginObject();
		while (json.hasNext()) {
			switch (json.nextName()) {
				case "dtype" -> type = json.nextString();
				case "shape" -> shape = numbers(json);
				case "data_offsets" -> offsets = numbers(json);
				default -> throw new IllegalArgumentException("its header is damaged");
			}
		}
		json.endObject();
		if (type == null || shape == null || offsets == null || offsets.length != 2) throw new IllegalArgumentException(
			"its header is damaged");
		return entry(type, shape, offsets[0], offsets[1]);
	}

	private static long[] numbers(final JsonReader json) throws IOException {
		final long[] numbers = new long[MAX_RANK];
		int count = 0;
		json.beginArray();
		while (json.hasNext()) {
			if (count == MAX_RANK) throw new IllegalArgumentException("a tensor has more than " + MAX_RANK + " dimensions");
			numbers[count] = json.nextLong();
			if (numbers[count++] < 0) throw new IllegalArgumentException("a size is negative");
		}
		json.endArray();
		return Arrays.copyOf(numbers, count);
	}

	private static Entry entry(final String name, final long[] shape, final long begin, final long end) {
		final DType type = Arrays.stream(DType.values()).filter(t -> t.name().equals(name)).findFirst().orElseThrow(
			() -> new IllegalArgumentException("it has an element type that is not known"));
		long bytes = type.bytes;
		try {
			for (final long size : shape) bytes = Math.multiplyExact(bytes, Math.toIntExact(size));
		}
		catch (final ArithmeticException e) {
			throw new IllegalArgumentException("a tensor is impossibly large", e);
		}
		if (end < begin || end - begin != bytes) throw new IllegalArgumentException("a tensor's shape and place do not agree");
		return new Entry(type, shape, begin, end);
	}

	private static void checkPlaces(final Map<String, Entry> entries, final long dataSize) {
		final Entry[] sorted = entries.values().toArray(Entry[]::new);
		Arrays.sort(sorted, Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
		long end = 0;
		for (final Entry e : sorted) {
			if (e.begin != end) throw new IllegalArgumentException(e.begin < end ? "its tensors overlap" :
				"there is a gap between its tensors");
			end = e.end;
		}
		if (end != dataSize) throw new IllegalArgumentException(end > dataSize ? "it is cut off" :
			"more follows after its tensors");
	}
}
