package sc.fiji.unsupervised.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import net.imagej.patcher.LegacyEnvironment;

/**
 * Runs macros one after the other without a screen, in an ImageJ that is patched as Fiji patches it. Needs a process of
 * its own, in which no class of ImageJ was met before.
 */
public final class BadInputMacros {

	/** Stands alone in a line before the output of a macro. */
	static final String NEXT = "=== next macro ===";

	private BadInputMacros() {}

	/** The argument is a file with a macro in each line. */
	public static void main(final String[] args) throws Exception {
		final ClassLoader loader = BadInputMacros.class.getClassLoader();
		final LegacyEnvironment ij = new LegacyEnvironment(loader, true);
		ij.addPluginClasspath(loader);
		final List<String> macros = Files.readAllLines(Path.of(args[0]));
		for (final String macro : macros) {
			System.out.println(NEXT);
			ij.runMacro(macro, "");
		}
		System.exit(0);
	}
}
