package sc.fiji.unsupervised.engine;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

import sc.fiji.unsupervised.SetupException;

/**
 * Starts the PyTorch engine, once per Java process, without a network: downloads and usage tracking are off unless the
 * user switched them on by the system properties {@code ai.djl.offline} and {@code OPT_OUT_TRACKING}, or DJL's
 * environment variables {@code DJL_OFFLINE} and {@code OPT_OUT_TRACKING}.
 */
final class TorchEngine {

	private TorchEngine() {}

	/**
	 * The running engine; the first call loads the native library (0.5 s, 3 s when it has to be unpacked).
	 *
	 * @throws SetupException if the native library is missing, of another version or cannot be loaded
	 */
	static synchronized Engine get() {
		setDefault("ai.djl.offline", "true");
		setDefault("OPT_OUT_TRACKING", "true");
		NativeEnvironment.prepare();
		LibraryFiles.chosenFolder().flatMap(LibraryFiles::cutOff).ifPresent(TorchEngine::refuse);
		final Thread thread = Thread.currentThread();
		final ClassLoader before = thread.getContextClassLoader();
		// DJL finds its provider and natives through the context class loader, which in plain ImageJ knows no plugins.
		thread.setContextClassLoader(TorchEngine.class.getClassLoader());
		try {
			return Engine.getEngine("PyTorch");
		}
		catch (final EngineException | LinkageError | AssertionError | IllegalArgumentException | IllegalStateException e) {
			throw new SetupException(remedy(e), SetupReport.withoutEngine(e), e);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	private static void refuse(final Path library) {
		final IOException failure = new IOException(library + " is cut off");
		throw new SetupException("The PyTorch library " + library + " is cut off: copy or unpack it again, then restart.",
			SetupReport.withoutEngine(failure), failure);
	}

	private static void setDefault(final String key, final String value) {
		if (System.getProperty(key) == null && System.getenv(key) == null) System.setProperty(key, value);
	}

	/** One sentence: what is wrong with the native library and what to do. */
	private static String remedy(final Throwable failure) {
		final StringBuilder chain = new StringBuilder();
		for (Throwable t = failure; t != null; t = t.getCause()) chain.append(t).append('\n');
		final String text = chain.toString().toLowerCase(Locale.ROOT);
		final String restart = ", then restart; Check Setup tells what was found.";
		if (text.contains("already loaded in another classloader"))
			return "The PyTorch library is held by an earlier copy of this plugin (menus were refreshed): restart ImageJ.";
		if (text.contains("offline") || text.contains("engine found") || text.contains("engine not found"))
			return "The PyTorch library for this computer was not found: put pytorch-native-cpu-" + Versions.LIBTORCH +
				"-<system>.jar beside the plugin's other jars, or let PYTORCH_LIBRARY_PATH name a folder with libtorch " +
				Versions.LIBTORCH + restart;
		if (text.contains("unsatisfiedlinkerror"))
			return "The PyTorch library could not be loaded, most likely because it is of another version than " +
				Versions.LIBTORCH + " or a system library is missing (on Windows install the Visual C++ runtime): remove " +
				"the folder " + Versions.cacheDirectory() + restart;
		return "The PyTorch engine does not start: install its version " + Versions.LIBTORCH + " anew" + restart;
	}
}
