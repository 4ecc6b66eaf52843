package sc.fiji.unsupervised.engine;

import ai.djl.util.Utils;

import java.nio.file.Path;

/** Versions and places of the engine's parts. */
public final class Versions {

	/** The libtorch version that the engine's binding was made for; another one loads and then computes nonsense. */
	public static final String LIBTORCH = "2.7.1";

	private Versions() {}

	/** This plugin's version, or "development" when it does not run from its jar. */
	public static String plugin() {
		final String version = Versions.class.getPackage().getImplementationVersion();
		return version == null ? "development" : version;
	}

	/** Folder into which the engine unpacks its native library. */
	static Path cacheDirectory() {
		return Utils.getEngineCacheDir("pytorch");
	}
}
