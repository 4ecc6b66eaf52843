package sc.fiji.unsupervised.weights;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ServerSocketFactory;

/** An HTTP server on this computer that says exactly what a test wants, true or not. */
final class TestServer implements AutoCloseable {

	/** What was asked; {@code range} is the first byte of a Range header, 0 without one. */
	record Request(int number, String target, Map<String, String> headers, long range) {}

	/** What is answered, up to the closing of the connection. */
	interface Answer {

		void write(Request request, OutputStream out) throws Exception;
	}

	private final ServerSocket server;
	private final Answer answer;
	private final List<Request> requests = new CopyOnWriteArrayList<>();

	TestServer(final Answer answer) throws IOException {
		this(answer, ServerSocketFactory.getDefault());
	}

	/** @param sockets of plain or of encrypted connections */
	TestServer(final Answer answer, final ServerSocketFactory sockets) throws IOException {
		this.answer = answer;
		server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
		final Thread thread = new Thread(this::serve, "test server");
		thread.setDaemon(true);
		thread.start();
	}

	URI address(final String path) {
		return URI.create("http://127.0.0.1:" + port() + path);
	}

	int port() {
		return server.getLocalPort();
	}

	/** In the order in which they came. */
	List<Request> requests() {
		return requests;
	}

	private void serve() {
		while (!server.isClosed()) {
			try {
				final Socket socket = server.accept();
				final Thread thread = new Thread(() -> serve(socket), "test connection");
				thread.setDaemon(true);
				thread.start();
			}
			catch (final IOException e) {
				return;
			}
		}
	}

	private void serve(final Socket socket) {
		try (socket) {
			final BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(),
				StandardCharsets.ISO_8859_1));
			final String[] first = in.readLine().split(" ");
			final Map<String, String> headers = new LinkedHashMap<>();
			for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
				final int colon = line.indexOf(':');
				headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
			}
			final String range = headers.getOrDefault("range", "bytes=0-");
			final Request request;
			synchronized (requests) {
				request = new Request(requests.size() + 1, first[1], headers, Long.parseLong(range.substring(6, range.length() -
					1)));
				requests.add(request);
			}
			answer.write(request, socket.getOutputStream());
			socket.getOutputStream().flush();
		}
		catch (final Exception e) {
			// the client went away
		}
	}

	/** The head of an answer, e.g. {@code head("200 OK", "Content-Length: 5")}. */
	static byte[] head(final String status, final String... headers) {
		return ("HTTP/1.1 " + status + "\r\n" + String.join("\r\n", headers) + (headers.length > 0 ? "\r\n" : "") +
			"Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
	}

	@Override
	public void close() throws IOException {
		server.close();
	}
}
