package sc.fiji.unsupervised.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The SHA-256 that a weight file had when it came, kept beside it in the format of {@code sha256sum}, so that later
 * damage shows even where nobody published what the file must be.
 */
final class Seal {

	private final Path file;

	/** @param weights the file that is sealed */
	Seal(final Path weights) {
		file = weights.resolveSibling(weights.getFileName() + ".sha256");
	}

	void write(final String sha256, final Path weights) throws IOException {
		Files.writeString(file, sha256 + "  " + weights.getFileName() + "\n");
	}

	/** Empty when there is none or it is damaged. */
	Optional<String> read() {
		try {
			final String text = Files.size(file) > 1000 ? "" : Files.readString(file);
			final String hash = text.split(" ", 2)[0];
			return hash.matches("[0-9a-f]{64}") ? Optional.of(hash) : Optional.empty();
		}
		catch (final IOException e) {
			return Optional.empty();
		}
	}

	void delete() throws IOException {
		Files.deleteIfExists(file);
	}
}
