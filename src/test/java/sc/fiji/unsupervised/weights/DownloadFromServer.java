package sc.fiji.unsupervised.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.backbone.CatalogueEntry;

/** A server of the test, the file that it has, and the folder into which it is downloaded. */
abstract class DownloadFromServer {

	static final int SIZE = 300_000;

	final TestFile file = TestFile.random(SIZE, 1);

	@TempDir
	Path folder;

	TestServer server;

	@AfterEach
	void stop() throws IOException {
		if (server != null) server.close();
	}

	final CatalogueEntry serve(final TestServer.Answer answer) throws IOException {
		server = new TestServer(answer);
		return file.at(server.address("/model.safetensors"));
	}

	final void download(final CatalogueEntry entry) {
		TestFile.store(folder, entry).download(entry, Consent.GIVEN, Progress.NONE);
	}

	final String refusal(final CatalogueEntry entry) {
		return assertThrows(UserException.class, () -> download(entry)).getMessage();
	}

	final Set<String> files() throws IOException {
		try (Stream<Path> all = Files.list(folder)) {
			return all.map(f -> f.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
		}
	}

	final void assertWhole() throws IOException {
		assertArrayEquals(file.content(), Files.readAllBytes(folder.resolve("net.safetensors")));
		assertEquals(Set.of("net.safetensors", "net.safetensors.sha256", "net.safetensors.lock"), files());
	}

	final void assertNothingKept() throws IOException {
		assertTrue(Set.of("net.safetensors.lock").containsAll(files()), files().toString());
	}

	static void pause(final long millis) {
		try {
			Thread.sleep(millis);
		}
		catch (final InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}
}
