package sc.fiji.unsupervised.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.backbone.CatalogueEntry;
import sc.fiji.unsupervised.backbone.Published;

/** Downloads from servers that break off, send elsewhere, stall, lie, and change their minds. */
class DownloadTest {

	private static final int SIZE = 300_000;

	private final TestFile file = TestFile.random(SIZE, 1);

	@TempDir
	Path folder;

	private TestServer server;

	@AfterEach
	void stop() throws IOException {
		if (server != null) server.close();
	}

	private CatalogueEntry serve(final TestServer.Answer answer) throws IOException {
		server = new TestServer(answer);
		return file.at(server.address("/model.safetensors"));
	}

	private void download(final CatalogueEntry entry) {
		TestFile.store(folder, entry).download(entry, Consent.GIVEN, Progress.NONE);
	}

	private String refusal(final CatalogueEntry entry) {
		return assertThrows(UserException.class, () -> download(entry)).getMessage();
	}

	private Set<String> files() throws IOException {
		try (Stream<Path> all = Files.list(folder)) {
			return all.map(f -> f.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
		}
	}

	private void assertWhole() throws IOException {
		assertArrayEquals(file.content(), Files.readAllBytes(folder.resolve("net.safetensors")));
		assertEquals(Set.of("net.safetensors", "net.safetensors.sha256", "net.safetensors.lock"), files());
	}

	private void assertNothingKept() throws IOException {
		assertTrue(Set.of("net.safetensors.lock").containsAll(files()), files().toString());
	}

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

	@Test
	void stallsEndAndAreContinued() throws IOException {
		final CatalogueEntry entry = serve((request, out) -> {
			if (request.number() == 1) {
				file.serve(request, out, 100_000);
				out.flush();
				pause(60_000);
			}
			if (request.number() <= 4) pause(60_000);
			file.serve(request, out);
		});
		final WeightStore impatient = new WeightStore(folder, List.of(entry), new Patience(Duration.ofSeconds(1), Duration.ZERO));
		final String message = assertThrows(UserException.class, () -> impatient.download(entry, Consent.GIVEN, Progress.NONE))
			.getMessage();
		assertTrue(message.contains("does not answer or stopped sending"), message);
		assertEquals(4, server.requests().size());
		download(entry);
		assertWhole();
		assertEquals(100_000, server.requests().get(4).range());
	}

	@Test
	void aSlowServerIsNoStall() throws IOException {
		download(serve((request, out) -> {
			out.write(TestServer.head("200 OK", "Content-Length: " + SIZE));
			for (int i = 0; i < 10; i++) {
				out.write(file.content(), i * SIZE / 10, SIZE / 10);
				out.flush();
				pause(120);
			}
		}));
		assertWhole();
		assertEquals(1, server.requests().size());
	}

	@Test
	void cancellingStopsAtOnceAndTheNextTimeGoesOn() throws Exception {
		final CatalogueEntry entry = serve((request, out) -> {
			if (request.number() > 1) file.serve(request, out);
			else {
				file.serve(request, out, 100_000);
				out.flush();
				pause(60_000);
			}
		});
		final AtomicBoolean stop = new AtomicBoolean();
		final Progress progress = new Progress() {

			@Override
			public void report(final String stage, final double fraction, final String message) {
				if (fraction > 0.3) stop.set(true);
			}

			@Override
			public boolean isCancelled() {
				return stop.get();
			}
		};
		final long start = System.nanoTime();
		assertThrows(CancelledException.class, () -> TestFile.store(folder, entry).download(entry, Consent.GIVEN, progress));
		assertTrue(System.nanoTime() - start < 5e9);
		assertEquals(State.PARTIAL, TestFile.store(folder, entry).find(entry).state());
		download(entry);
		assertWhole();
		assertEquals(100_000, server.requests().get(1).range());
	}

	@Test
	void interruptingTheThreadCancels() throws Exception {
		final CatalogueEntry entry = serve((request, out) -> pause(60_000));
		final CompletableFuture<Throwable> end = new CompletableFuture<>();
		final Thread thread = new Thread(() -> {
			try {
				download(entry);
				end.complete(null);
			}
			catch (final Throwable e) {
				end.complete(e);
			}
		});
		thread.start();
		pause(100);
		thread.interrupt();
		assertEquals(CancelledException.class, end.get().getClass());
	}

	@Test
	void serversThatRefuseSaySo() throws IOException {
		final CatalogueEntry entry = serve((request, out) -> out.write(TestServer.head("404 Not Found")));
		final String message = refusal(entry);
		assertTrue(message.contains("answers 404 (there is no such file any more)") && message.contains("import the file"),
			message);
		assertEquals(1, server.requests().size());
	}

	@Test
	void overloadedServersAreAskedAgain() throws IOException {
		download(serve((request, out) -> {
			if (request.number() < 3) out.write(TestServer.head("503 Service Unavailable", "Content-Length: 0"));
			else file.serve(request, out);
		}));
		assertWhole();
	}

	@Test
	void nonsenseIsNoAnswer() throws IOException {
		final String message = refusal(serve((request, out) -> out.write("SSH-2.0-hello\r\n\r\n".getBytes(
			StandardCharsets.ISO_8859_1))));
		assertTrue(message.contains("broke off"), message);
		assertEquals(3, server.requests().size());
	}

	@Test
	void offlineIsSaidInPlainWords() throws IOException {
		final CatalogueEntry entry = serve(file::serve);
		server.close();
		final String message = refusal(entry);
		assertTrue(message.contains("127.0.0.1 cannot be reached; check the network and Edit>Options>Proxy Settings..."), message);
		assertTrue(message.contains("on another computer and import the file"), message);
	}

	@Test
	void theProxyOfTheHostIsUsed() throws IOException {
		server = new TestServer(file::serve);
		final CatalogueEntry entry = file.at(URI.create("http://localhost:9/model.safetensors"));
		final ProxySelector before = ProxySelector.getDefault();
		ProxySelector.setDefault(new ProxySelector() {

			@Override
			public List<Proxy> select(final URI address) {
				return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", server.port())));
			}

			@Override
			public void connectFailed(final URI address, final SocketAddress proxy, final IOException e) {}
		});
		try {
			download(entry);
		}
		finally {
			ProxySelector.setDefault(before);
		}
		assertWhole();
		assertEquals("http://localhost:9/model.safetensors", server.requests().get(0).target());
	}

	@Test
	void aPartThatIsCompleteIsOnlyChecked() throws IOException {
		final CatalogueEntry entry = serve(file::serve);
		Files.write(folder.resolve("net.safetensors.part"), file.content());
		download(entry);
		assertWhole();
		assertEquals(0, server.requests().size());
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void aFullDiskIsNotTheServersFault() throws IOException {
		final CatalogueEntry entry = serve(file::serve);
		Files.createSymbolicLink(folder.resolve("net.safetensors.part"), Path.of("/dev/full"));
		final String message = refusal(entry);
		assertTrue(message.contains("net.safetensors.part cannot be written (No space left on device)"), message);
		assertEquals(1, server.requests().size());
	}

	@Test
	void twoThreadsFetchOnce() throws Exception {
		final CatalogueEntry entry = serve((request, out) -> {
			file.serve(request, out, 100_000);
			out.flush();
			pause(300);
			out.write(file.content(), 100_000, SIZE - 100_000);
		});
		final List<CompletableFuture<Void>> both = Stream.of(1, 2).map(i -> CompletableFuture.runAsync(() -> download(entry)))
			.toList();
		for (final CompletableFuture<Void> one : both) one.get();
		assertWhole();
		assertEquals(1, server.requests().size());
	}

	private static void pause(final long millis) {
		try {
			Thread.sleep(millis);
		}
		catch (final InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}
}
