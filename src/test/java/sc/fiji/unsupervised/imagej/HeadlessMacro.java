package sc.fiji.unsupervised.imagej;

import net.imagej.patcher.LegacyEnvironment;

/**
 * Runs a macro without a screen, in an ImageJ that is patched as Fiji patches it. Needs a process of its own, in which no
 * class of ImageJ was met before.
 */
public final class HeadlessMacro {

	private HeadlessMacro() {}

	/** Arguments are the macro's text and, if it has one, its argument. */
	public static void main(final String[] args) throws Exception {
		final ClassLoader loader = HeadlessMacro.class.getClassLoader();
		final LegacyEnvironment ij = new LegacyEnvironment(loader, true);
		ij.addPluginClasspath(loader); // finds plugins.config
		ij.runMacro(args[0], args.length > 1 ? args[1] : "");
		System.exit(0);
	}
}
