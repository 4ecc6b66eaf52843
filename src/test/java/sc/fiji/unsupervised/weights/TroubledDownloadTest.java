package sc.fiji.unsupervised.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.backbone.CatalogueEntry;

/** Downloads that stall, are cancelled or refused, meet a proxy, a full disk or another download. */
class TroubledDownloadTest extends DownloadFromServer {

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
}
