package sc.fiji.unsupervised.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.backbone.CatalogueEntry;
import sc.fiji.unsupervised.backbone.Published;

/** Downloads, and servers that send elsewhere. */
class DownloadTest extends DownloadFromServer {

	@Test
	void aFileArrivesWholeAndSealed() throws IOException {
		final CatalogueEntry entry = serve(file::serve);
		download(entry);
		assertWhole();
		assertEquals(file.sha256() + "  net.safetensors\n", Files.readString(folder.resolve("net.safetensors.sha256")));
		assertEquals(State.PRESENT, TestFile.store(folder, entry).find(entry).state());
		assertNull(server.requests().get(0).headers().get("range"));
		final Set<String> told = server.requests().get(0).headers().keySet();
		assertTrue(Set.of("host", "user-agent", "accept-encoding", "content-length").containsAll(told), told.toString());
		download(entry);
		assertEquals(1, server.requests().size(), "a file that is here is not fetched again");
	}

	@Test
	void withoutConsentNoConnectionIsOpened() throws IOException {
		final CatalogueEntry entry = serve(file::serve);
		final WeightStore store = TestFile.store(folder.resolve("new"), entry);
		final String message = assertThrows(UserException.class, () -> store.download(entry, asked -> false, Progress.NONE))
			.getMessage();
		assertTrue(message.contains("consent=yes") && message.contains("127.0.0.1") && message.contains("Apache-2.0"), message);
		assertEquals(0, server.requests().size());
		assertFalse(Files.exists(folder.resolve("new")));
	}

	@Test
	void whatCannotBeCheckedIsNotFetched() throws IOException {
		server = new TestServer(file::serve);
		final CatalogueEntry entry = new CatalogueEntry("net", "net.safetensors", new Published(server.address("/"), SIZE, ""),
			"Apache-2.0", "somebody");
		assertTrue(refusal(entry).contains("import it"), refusal(entry));
		assertEquals(0, server.requests().size());
	}

	@Test
	void redirectsAreFollowed() throws IOException {
		download(serve((request, out) -> {
			switch (request.target()) {
				case "/model.safetensors" -> out.write(TestServer.head("302 Found", "Location: /there?x=1", "Content-Length: 9"));
				case "/there?x=1" -> out.write(TestServer.head("307 Temporary Redirect", "Location: " + server.address("/end")));
				default -> file.serve(request, out);
			}
		}));
		assertWhole();
		assertEquals(List.of("/model.safetensors", "/there?x=1", "/end"), server.requests().stream().map(
			TestServer.Request::target).toList());
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://example.org/x", "ftp://example.org/x", "file:///etc/passwd", "HTTP://example.org:443/x",
		"https:///x", "jar:file:/x!/y", "//example.org/x" })
	void redirectsElsewhereAreRefused(final String location) throws IOException {
		final String message = refusal(serve((request, out) -> out.write(TestServer.head("302 Found", "Location: " + location))));
		assertTrue(message.contains("only https is allowed"), message);
		assertEquals(1, server.requests().size());
		assertNothingKept();
	}

	@Test
	void redirectsInCirclesEnd() throws IOException {
		final String message = refusal(serve((request, out) -> out.write(TestServer.head("301 Moved", "Location: /again"))));
		assertTrue(message.contains("sends on more than 5 times"), message);
		assertEquals(6, server.requests().size());
	}

	@Test
	void theBodyOfARedirectIsNotRead() throws IOException {
		final AtomicBoolean gone = new AtomicBoolean();
		download(serve((request, out) -> {
			if (request.number() > 1) file.serve(request, out);
			else try {
				out.write(TestServer.head("302 Found", "Location: /there", "Content-Length: 99999999999"));
				for (int i = 0; i < 10_000; i++) out.write(new byte[1 << 16]);
			}
			catch (final IOException e) {
				gone.set(true);
			}
		}));
		assertWhole();
		assertTrue(gone.get(), "650 MB were read");
	}
}
