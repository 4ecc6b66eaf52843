package sc.fiji.unsupervised.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.unsupervised.backbone.CatalogueEntry;

/** Downloads from servers that break off, lie, and change their minds. */
class BrokenDownloadTest extends DownloadFromServer {

	@Test
	void brokenConnectionsAreContinued() throws IOException {
		download(serve((request, out) -> file.serve(request, out, 100_000 * request.number())));
		assertWhole();
		assertEquals(List.of(0L, 100_000L, 200_000L), server.requests().stream().map(TestServer.Request::range).toList());
		assertEquals(file.mark(), server.requests().get(1).headers().get("if-range"));
	}

	@Test
	void whatCameIsKeptWhenTheServerGoesAway() throws IOException {
		final AtomicBoolean back = new AtomicBoolean();
		final CatalogueEntry entry = serve((request, out) -> {
			if (back.get()) file.serve(request, out);
			else if (request.range() == 0) file.serve(request, out, 100_000);
		});
		final String message = refusal(entry);
		assertTrue(message.contains("broke off") && message.contains("it goes on there"), message);
		assertEquals(State.PARTIAL, TestFile.store(folder, entry).find(entry).state());
		assertEquals(100_000, TestFile.store(folder, entry).find(entry).bytes());
		back.set(true);
		download(entry);
		assertWhole();
		assertEquals(100_000, server.requests().get(server.requests().size() - 1).range());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "ETag: W/\"weak\"\r\n" })
	void withoutAReliableMarkItStartsAnew(final String mark) throws IOException {
		download(serve((request, out) -> {
			out.write(("HTTP/1.1 200 OK\r\n" + mark + "Content-Length: " + SIZE + "\r\nConnection: close\r\n\r\n").getBytes(
				StandardCharsets.ISO_8859_1));
			out.write(file.content(), 0, request.number() == 1 ? 5000 : SIZE);
		}));
		assertWhole();
		assertNull(server.requests().get(1).headers().get("range"));
	}

	@Test
	void aServerThatIgnoresRangesIsUnderstood() throws IOException {
		download(serve((request, out) -> {
			out.write(TestServer.head("200 OK", "Content-Length: " + SIZE, "ETag: " + file.mark()));
			out.write(file.content(), 0, request.number() == 1 ? 5000 : SIZE);
		}));
		assertWhole();
		assertEquals(5000, server.requests().get(1).range());
	}

	@Test
	void contentThatChangesInBetweenIsFetchedAnew() throws IOException {
		final TestFile old = TestFile.random(SIZE, 2);
		download(serve((request, out) -> {
			if (request.number() == 1) old.serve(request, out, 100_000);
			else file.serve(request, out);
		}));
		assertWhole();
		assertEquals(100_000, server.requests().get(1).range());
	}

	@Test
	void theEndOfAnotherFileIsNotAppended() throws IOException {
		final TestFile old = TestFile.random(SIZE, 2);
		download(serve((request, out) -> {
			if (request.number() == 1) old.serve(request, out, 100_000);
			else if (request.range() > 0) {
				out.write(TestServer.head("206 Partial Content", "Content-Length: 200000", "Content-Range: bytes 100000-299999/" +
					SIZE, "ETag: " + file.mark()));
				out.write(file.content(), 100_000, 200_000);
			}
			else file.serve(request, out);
		}));
		assertWhole();
		assertEquals(3, server.requests().size());
	}

	@ParameterizedTest
	@ValueSource(strings = { "bytes 50000-299999/300000", "bytes */300000", "nonsense", "bytes 99999999999999999999-1/2" })
	void aWrongRangeIsNotAppended(final String range) throws IOException {
		download(serve((request, out) -> {
			if (request.number() == 1) file.serve(request, out, 100_000);
			else if (request.range() > 0) {
				out.write(TestServer.head("206 Partial Content", "Content-Length: 200000", "Content-Range: " + range, "ETag: " +
					file.mark()));
				out.write(file.content(), 100_000, 200_000);
			}
			else file.serve(request, out);
		}));
		assertWhole();
	}

	@Test
	void aRefusedRangeStartsAnew() throws IOException {
		download(serve((request, out) -> {
			if (request.number() == 1) file.serve(request, out, 100_000);
			else if (request.range() > 0) out.write(TestServer.head("416 Range Not Satisfiable"));
			else file.serve(request, out);
		}));
		assertWhole();
	}

	@Test
	void anotherContentIsThrownAway() throws IOException {
		final String message = refusal(serve((request, out) -> TestFile.random(SIZE, 3).serve(request, out)));
		assertTrue(message.contains("is not the published file") && message.contains(file.sha256()), message);
		assertNothingKept();
	}

	@Test
	void aServerThatMixesTwoFilesIsCaught() throws IOException {
		final TestFile other = TestFile.random(SIZE, 4);
		final CatalogueEntry entry = serve((request, out) -> {
			if (request.number() == 1) file.serve(request, out, 100_000);
			else new TestFile(other.content(), file.mark()).serve(request, out);
		});
		assertTrue(refusal(entry).contains("is not the published file"));
		assertNothingKept();
	}

	@Test
	void tooLongIsRefusedBeforeItComes() throws IOException {
		final String message = refusal(serve((request, out) -> out.write(TestServer.head("200 OK", "Content-Length: " + (SIZE +
			1)))));
		assertTrue(message.contains("offers 300001 bytes where the published file has 300000"), message);
		assertEquals(1, server.requests().size());
		assertNothingKept();
	}

	@Test
	void anEndlessAnswerIsCutOff() throws IOException {
		final AtomicBoolean gone = new AtomicBoolean();
		final String message = refusal(serve((request, out) -> {
			out.write(TestServer.head("200 OK", "ETag: \"x\""));
			try {
				while (true) out.write(new byte[10_000]);
			}
			catch (final IOException e) {
				gone.set(true);
				throw e;
			}
		}));
		assertTrue(message.contains("more than the 300000 bytes"), message);
		assertEquals(1, server.requests().size());
		for (int i = 0; i < 100 && !gone.get(); i++) pause(20);
		assertTrue(gone.get(), "the connection is still open");
		assertEquals(0, new PartFile(folder.resolve("net.safetensors")).length());
	}

	@Test
	void shorterThanItSaysIsNotTaken() throws IOException {
		final String message = refusal(serve((request, out) -> {
			out.write(TestServer.head("200 OK", "Content-Length: 1000"));
			out.write(file.content());
		}));
		assertTrue(message.contains("is not the published file"), message);
		assertNothingKept();
	}

	@Test
	void anEmptyAnswerIsNotTaken() throws IOException {
		final String message = refusal(serve((request, out) -> out.write(TestServer.head("200 OK", "Content-Length: 0"))));
		assertTrue(message.contains("broke off"), message);
	}
}
