package sc.fiji.unsupervised.imagej;

import ij.IJ;
import ij.plugin.PlugIn;

/**
 * The one menu door of ImageJ 1: runs the SciJava command whose class name is its argument, in Fiji and in plain
 * ImageJ, from the menu, a macro or {@code IJ.run(imp, ...)}, in the calling thread.
 *
 * <pre>
 * Plugins&gt;Segmentation&gt;Unsupervised, "Segment Stack...", sc.fiji.unsupervised.imagej.CommandLauncher("...SegmentStack")
 * </pre>
 *
 * This class itself refers to ImageJ 1 only, so that it can say what is missing when it stands alone.
 */
public final class CommandLauncher implements PlugIn {

	@Override
	public void run(final String commandClass) {
		final Thread thread = Thread.currentThread();
		final ClassLoader before = thread.getContextClassLoader();
		thread.setContextClassLoader(CommandLauncher.class.getClassLoader());
		try {
			Launch.run(commandClass);
		}
		catch (final NoClassDefFoundError e) {
			IJ.error("Unsupervised Segmentation", "The class " + String.valueOf(e.getMessage()).replace('/', '.') +
				" is missing; use Fiji, or install the plugin in ImageJ with the zip that is made for ImageJ.");
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}
}
