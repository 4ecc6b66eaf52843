package sc.fiji.unsupervised.weights;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

import sc.fiji.unsupervised.ProcessLock;
import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.backbone.CatalogueEntry;

/** The place of one network's file in the models folder, and what lies beside it. */
final class WeightFile {

	/** What is done while nobody else may change the file. */
	interface Change<T> {

		T run() throws IOException;
	}

	private static final long BLOCK = 1 << 22;

	private final CatalogueEntry entry;
	private final Path file;

	WeightFile(final CatalogueEntry entry, final Path folder) {
		this.entry = entry;
		file = entry.in(folder);
	}

	Path path() {
		return file;
	}

	Seal seal() {
		return new Seal(file);
	}

	PartFile part() {
		return new PartFile(file);
	}

	boolean isHere() {
		return Files.isRegularFile(file);
	}

	Weights find() {
		if (isHere()) return new Weights(entry, seal().read().isPresent() ? State.PRESENT : State.UNCHECKED, file.toFile()
			.length());
		final long begun = part().length();
		return new Weights(entry, begun > 0 ? State.PARTIAL : State.ABSENT, begun);
	}

	/**
	 * Waits for others, makes the folder if there is none, and runs.
	 *
	 * @throws UserException if the folder cannot be written to
	 */
	<T> T change(final Progress progress, final Change<T> change) {
		try {
			Files.createDirectories(file.getParent());
			try (ProcessLock lock = WriteLock.of(file, progress)) {
				return change.run();
			}
		}
		catch (final IOException e) {
			throw new UserException("The folder " + file.getParent() + " cannot be written to (" + e + "); let the environment " +
				"variable UNSUPERVISED_MODELS name another one.", e);
		}
	}

	/**
	 * @param bytes that will be written
	 * @throws UserException if they do not fit on the disk
	 */
	void checkSpace(final long bytes) throws IOException {
		final long free = Files.getFileStore(file.getParent()).getUsableSpace();
		if (free < bytes) throw new UserException("There are " + free / 1_000_000 + " MB free in " + file.getParent() + " but " +
			bytes / 1_000_000 + " MB are needed; make space, or let UNSUPERVISED_MODELS name a folder on another disk.");
	}

	/** Copies a file of the user's, in steps that can be stopped. */
	void copy(final Path source, final Path target, final Progress progress) throws IOException {
		try (FileChannel in = FileChannel.open(source, StandardOpenOption.READ); FileChannel out = FileChannel.open(target,
			StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING))
		{
			checkSpace(in.size());
			for (long done = 0, size = in.size(); done < size;) {
				progress.step("Copying", (double) done / size, source.getFileName().toString());
				final long copied = in.transferTo(done, BLOCK, out);
				if (copied <= 0) throw new IOException(source + " became shorter");
				done += copied;
			}
			out.force(true);
		}
	}

	/** Puts a complete and checked file of the same folder into its place. */
	void settle(final Path complete, final String sha256) throws IOException {
		seal().write(sha256, file);
		Files.move(complete, file, StandardCopyOption.ATOMIC_MOVE);
	}

	void delete() throws IOException {
		Files.deleteIfExists(file);
		seal().delete();
		part().delete();
	}
}
