package sc.fiji.unsupervised.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import sc.fiji.unsupervised.FileTrouble;
import sc.fiji.unsupervised.ProcessLock;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.WholeFile;

/**
 * The folder that a folder job writes to, alone until it is closed. A file appears there whole or not at all; what a
 * killed job left half written is removed.
 */
final class OutputFolder implements AutoCloseable {

	/** Folder inside in which a job keeps how far it has come. */
	static final String STATE = ".segment";

	private final Path folder;
	private final ProcessLock lock;

	/**
	 * Makes the folder if there is none.
	 *
	 * @param input folder of the images
	 * @throws UserException if it is the folder of the input, cannot be made, or another job writes there
	 */
	OutputFolder(final Path folder, final Path input) {
		this.folder = folder.toAbsolutePath().normalize();
		try {
			Files.createDirectories(this.folder);
			if (Files.isSameFile(this.folder, input)) throw new UserException("output=" + folder +
				" is the folder of the input; give another one, so that no image is overwritten.");
			final Path state = Files.createDirectories(file(STATE));
			lock = ProcessLock.tryTake(state.resolve("lock")).orElseThrow(() -> new UserException("output=" + folder +
				" is being written to by another run; wait for its end, or give another folder."));
			WholeFile.sweep(this.folder);
			WholeFile.sweep(state);
		}
		catch (final IOException e) {
			throw cannotWrite(e);
		}
	}

	Path path() {
		return folder;
	}

	Path file(final String name) {
		return folder.resolve(name);
	}

	/**
	 * Writes a file and moves it to its place when it is complete.
	 *
	 * @param name of the file, with its folder if that is one inside
	 * @throws UserException if that fails, for example because the disk is full
	 */
	void write(final String name, final WholeFile.Writer writer) {
		final Path target = folder.resolve(name);
		try {
			Files.createDirectories(target.getParent());
			WholeFile.write(target, writer);
		}
		catch (final IOException e) {
			throw cannotWrite(e);
		}
	}

	/** Lets others write there. */
	@Override
	public void close() {
		try {
			lock.close();
		}
		catch (final IOException e) {
			throw cannotWrite(e);
		}
	}

	private UserException cannotWrite(final IOException e) {
		return new UserException("output=" + folder + " cannot be written to (" + FileTrouble.of(e) +
			"); give a writable folder with enough space.", e);
	}
}
