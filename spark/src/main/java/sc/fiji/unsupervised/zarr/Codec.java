package sc.fiji.unsupervised.zarr;

import com.github.luben.zstd.Zstd;
import com.scalableminds.bloscjava.Blosc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;

import sc.fiji.unsupervised.UserException;

/** How the bytes of a chunk are packed. Labels are written with gzip, which every reader knows. */
enum Codec {

	GZIP, ZLIB, ZSTD, BLOSC, CRC32C;

	/** @throws UserException if it is not known here */
	static Codec parse(final String name) {
		return Arrays.stream(values()).filter(codec -> codec.name().equalsIgnoreCase(name)).findFirst().orElseThrow(
			() -> new UserException("The array's chunks are packed with " + name +
				"; use gzip, zlib, zstd, blosc or none, and no shards."));
	}

	/**
	 * @param size of the result; more is damage
	 * @throws IOException if the bytes are damaged
	 */
	byte[] unpack(final byte[] packed, final int size) throws IOException {
		return switch (this) {
			case GZIP -> read(new GZIPInputStream(new ByteArrayInputStream(packed)), size);
			case ZLIB -> read(new InflaterInputStream(new ByteArrayInputStream(packed)), size);
			case ZSTD -> zstd(packed, size);
			case BLOSC -> Blosc.decompress(packed);
			case CRC32C -> Arrays.copyOf(packed, packed.length - Integer.BYTES);
		};
	}

	private static byte[] read(final InputStream in, final int size) throws IOException {
		try (in) {
			return in.readNBytes(size + 1);
		}
	}

	private static byte[] zstd(final byte[] packed, final int size) throws IOException {
		try {
			return Zstd.decompress(packed, size);
		}
		catch (final RuntimeException e) {
			throw new IOException(e);
		}
	}

	static byte[] gzip(final byte[] plain) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 8 + 64);
		try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
			gzip.write(plain);
		}
		return out.toByteArray();
	}
}
