package sc.fiji.unsupervised.engine;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.LibUtils;
import ai.djl.util.Utils;
import ai.djl.util.cuda.CudaUtils;

import java.lang.management.ManagementFactory;
import java.net.URL;
import java.security.CodeSource;

import sc.fiji.unsupervised.SetupException;

/** What is installed and what will compute, as text to read and to copy. */
public final class SetupReport {

	private SetupReport() {}

	/**
	 * Starts the engine and reports.
	 *
	 * @param deviceKey as in {@link Session.Options}
	 * @throws SetupException if the engine does not start; its report says what was found
	 */
	public static String create(final String deviceKey) {
		try (Session session = Session.open(new Session.Options(deviceKey, 0, 1))) {
			final StringBuilder out = system();
			line(out, "PyTorch", LibUtils.getVersion() + " in " + LibUtils.getLibtorchPath());
			line(out, "Device", session.device().toString());
			line(out, "GPUs", Integer.toString(Engine.getEngine("PyTorch").getGpuCount()));
			line(out, "CUDA runtime", CudaUtils.hasCuda() ? CudaUtils.getCudaVersionString() : "none");
			if (session.device().isGpu()) gpu(out, GpuTraits.of(session.device().device()));
			line(out, "Threads", Integer.toString(session.threads()));
			return out.toString();
		}
	}

	private static void gpu(final StringBuilder out, final GpuTraits traits) {
		line(out, "GPU memory", traits.memory() == 0 ? "not known" : (traits.free() >> 20) + " MB free of " + (traits.memory() >>
			20) + " MB");
		line(out, "GPU architecture", traits.capability() == 0 ? "not known" : traits.capability() / 10 + "." + traits
			.capability() % 10);
	}

	/** The report when the engine does not start. */
	static String withoutEngine(final Throwable failure) {
		final StringBuilder out = system();
		line(out, "PyTorch", "does not start");
		for (Throwable t = failure; t != null; t = t.getCause()) line(out, "Reason", t.toString());
		return out.toString();
	}

	private static StringBuilder system() {
		final StringBuilder out = new StringBuilder();
		final Runtime runtime = Runtime.getRuntime();
		line(out, "Unsupervised Segmentation", Versions.plugin());
		line(out, "Java", System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")");
		line(out, "System", System.getProperty("os.name") + " " + System.getProperty("os.version") + " " + System
			.getProperty("os.arch"));
		line(out, "Cores", Integer.toString(runtime.availableProcessors()));
		line(out, "Memory", "heap at most " + (runtime.maxMemory() >> 20) + " MB of " + physicalMegabytes() + " MB");
		line(out, "DJL", Engine.getDjlVersion() + ", made for PyTorch " + Versions.LIBTORCH);
		line(out, "JNA", origin("com.sun.jna.Native"));
		line(out, "Library cache", Versions.cacheDirectory().toString());
		line(out, "PYTORCH_LIBRARY_PATH", String.valueOf(System.getenv().getOrDefault("PYTORCH_LIBRARY_PATH", System
			.getProperty("PYTORCH_LIBRARY_PATH", "not set"))));
		line(out, "Downloads by the engine", Utils.isOfflineMode() ? "off" : "allowed");
		return out;
	}

	private static long physicalMegabytes() {
		return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os ? os
			.getTotalMemorySize() >> 20 : 0;
	}

	/** Jar from which a class comes: two JNA jars in one Fiji are a classic source of trouble. */
	private static String origin(final String className) {
		try {
			final CodeSource source = Class.forName(className, false, SetupReport.class.getClassLoader())
				.getProtectionDomain().getCodeSource();
			final URL url = source == null ? null : source.getLocation();
			return url == null ? "unknown place" : url.getPath();
		}
		catch (final ClassNotFoundException e) {
			return "missing";
		}
	}

	private static void line(final StringBuilder out, final String key, final String value) {
		out.append(String.format("%-26s%s%n", key, value));
	}
}
