package sc.fiji.unsupervised;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import net.imglib2.img.array.ArrayImgs;

import sc.fiji.unsupervised.segment.Segmenter;
import sc.fiji.unsupervised.segment.TrainOptions;
import sc.fiji.unsupervised.stack.Axes;
import sc.fiji.unsupervised.stack.ImageStack;
import sc.fiji.unsupervised.stack.ImgStack;

/**
 * Trains and labels in a process in which every way to a network is watched: channels by {@link RecordingSelectors},
 * plain sockets and everything with proxies by the proxy selector, and, on Linux, sockets of native libraries by the
 * kernel's tables. Prints what was seen, then opens connections on purpose and prints what was seen of these.
 */
public final class OfflineMain {

	private static final List<String> ASKED = new CopyOnWriteArrayList<>();
	private static final TreeSet<String> NATIVE = new TreeSet<>();

	private OfflineMain() {}

	public static void main(final String[] args) throws Exception {
		ProxySelector.setDefault(new ProxySelector() {

			@Override
			public List<Proxy> select(final URI address) {
				ASKED.add(address.toString());
				return List.of(Proxy.NO_PROXY);
			}

			@Override
			public void connectFailed(final URI address, final SocketAddress proxy, final IOException e) {}
		});
		sockets();
		final TreeSet<String> before = new TreeSet<>(NATIVE);
		final Thread watch = new Thread(OfflineMain::watch);
		watch.setDaemon(true);
		watch.start();
		work(args[0]);
		synchronized (NATIVE) {
			sockets();
			NATIVE.removeAll(before);
			System.out.println("work: " + RecordingSelectors.OPENED + ASKED + NATIVE);
			NATIVE.addAll(before);
		}
		System.out.println("control: " + control());
	}

	private static void work(final String backbone) {
		final byte[] pixels = new byte[64 * 48 * 2];
		for (int i = 0; i < pixels.length; i++) pixels[i] = (byte) (i % 64 < 32 ? 60 + i % 7 : 150 + i % 11);
		final ImageStack stack = ImgStack.of(ArrayImgs.unsignedBytes(pixels, 64, 48, 2), Axes.parse("XYZ"));
		final TrainOptions options = new TrainOptions(2, "stego", backbone, 1, "auto", "auto", "auto", 3, "crf", "cpu", 1, 1);
		Segmenter.apply(stack, Segmenter.train(stack, options, Progress.NONE), options.toApply(), Progress.NONE);
	}

	private static void watch() {
		try {
			while (true) {
				synchronized (NATIVE) {
					sockets();
				}
				Thread.sleep(2);
			}
		}
		catch (final InterruptedException e) {
			// the end
		}
	}

	/** This process's entries in the tables of internet sockets, where the system has such tables. */
	private static void sockets() {
		if (!Files.isDirectory(Path.of("/proc/self/fd"))) return;
		final TreeSet<String> internet = new TreeSet<>();
		try {
			for (final String table : List.of("tcp", "tcp6", "udp", "udp6", "raw", "raw6")) {
				final Path file = Path.of("/proc/self/net", table);
				if (Files.isReadable(file)) Files.readAllLines(file).stream().skip(1).map(line -> table + " socket:[" + line.trim()
					.split("\\s+")[9] + "]").forEach(internet::add);
			}
			try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
				files.map(OfflineMain::target).forEach(open -> internet.stream().filter(s -> s.endsWith(open)).forEach(NATIVE::add));
			}
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static String target(final Path file) {
		try {
			return " " + Files.readSymbolicLink(file);
		}
		catch (final IOException e) {
			return " closed in this moment";
		}
	}

	/** Kinds of connections that were seen when they were opened on purpose. */
	private static List<String> control() throws Exception {
		final List<String> seen = new CopyOnWriteArrayList<>();
		try (Socket socket = new Socket()) {
			ASKED.clear();
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9), 1000);
		}
		catch (final IOException e) {
			if (!ASKED.isEmpty()) seen.add("socket");
		}
		try {
			ASKED.clear();
			URI.create("http://127.0.0.1:9/").toURL().openStream().close();
		}
		catch (final IOException e) {
			if (!ASKED.isEmpty()) seen.add("url");
		}
		try {
			RecordingSelectors.OPENED.clear();
			HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:9/")).build(), BodyHandlers
				.discarding());
		}
		catch (final IOException e) {
			if (!RecordingSelectors.OPENED.isEmpty()) seen.add("client");
		}
		synchronized (NATIVE) {
			NATIVE.clear();
			try (DatagramSocket socket = new DatagramSocket()) {
				sockets();
				if (!NATIVE.isEmpty()) seen.add("kernel");
			}
		}
		return seen;
	}
}
