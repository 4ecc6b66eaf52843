package sc.fiji.unsupervised.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import sc.fiji.unsupervised.UserException;

/** The folder that the command line writes to. A file appears there whole or not at all. */
final class OutputFolder {

	private final Path folder;

	/**
	 * Makes the folder if there is none.
	 *
	 * @throws UserException if it is the folder of the input, or cannot be made
	 */
	OutputFolder(final Path folder, final InputSet inputs) {
		this.folder = folder.toAbsolutePath().normalize();
		try {
			Files.createDirectories(this.folder);
			if (Files.isSameFile(this.folder, inputs.folder())) throw new UserException("output=" + folder +
				" is the folder of the input; give another one, so that no image is overwritten.");
		}
		catch (final IOException e) {
			throw cannotWrite(e);
		}
	}

	Path file(final String name) {
		return folder.resolve(name);
	}

	/**
	 * Writes a file beside its place and moves it there when it is complete.
	 *
	 * @throws UserException if that fails, for example because the disk is full
	 */
	void write(final String name, final WholeFile.Writer writer) {
		try {
			WholeFile.write(folder.resolve(name), folder.resolve(".part-" + ProcessHandle.current().pid() + "-" + name), writer);
		}
		catch (final IOException e) {
			throw cannotWrite(e);
		}
	}

	private UserException cannotWrite(final IOException e) {
		return new UserException("output=" + folder + " cannot be written to (" + e.getMessage() +
			"); give a writable folder with enough space.", e);
	}
}
