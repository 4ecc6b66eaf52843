package sc.fiji.unsupervised.imagej;

import java.util.List;

import net.imagej.patcher.LegacyEnvironment;

import sc.fiji.unsupervised.ChildJava;

/**
 * Runs a macro without a screen, in an ImageJ that is patched as Fiji patches it. Needs a process of its own, in which no
 * class of ImageJ was met before.
 */
public final class HeadlessMacro {

	private HeadlessMacro() {}

	/** What starts that process. */
	public static ProcessBuilder builder(final String... words) {
		return ChildJava.builder(List.of("-Xmx1g", "-Djava.awt.headless=true", "--add-opens=java.base/java.lang=ALL-UNNAMED"),
			HeadlessMacro.class, words);
	}

	/** Arguments are the macro's text and, if it has one, its argument. */
	public static void main(final String[] args) throws Exception {
		final ClassLoader loader = HeadlessMacro.class.getClassLoader();
		final LegacyEnvironment ij = new LegacyEnvironment(loader, true);
		ij.addPluginClasspath(loader); // finds plugins.config
		ij.runMacro(args[0], args.length > 1 ? args[1] : "");
		System.exit(0);
	}
}
