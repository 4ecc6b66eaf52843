package sc.fiji.unsupervised.zarr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

import sc.fiji.unsupervised.UserException;

/** A chunked array, read in boxes and written chunk by chunk. May be used by several threads. */
public final class ZarrArray {

	private final Store store;
	private final ArrayInfo info;

	private ZarrArray(final Store store, final ArrayInfo info) {
		this.store = store;
		this.info = info;
	}

	/** @throws UserException if there is none that can be read */
	static ZarrArray open(final Store store, final int format) {
		return new ZarrArray(store, ArrayInfo.parse(Json.read(store, ArrayInfo.file(format)).orElseThrow(() -> new UserException(
			store + " is no Zarr array; check the address."))));
	}

	static ZarrArray create(final Store store, final ArrayInfo info, final List<String> names) {
		Json.write(store, ArrayInfo.file(info.format()), info.toJson(names));
		return new ZarrArray(store, info);
	}

	public ArrayInfo info() {
		return info;
	}

	/**
	 * Reads a box.
	 *
	 * @param from first element along each dimension
	 * @param size of the box, inside the array
	 * @return its elements, the last dimension fastest, in the array's order of bytes
	 * @throws UserException if a chunk is damaged
	 */
	public ByteBuffer read(final long[] from, final int[] size) {
		int bytes = info.type().bytes();
		for (final int edge : size) bytes = Math.multiplyExact(bytes, edge);
		final byte[] out = new byte[bytes];
		final long[] index = new long[from.length];
		for (int d = 0; d < index.length; d++) index[d] = from[d] / info.chunk()[d];
		do copy(chunk(index), index, from, size, out);
		while (next(index, from, size));
		return ByteBuffer.wrap(out).order(info.order());
	}

	/** Moves on to the next chunk that a box touches. */
	private boolean next(final long[] index, final long[] from, final int[] size) {
		for (int d = index.length - 1; d >= 0; d--) {
			if (++index[d] * info.chunk()[d] < from[d] + size[d]) return true;
			index[d] = from[d] / info.chunk()[d];
		}
		return false;
	}

	private byte[] chunk(final long[] index) {
		final String key = info.key(index);
		final Optional<byte[]> packed = store.read(key);
		final int size = info.chunkBytes();
		if (packed.isEmpty()) return filled(size);
		try {
			byte[] bytes = packed.get();
			for (int i = info.codecs().size() - 1; i >= 0; i--) bytes = info.codecs().get(i).unpack(bytes, size + 4 * i);
			if (bytes.length == size) return bytes;
		}
		catch (final IOException | RuntimeException e) {
			throw damaged(key, e);
		}
		throw damaged(key, null);
	}

	private UserException damaged(final String key, final Exception cause) {
		return new UserException("The chunk " + key + " of " + store + " is damaged; copy or write the array again.", cause);
	}

	private byte[] filled(final int size) {
		final byte[] fill = info.type().fill(info.fill(), info.order()), out = new byte[size];
		for (int i = 0; i < size; i++) out[i] = fill[i % fill.length];
		return out;
	}

	/** Copies what a chunk and a box share, a row at a time. */
	private void copy(final byte[] chunk, final long[] index, final long[] from, final int[] size, final byte[] out) {
		final int n = from.length, element = info.type().bytes();
		final int[] start = new int[n], end = new int[n], place = new int[n];
		for (int d = 0; d < n; d++) {
			final long first = index[d] * info.chunk()[d];
			start[d] = (int) Math.max(0, from[d] - first);
			end[d] = (int) Math.min(info.chunk()[d], from[d] + size[d] - first);
			place[d] = start[d];
		}
		final int run = (end[n - 1] - start[n - 1]) * element;
		while (true) {
			long source = 0, target = 0;
			for (int d = 0; d < n; d++) {
				source = source * info.chunk()[d] + place[d];
				target = target * size[d] + index[d] * info.chunk()[d] + place[d] - from[d];
			}
			System.arraycopy(chunk, (int) source * element, out, (int) target * element, run);
			int d = n - 2;
			while (d >= 0 && ++place[d] == end[d]) {
				place[d] = start[d];
				d--;
			}
			if (d < 0) return;
		}
	}

	/**
	 * Writes a chunk, also over one that is there.
	 *
	 * @param index along each dimension
	 * @param elements of the whole chunk, little-endian; what lies beyond the array is not looked at
	 */
	public void write(final long[] index, final byte[] elements) {
		if (elements.length != info.chunkBytes()) throw new IllegalArgumentException(elements.length + " bytes for a chunk of " +
			info.chunkBytes());
		try {
			store.write(info.key(index), Codec.gzip(elements));
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
