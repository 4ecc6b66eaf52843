package sc.fiji.unsupervised.weights;

import java.io.IOException;
import java.nio.file.Path;

/** A weight file that can be imported as dino-s16, for tests of other rooms. */
public final class ImportableVit {

	private ImportableVit() {}

	public static void write(final Path file) throws IOException {
		FakeVit.small(file, 16);
	}
}
