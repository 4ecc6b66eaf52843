package sc.fiji.unsupervised.model;

import com.code_intelligence.jazzer.junit.FuzzTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import sc.fiji.unsupervised.Bounds;

/** Any bytes as a {@code .useg} file. */
class ModelZipFuzzTest {

	private static final Bounds BOUNDS = new Bounds(32 << 20, 250);

	private Path file;

	@FuzzTest(maxDuration = "10s")
	void model(final byte[] data) throws IOException {
		if (file == null) {
			file = Files.createTempFile("fuzz", ".useg");
			file.toFile().deleteOnExit();
		}
		Files.write(file, data);
		BOUNDS.check(data.length, () -> ModelFile.read(file));
	}
}
