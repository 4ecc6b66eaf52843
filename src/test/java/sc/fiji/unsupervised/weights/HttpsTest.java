package sc.fiji.unsupervised.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocketFactory;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.unsupervised.ChildJava;
import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.backbone.CatalogueEntry;

/** Encrypted connections, to a server whose certificate only a Java that is told so trusts. */
class HttpsTest {

	private static final String PASSWORD = "secret";

	private final TestFile file = TestFile.random(300_000, 1);

	@TempDir
	Path folder;

	private Path keys;

	@BeforeEach
	void makeCertificate() throws Exception {
		keys = folder.resolve("keys.p12");
		final String keytool = Path.of(ChildJava.JAVA).resolveSibling("keytool").toString();
		final Process process = new ProcessBuilder(keytool, "-genkeypair", "-alias", "server", "-keyalg", "RSA", "-dname",
			"CN=localhost", "-ext", "san=dns:localhost", "-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", keys
				.toString()).redirectErrorStream(true).redirectOutput(folder.resolve("keytool.log").toFile()).start();
		assertTrue(process.waitFor(60, TimeUnit.SECONDS));
	}

	private TestServer server(final TestServer.Answer answer) throws Exception {
		final KeyStore store = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(keys)) {
			store.load(in, PASSWORD.toCharArray());
		}
		final KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		managers.init(store, PASSWORD.toCharArray());
		final SSLContext context = SSLContext.getInstance("TLS");
		context.init(managers.getKeyManagers(), null, null);
		final SSLServerSocketFactory sockets = context.getServerSocketFactory();
		return new TestServer(answer, sockets);
	}

	private static URI address(final TestServer server) {
		return URI.create("https://localhost:" + server.port() + "/model.safetensors");
	}

	@Test
	void aTrustedServerIsFollowedAndContinued() throws Exception {
		try (TestServer server = server((request, out) -> {
			if (request.target().equals("/there")) file.serve(request, out, 100_000 * request.number());
			else out.write(TestServer.head("302 Found", "Location: /there"));
		})) {
			final Path models = folder.resolve("models"), log = folder.resolve("log.txt");
			final Process process = ChildJava.builder(List.of("-Xmx128m", "-Djavax.net.ssl.trustStore=" + keys,
				"-Djavax.net.ssl.trustStorePassword=" + PASSWORD), DownloadMain.class, models.toString(), address(server).toString(),
				Integer.toString(file.content().length), file.sha256()).redirectOutput(log.toFile()).start();
			assertTrue(process.waitFor(120, TimeUnit.SECONDS));
			assertEquals(0, process.exitValue(), Files.readString(log));
			assertArrayEquals(file.content(), Files.readAllBytes(models.resolve("net.safetensors")));
			assertEquals(200_000, server.requests().get(3).range());
		}
	}

	@Test
	void anUnknownCertificateIsRefused() throws Exception {
		try (TestServer server = server(file::serve)) {
			final CatalogueEntry entry = file.at(address(server));
			final String message = assertThrows(UserException.class, () -> TestFile.store(folder, entry).download(entry,
				Consent.GIVEN, Progress.NONE)).getMessage();
			assertTrue(message.startsWith("localhost cannot be trusted ("), message);
			assertEquals(0, server.requests().size());
		}
	}
}
