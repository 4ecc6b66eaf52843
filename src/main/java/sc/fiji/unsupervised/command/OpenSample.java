package sc.fiji.unsupervised.command;

import ij.ImagePlus;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.imagej.SampleImages;

/** Opens a stack to try the commands on. */
@Plugin(type = Command.class, menuPath = "Plugins>Segmentation>Unsupervised>Open Sample...", headless = true,
	description = "Opens a small stack of real micrographs that comes with the plugin, or its ground truth.",
	attrs = @Attr(name = "no-legacy"))
public final class OpenSample extends Job {

	@Parameter(label = "Name", description = "Which stack: histology, four H&E-stained tissues, in colour; superalloy, four " +
		"micrographs of nickel superalloys, grey; with -truth, their classes painted by hand.", choices = { "histology",
			"histology-truth", "superalloy", "superalloy-truth" }, persist = false)
	private String name = "histology";

	@Parameter(label = "Sample", type = ItemIO.OUTPUT)
	private ImagePlus sample;

	@Override
	void work(final Progress progress) {
		sample = SampleImages.open(name);
	}
}
