package sc.fiji.unsupervised.zarr;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

import sc.fiji.unsupervised.UserException;

/** A folder of small files: {@code /data/a.zarr}, {@code hdfs://...}, {@code s3a://...}. A file appears whole or not at all. */
public final class Store {

	private final FileSystem files;
	private final Path folder;

	private Store(final FileSystem files, final Path folder) {
		this.files = files;
		this.folder = folder;
	}

	/** @throws UserException if there is no such file system */
	public static Store of(final String address) {
		try {
			final Path folder = new Path(address);
			final URI uri = folder.toUri();
			final FileSystem files = uri.getScheme() == null ? FileSystem.getLocal(new Configuration()) : FileSystem.get(uri,
				new Configuration());
			// The local one would put a file of checksums beside each.
			return new Store(files instanceof LocalFileSystem local ? local.getRaw() : files, folder);
		}
		catch (final IOException | IllegalArgumentException e) {
			throw new UserException(address + " cannot be reached (" + e.getMessage() + "); check the address.", e);
		}
	}

	/**
	 * The content of one file.
	 *
	 * @throws UserException if there is none
	 */
	public static byte[] file(final String address) {
		final Path path = new Path(address);
		final Store folder = of(path.getParent() == null ? "." : path.getParent().toString());
		return folder.read(path.getName()).orElseThrow(() -> new UserException("There is no file " + address +
			"; check the path."));
	}

	/** A folder inside. */
	public Store resolve(final String name) {
		return new Store(files, new Path(folder, name));
	}

	/** The folder around, or null for the root. */
	Store parent() {
		return folder.getParent() == null ? null : new Store(files, folder.getParent());
	}

	/** Name of the folder. */
	String name() {
		return folder.getName();
	}

	boolean exists() {
		try {
			return files.exists(folder);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** The content of a file; empty if there is none. */
	Optional<byte[]> read(final String name) {
		try (FSDataInputStream in = files.open(new Path(folder, name))) {
			return Optional.of(in.readAllBytes());
		}
		catch (final FileNotFoundException e) {
			return Optional.empty();
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Writes a file in place of one that is there. */
	void write(final String name, final byte[] content) {
		final Path target = new Path(folder, name), part = new Path(target.getParent(), ".part-" + UUID.randomUUID());
		try {
			try (FSDataOutputStream out = files.create(part, true)) {
				out.write(content);
			}
			// HDFS does not rename over a file.
			if (files.rename(part, target) || files.delete(target, false) && files.rename(part, target)) return;
			files.delete(part, false);
			throw new IOException("the file system does not rename " + part + " to " + target);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	@Override
	public String toString() {
		return folder.toString();
	}
}
