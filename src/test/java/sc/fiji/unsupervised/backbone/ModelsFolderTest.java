package sc.fiji.unsupervised.backbone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsFolderTest {

	@TempDir
	Path fiji;

	@BeforeEach
	void noVariable() {
		Assumptions.assumeTrue(System.getenv(ModelsFolder.KEY) == null);
		System.setProperty("imagej.dir", fiji.toString());
	}

	@AfterEach
	void forget() {
		System.clearProperty("imagej.dir");
		System.clearProperty(ModelsFolder.KEY);
	}

	@Test
	void theKeyComesFirst() {
		System.setProperty(ModelsFolder.KEY, "/elsewhere");
		assertEquals(Path.of("/elsewhere"), ModelsFolder.path());
	}

	@Test
	void fijiHasAPlaceForModels() throws IOException {
		final Path own = fiji.resolve("models").resolve("unsupervised");
		assertEquals(own, ModelsFolder.path());
		Files.createDirectories(own);
		assertEquals(own, ModelsFolder.path());
	}

	@Test
	void elsewhereItIsTheUsersCache() {
		for (final String none : new String[] { "", fiji.resolve("no such folder").toString() }) {
			System.setProperty("imagej.dir", none);
			assertEquals("unsupervised", ModelsFolder.path().getFileName().toString());
			assertNotEquals("models", ModelsFolder.path().getParent().getFileName().toString());
		}
	}
}
