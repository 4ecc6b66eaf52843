package sc.fiji.unsupervised.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks at native libraries before they are loaded: to load one that is cut off, as by a copy that broke off, ends the whole
 * program on Linux. Libraries of other systems are not judged.
 */
final class LibraryFiles {

	private static final int HEADER = 64, ELF = 0x7f454c46, WIDE = 2;

	private LibraryFiles() {}

	/** The folder that the user named for libtorch, if any. */
	static Optional<Path> chosenFolder() {
		final String key = "PYTORCH_LIBRARY_PATH", variable = System.getenv(key);
		final String name = variable != null ? variable : System.getProperty(key);
		return Optional.ofNullable(name).filter(n -> !n.isBlank()).map(Path::of);
	}

	/** The first library in a folder that is shorter than it says of itself. */
	static Optional<Path> cutOff(final Path folder) {
		final List<Path> libraries;
		try (Stream<Path> files = Files.list(folder)) {
			libraries = files.filter(file -> file.getFileName().toString().contains(".so")).sorted().toList();
		}
		catch (final IOException e) {
			return Optional.empty(); // the engine will say so
		}
		return libraries.stream().filter(LibraryFiles::isCutOff).findFirst();
	}

	/** In an ELF file of 64 bits the table of its sections comes last. */
	private static boolean isCutOff(final Path library) {
		final ByteBuffer header = ByteBuffer.allocate(HEADER);
		try (FileChannel file = FileChannel.open(library)) {
			final int length = file.read(header);
			if (length < Integer.BYTES || header.getInt(0) != ELF) return false;
			if (length < HEADER) return true;
			if (header.get(4) != WIDE) return false;
			header.order(header.get(5) == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
			final long sections = header.getLong(40), size = Short.toUnsignedLong(header.getShort(58)), count = Short
				.toUnsignedLong(header.getShort(60));
			return sections + size * count > file.size();
		}
		catch (final IOException e) {
			return false;
		}
	}
}
