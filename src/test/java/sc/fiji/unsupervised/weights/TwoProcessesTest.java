package sc.fiji.unsupervised.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.unsupervised.ChildJava;

/** Two Java processes at the same weight file, and one that is killed in the middle. */
class TwoProcessesTest {

	private static final int SIZE = 300_000;

	private final TestFile file = TestFile.random(SIZE, 1);

	@TempDir
	Path folder;

	private Process download(final TestServer server) throws Exception {
		return ChildJava.builder(List.of("-Xmx128m"), DownloadMain.class, folder.toString(), server.address("/x").toString(),
			Integer.toString(SIZE), file.sha256()).redirectOutput(folder.resolveSibling(folder.getFileName() + ".log").toFile())
			.start();
	}

	private static void assertEnds(final Process process) throws Exception {
		assertTrue(process.waitFor(120, TimeUnit.SECONDS));
		assertEquals(0, process.exitValue());
	}

	private void assertWhole() throws Exception {
		assertArrayEquals(file.content(), Files.readAllBytes(folder.resolve("net.safetensors")));
		assertFalse(Files.exists(folder.resolve("net.safetensors.part")));
	}

	@Test
	void theSecondWaitsForTheFirst() throws Exception {
		final CountDownLatch asked = new CountDownLatch(1), go = new CountDownLatch(1);
		try (TestServer server = new TestServer((request, out) -> {
			file.serve(request, out, 100_000);
			out.flush();
			asked.countDown();
			go.await();
			out.write(file.content(), 100_000, SIZE - 100_000);
		})) {
			final List<Process> both = List.of(download(server), download(server));
			assertTrue(asked.await(120, TimeUnit.SECONDS));
			Thread.sleep(1000); // time for the other to come to the lock, or to do harm
			go.countDown();
			for (final Process process : both) assertEnds(process);
			assertWhole();
			assertEquals(1, server.requests().size());
		}
	}

	@Test
	void afterAKillTheNextGoesOn() throws Exception {
		final CountDownLatch sent = new CountDownLatch(1);
		try (TestServer server = new TestServer((request, out) -> {
			if (request.number() > 1) file.serve(request, out);
			else {
				file.serve(request, out, 100_000);
				out.flush();
				sent.countDown();
				Thread.sleep(60_000);
			}
		})) {
			final Process first = download(server);
			assertTrue(sent.await(120, TimeUnit.SECONDS));
			final PartFile part = new PartFile(folder.resolve("net.safetensors"));
			for (int i = 0; i < 500 && part.length() < 100_000; i++) Thread.sleep(20);
			first.destroyForcibly().waitFor();
			assertFalse(Files.exists(folder.resolve("net.safetensors")));
			assertEnds(download(server));
			assertWhole();
			assertEquals(100_000, server.requests().get(1).range());
		}
	}
}
