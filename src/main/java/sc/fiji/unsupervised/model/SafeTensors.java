package sc.fiji.unsupervised.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.model.TensorHeader.Entry;

/**
 * A {@code .safetensors} file, memory-mapped: 8 bytes header length (little-endian), a JSON header
 * {@code name -> {dtype, shape, data_offsets}}, then raw little-endian row-major data. Nothing is copied until a
 * tensor is asked for, and then at most four times its bytes. The header is checked against the file before anything
 * is allocated.
 * <p>
 * Format: <a href="https://github.com/huggingface/safetensors">huggingface/safetensors</a>.
 */
public final class SafeTensors {

	private static final long MAX_HEADER = 100_000_000;

	/** Gives bytes of the file or of the memory in which it lies. */
	private interface Source {

		ByteBuffer read(long position, long length) throws IOException;
	}

	private final String name;
	private final Source source;
	private final long dataStart;
	private final Map<String, Entry> entries;

	private SafeTensors(final String name, final Source source, final long size) {
		this.name = name;
		this.source = source;
		try {
			if (size < 10) throw bad(name, "it is too short", null);
			final long length = source.read(0, 8).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
			if (length < 2 || length > MAX_HEADER || length > size - 8)
				throw bad(name, "its header length is impossible", null);
			dataStart = 8 + length;
			entries = TensorHeader.read(source.read(8, length), size - dataStart);
		}
		catch (final IllegalArgumentException e) {
			throw bad(name, e.getMessage(), e);
		}
		catch (final IOException e) {
			throw unreadable(name, e);
		}
	}

	/**
	 * Reads and checks the header.
	 *
	 * @throws UserException if the file cannot be read or is no valid safetensors file
	 */
	public static SafeTensors open(final Path path) {
		try {
			return new SafeTensors(path.toString(), (position, length) -> map(path, position, length), Files.size(path));
		}
		catch (final IOException e) {
			throw unreadable(path.toString(), e);
		}
	}

	/**
	 * The same for a file that lies in memory.
	 *
	 * @param name for messages
	 */
	public static SafeTensors of(final String name, final byte[] content) {
		return new SafeTensors(name, (position, length) -> ByteBuffer.wrap(content, (int) position, (int) length).slice()
			.asReadOnlyBuffer(), content.length);
	}

	private static ByteBuffer map(final Path path, final long position, final long length) throws IOException {
		try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
			return channel.map(FileChannel.MapMode.READ_ONLY, position, length);
		}
		catch (final IllegalArgumentException e) {
			throw new IOException("a tensor larger than 2 GB", e);
		}
	}

	private static UserException unreadable(final String name, final IOException e) {
		return new UserException("The file " + name + " cannot be read; check that it exists and is readable.", e);
	}

	private static UserException bad(final String file, final String why, final Throwable cause) {
		return new UserException("The file " + file + " is no valid safetensors file (" + why +
			"); download or export it again.", cause);
	}

	/** Names of all tensors, in the order of the file. */
	public Set<String> names() {
		return entries.keySet();
	}

	/** Shape of a tensor. */
	public long[] shape(final String tensor) {
		return entry(tensor).shape().clone();
	}

	/** Whether the element type is float32, so that {@link #map} gives float data. */
	public boolean isFloat32(final String tensor) {
		return entry(tensor).type() == TensorHeader.DType.F32;
	}

	/**
	 * The raw little-endian bytes of a tensor as a read-only memory map, without a copy.
	 *
	 * @throws UserException if the tensor is missing or the file cannot be mapped
	 */
	public ByteBuffer map(final String tensor) {
		final Entry e = entry(tensor);
		try {
			return source.read(dataStart + e.begin(), e.end() - e.begin()).order(ByteOrder.LITTLE_ENDIAN);
		}
		catch (final IOException x) {
			throw unreadable(name, x);
		}
	}

	/** A tensor as float32; every element type is converted (64-bit types lose precision). */
	public Tensor get(final String tensor) {
		final Entry e = entry(tensor);
		final ByteBuffer b = map(tensor);
		final float[] data = new float[Math.toIntExact((e.end() - e.begin()) / e.type().bytes)];
		switch (e.type()) {
			case F32 -> b.asFloatBuffer().get(data);
			case F64 -> { for (int i = 0; i < data.length; i++) data[i] = (float) b.getDouble(8 * i); }
			case F16 -> { for (int i = 0; i < data.length; i++) data[i] = HalfFloat.toFloat(b.getShort(2 * i)); }
			case BF16 -> { for (int i = 0; i < data.length; i++) data[i] = Float.intBitsToFloat(b.getShort(2 * i) << 16); }
			case I64 -> { for (int i = 0; i < data.length; i++) data[i] = b.getLong(8 * i); }
			case I32 -> { for (int i = 0; i < data.length; i++) data[i] = b.getInt(4 * i); }
			case I16 -> { for (int i = 0; i < data.length; i++) data[i] = b.getShort(2 * i); }
			case I8 -> { for (int i = 0; i < data.length; i++) data[i] = b.get(i); }
			case U8, BOOL -> { for (int i = 0; i < data.length; i++) data[i] = b.get(i) & 0xff; }
		}
		return new Tensor(data, e.shape().clone());
	}

	private Entry entry(final String tensor) {
		final Entry e = entries.get(tensor);
		if (e == null) throw new UserException("The file " + name + " has no tensor named " + tensor + ".");
		return e;
	}

	/** The float32 safetensors encoding of {@code tensors}, in iteration order; equal input gives equal bytes. */
	public static byte[] encode(final Map<String, Tensor> tensors) {
		final JsonObject header = new JsonObject();
		long offset = 0;
		for (final Map.Entry<String, Tensor> e : tensors.entrySet()) {
			final JsonObject entry = new JsonObject();
			entry.addProperty("dtype", "F32");
			entry.add("shape", array(e.getValue().shape()));
			final long end = offset + 4L * e.getValue().data().length;
			entry.add("data_offsets", array(offset, end));
			header.add(e.getKey(), entry);
			offset = end;
		}
		String text = header.toString();
		while (text.getBytes(StandardCharsets.UTF_8).length % 8 != 0) text += " ";
		final byte[] json = text.getBytes(StandardCharsets.UTF_8);
		final ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(8 + json.length + offset)).order(
			ByteOrder.LITTLE_ENDIAN);
		out.putLong(json.length).put(json);
		for (final Tensor t : tensors.values()) {
			out.asFloatBuffer().put(t.data());
			out.position(out.position() + 4 * t.data().length);
		}
		return out.array();
	}

	/** Writes {@link #encode} to a file. */
	public static void write(final Path path, final Map<String, Tensor> tensors) throws IOException {
		Files.write(path, encode(tensors));
	}

	private static JsonArray array(final long... values) {
		final JsonArray array = new JsonArray();
		for (final long v : values) array.add(v);
		return array;
	}
}
