package sc.fiji.unsupervised.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import sc.fiji.unsupervised.FileTrouble;
import sc.fiji.unsupervised.UserException;

/** Files that appear whole or not at all. */
final class WholeFile {

	/** Writes one file. */
	interface Writer {

		void write(Path temporary) throws IOException;
	}

	private WholeFile() {}

	/** Writes a file beside its place and moves it there when it is complete. */
	static void write(final Path target, final Writer writer) throws IOException {
		// The type stays at the end: ImageJ chooses the format by it.
		final Path temporary = target.resolveSibling(".part-" + ProcessHandle.current().pid() + "-" + target.getFileName());
		try {
			writer.write(temporary);
			Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
		}
		finally {
			Files.deleteIfExists(temporary);
		}
	}

	/**
	 * Writes a file that a key names.
	 *
	 * @throws UserException if that fails, for example because there is no such folder
	 */
	static void write(final String key, final Path path, final Writer writer) {
		try {
			write(path.toAbsolutePath(), writer);
		}
		catch (final IOException e) {
			throw new UserException(key + "=" + path + " cannot be written (" + FileTrouble.of(e) +
				"); give a file in a folder that you may write to.", e);
		}
	}
}
