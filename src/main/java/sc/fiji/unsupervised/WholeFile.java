package sc.fiji.unsupervised;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files that appear whole or not at all. */
public final class WholeFile {

	private static final Pattern PART = Pattern.compile("\\.part-(\\d{1,18})-.+");

	/** Writes one file. */
	public interface Writer {

		void write(Path temporary) throws IOException;
	}

	private WholeFile() {}

	/**
	 * Writes a file beside its place and moves it there when it is complete.
	 *
	 * @throws CancelledException if the thread was interrupted
	 */
	public static void write(final Path target, final Writer writer) throws IOException {
		// The type stays at the end: ImageJ chooses the format by it.
		final Path temporary = target.resolveSibling(partName(target.getFileName()));
		try {
			writer.write(temporary);
			Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (final ClosedByInterruptException e) {
			throw new CancelledException();
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
	public static void write(final String key, final Path path, final Writer writer) {
		try {
			write(path.toAbsolutePath(), writer);
		}
		catch (final IOException e) {
			throw new UserException(key + "=" + path + " cannot be written (" + FileTrouble.of(e) +
				"); give a file in a folder that you may write to.", e);
		}
	}

	/** Name of the beginning of a file, by which {@link #sweep} knows it. */
	public static String partName(final Object name) {
		return ".part-" + ProcessHandle.current().pid() + "-" + name;
	}

	/** Removes the beginnings of files that processes left which ended in the middle. */
	public static void sweep(final Path folder) throws IOException {
		final List<Path> parts;
		try (Stream<Path> files = Files.list(folder)) {
			parts = files.filter(WholeFile::isAbandoned).toList();
		}
		for (final Path part : parts) Files.deleteIfExists(part);
	}

	private static boolean isAbandoned(final Path file) {
		final Matcher part = PART.matcher(file.getFileName().toString());
		if (!part.matches()) return false;
		final long process = Long.parseLong(part.group(1));
		return process == ProcessHandle.current().pid() || ProcessHandle.of(process).isEmpty();
	}
}
