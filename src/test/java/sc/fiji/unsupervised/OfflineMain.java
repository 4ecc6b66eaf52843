package sc.fiji.unsupervised;

import ij.IJ;
import ij.ImagePlus;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import sc.fiji.unsupervised.command.CheckSetup;
import sc.fiji.unsupervised.command.ManageBackbones;
import sc.fiji.unsupervised.command.UnsupervisedSegmentation;
import sc.fiji.unsupervised.imagej.CommandKeys;
import sc.fiji.unsupervised.imagej.ImageFiles;

/**
 * Runs every command in a process in which every way to a network is watched: channels by {@link RecordingSelectors},
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
		work(Path.of(args[0]));
		synchronized (NATIVE) {
			sockets();
			NATIVE.removeAll(before);
			System.out.println("work: " + RecordingSelectors.OPENED + ASKED + NATIVE);
			NATIVE.addAll(before);
		}
		System.out.println("control: " + control());
	}

	private static void work(final Path folder) throws IOException {
		final ImagePlus image = TestImages.twoTextures("cells.tif", 64, 48, 2);
		final String model = folder.resolve("cells.useg").toString(), images = Files.createDirectory(folder.resolve("in"))
			.toString();
		UnsupervisedSegmentation.segment(image, keys("method", "stego", "steps", 3, "refine", "crf"));
		UnsupervisedSegmentation.train(image, keys("method", "merged", "clusters", 6, "model", model));
		final ImagePlus labels = UnsupervisedSegmentation.apply(image, Map.of("model", model, "probabilities", "yes"));
		UnsupervisedSegmentation.editClasses(image, Map.of("model", model, "number", 3, "relabel", "yes"));
		UnsupervisedSegmentation.segmentFromPoints(image, Map.of("points", "10,10,1,1;50,10,1,2"));
		UnsupervisedSegmentation.measure(labels, Map.of());
		IJ.saveAsTiff(labels, folder.resolve("truth.tif").toString());
		UnsupervisedSegmentation.evaluate(labels, Map.of("truth", folder.resolve("truth.tif")));
		IJ.saveAsTiff(image, images + "/cells.tif");
		UnsupervisedSegmentation.segmentFolder(keys("folder", images, "output", folder.resolve("out")));
		new CommandKeys(ManageBackbones.class).create().run();
		new CommandKeys(CheckSetup.class).create().run();
		// What could be had from a network is refused instead.
		refused(() -> UnsupervisedSegmentation.segment(image, keys("backbone", "dinov2-s14")));
		refused(() -> UnsupervisedSegmentation.segment(image, keys("backbone", "http://127.0.0.1:9/x.safetensors")));
		refused(() -> UnsupervisedSegmentation.apply(image, Map.of("model", "http://127.0.0.1:9/x.useg")));
		refused(() -> ImageFiles.open(Path.of("http://127.0.0.1:9/x.tif")));
	}

	private static Map<String, Object> keys(final Object... more) {
		final Map<String, Object> keys = new LinkedHashMap<>(Map.of("classes", 2, "device", "cpu"));
		for (int i = 0; i < more.length; i += 2) keys.put((String) more[i], more[i + 1]);
		return keys;
	}

	private static void refused(final Runnable job) {
		try {
			job.run();
		}
		catch (final UserException e) {
			return;
		}
		throw new IllegalStateException("not refused");
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
