package sc.fiji.unsupervised.weights;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import sc.fiji.unsupervised.backbone.CatalogueEntry;
import sc.fiji.unsupervised.backbone.Published;

/** A file to be published by a {@link TestServer}. */
record TestFile(byte[] content, String mark) {

	static TestFile random(final int bytes, final long seed) {
		final byte[] content = new byte[bytes];
		new Random(seed).nextBytes(content);
		return new TestFile(content, "\"v" + seed + "\"");
	}

	/** The file as a network of the catalogue that lies at that address. */
	CatalogueEntry at(final URI address) {
		return new CatalogueEntry("net", "net.safetensors", new Published(address, content.length, sha256()), "Apache-2.0",
			"somebody, 2026");
	}

	String sha256() {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
		}
		catch (final java.security.NoSuchAlgorithmException e) {
			throw new IllegalStateException(e);
		}
	}

	/** An honest server's answer, with or without a range. */
	void serve(final TestServer.Request request, final OutputStream out) throws IOException {
		serve(request, out, content.length);
	}

	/** An honest answer of which only the bytes before {@code end} of the file come through. */
	void serve(final TestServer.Request request, final OutputStream out, final int end) throws IOException {
		final boolean same = mark.equals(request.headers().get("if-range"));
		final int start = same ? (int) request.range() : 0;
		if (same) out.write(TestServer.head("206 Partial Content", "Content-Length: " + (content.length - start),
			"Content-Range: bytes " + start + "-" + (content.length - 1) + "/" + content.length, "ETag: " + mark));
		else out.write(TestServer.head("200 OK", "Content-Length: " + content.length, "ETag: " + mark));
		out.write(Arrays.copyOfRange(content, start, Math.max(start, end)));
	}

	/** A store that does not wait long, but longer than a busy computer takes. */
	static WeightStore store(final Path folder, final CatalogueEntry... entries) {
		return new WeightStore(folder, List.of(entries), new Patience(Duration.ofSeconds(10), Duration.ofMillis(10)));
	}
}
