package sc.fiji.unsupervised.imagej;

import java.util.Map;

import org.scijava.command.Command;
import org.scijava.command.CommandModule;

import ij.IJ;
import ij.ImagePlus;
import ij.plugin.frame.Recorder;

import sc.fiji.unsupervised.engine.Versions;

/**
 * What made an image: versions, facts of the run and the macro line that repeats it, kept in the image's Info property
 * (Image&gt;Show Info...) and in the TIFF file. Holds no time and no path of its own, so that equal runs give equal files.
 */
public final class Provenance {

	private Provenance() {}

	/**
	 * Puts the provenance in front of the image's Info.
	 *
	 * @param image what was made
	 * @param source what it was made of, with the selection that it had
	 * @param command that made it, with its inputs set
	 * @param facts name and value, in order, e.g. "Seed" and "1"
	 */
	public static void write(final ImagePlus image, final ImagePlus source, final Command command,
		final Map<String, String> facts)
	{
		final String before = image.getInfoProperty();
		final String text = text(source, command, facts);
		image.setProperty("Info", before == null || before.isEmpty() ? text : text + "\n" + before);
	}

	/** Lines of "name: value". */
	private static String text(final ImagePlus source, final Command command, final Map<String, String> facts) {
		final StringBuilder out = new StringBuilder();
		line(out, "Made by", "Unsupervised Segmentation " + Versions.plugin());
		line(out, "Software", "PyTorch " + Versions.LIBTORCH + ", ImageJ " + IJ.getVersion() + ", Java " + System.getProperty(
			"java.version"));
		facts.forEach((name, value) -> line(out, name, value));
		line(out, "Macro", Selection.statement(source, texts(command).get("region")) + macroLine(command));
		return out.toString();
	}

	/** A line such as {@code run("Segment Stack...", "classes=4 seed=1");} with every key. */
	public static String macroLine(final Command command) {
		final CommandKeys keys = new CommandKeys(command.getClass());
		final String options = keys.options(new CommandModule(keys.info(), command));
		final String first = "run(\"" + keys.title() + "\"";
		return options.isEmpty() ? first + ");" : first + ", \"" + Recorder.fixString(options) + "\");";
	}

	private static Map<String, String> texts(final Command command) {
		final CommandKeys keys = new CommandKeys(command.getClass());
		return keys.texts(new CommandModule(keys.info(), command));
	}

	private static void line(final StringBuilder out, final String name, final String value) {
		out.append(name).append(": ").append(value).append('\n');
	}
}
