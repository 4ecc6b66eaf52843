package sc.fiji.unsupervised.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.unsupervised.ChildJava;
import sc.fiji.unsupervised.SetupException;

/** The engine can fail to start once per process only, so each case has a Java of its own. */
class MissingLibraryTest {

	/** What a user would meet. */
	static final class Probe {

		public static void main(final String... args) {
			final List<URI> asked = new CopyOnWriteArrayList<>();
			ProxySelector.setDefault(new ProxySelector() {

				@Override
				public List<Proxy> select(final URI address) {
					asked.add(address);
					throw new IllegalStateException("no network here");
				}

				@Override
				public void connectFailed(final URI address, final SocketAddress proxy, final IOException e) {}
			});
			start();
			System.out.println("ASKED " + asked);
		}

		private static void start() {
			try {
				Session.open(new Session.Options("cpu", 1, 1)).close();
				System.out.println("STARTED");
			}
			catch (final SetupException e) {
				System.out.println("MESSAGE " + e.getMessage());
				System.out.println("REPORT " + e.report().replace('\n', ' '));
			}
		}
	}

	@Test
	void noLibrarySaysWhichFileIsWanted(@TempDir final Path folder) throws Exception {
		final String out = run(folder, List.of());
		assertTrue(out.contains("MESSAGE") && out.contains("pytorch-native-cpu-" + Versions.LIBTORCH), out);
		assertTrue(out.contains("PYTORCH_LIBRARY_PATH") && out.contains("Check Setup"), out);
		assertTrue(out.contains("REPORT") && out.contains("does not start"), out);
		assertTrue(out.contains("ASKED []") && out.contains("Downloads by the engine   off"), out);
	}

	/** Without our settings the engine would fetch the library, which shows that the watch sees it. */
	@Test
	void theEngineFetchesNothingUnlessTold(@TempDir final Path folder) throws Exception {
		final String out = run(folder, List.of("-Dai.djl.offline=false"));
		assertTrue(out.contains("ASKED [http") && out.contains("Downloads by the engine   allowed"), out);
	}

	@Test
	void brokenLibrarySaysWhatToDo(@TempDir final Path folder) throws Exception {
		final Path library = Files.createDirectories(folder.resolve("libtorch"));
		for (final String name : new String[] { "torch", "torch_cpu", "c10" })
			Files.writeString(library.resolve(System.mapLibraryName(name)), "not a library");
		final String out = run(folder, List.of("-DPYTORCH_LIBRARY_PATH=" + library, "-DPYTORCH_VERSION=" +
			Versions.LIBTORCH));
		assertTrue(out.contains("MESSAGE") && out.contains("version " + Versions.LIBTORCH) || out.contains(
			"of another version than " + Versions.LIBTORCH), out);
		assertTrue(out.contains("restart"), out);
	}

	/** A library of Java in its place, which loads but has nothing of what is looked for. */
	@Test
	void foreignLibrarySaysWhatToDo(@TempDir final Path folder) throws Exception {
		final String out = runWith(folder, Files.readAllBytes(javaLibrary()));
		assertTrue(out.contains("MESSAGE The PyTorch ") && out.contains(Versions.LIBTORCH) && out.contains("restart"), out);
		assertTrue(out.contains("REPORT") && !out.contains("\tat "), out);
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void cutLibraryDoesNotEndTheProgram(@TempDir final Path folder) throws Exception {
		final byte[] whole = Files.readAllBytes(javaLibrary());
		for (final int length : new int[] { 10, whole.length / 2, whole.length - 1 }) {
			final String out = runWith(folder, Arrays.copyOf(whole, length));
			assertTrue(out.contains("is cut off: copy or unpack it again, then restart."), out);
		}
	}

	private static Path javaLibrary() {
		final Path home = Path.of(System.getProperty("java.home")), name = Path.of(System.mapLibraryName("zip"));
		return Files.exists(home.resolve("lib").resolve(name)) ? home.resolve("lib").resolve(name) : home.resolve("bin").resolve(
			name);
	}

	private static String runWith(final Path folder, final byte[] content) throws IOException, InterruptedException {
		final Path library = Files.createDirectories(folder.resolve("libtorch"));
		for (final String name : new String[] { "torch", "torch_cpu", "c10" })
			Files.write(library.resolve(System.mapLibraryName(name)), content);
		return run(folder, List.of("-DPYTORCH_LIBRARY_PATH=" + library, "-DPYTORCH_VERSION=" + Versions.LIBTORCH));
	}

	/** A Java without the native library on its class path. */
	private static String run(final Path folder, final List<String> options) throws IOException, InterruptedException {
		final String path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).filter(
			p -> !p.contains("pytorch-native")).collect(Collectors.joining(File.pathSeparator));
		final List<String> all = new ArrayList<>(List.of("-cp", path, "-DDJL_CACHE_DIR=" + folder.resolve("cache"),
			"-DENGINE_CACHE_DIR=" + folder.resolve("cache")));
		all.addAll(options);
		final Process process = ChildJava.builder(all, Probe.class).start();
		final String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		process.waitFor();
		return out;
	}
}
