package sc.fiji.unsupervised.command;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.engine.SetupReport;

/** Tells whether the engine works, and where it computes and why. */
@Plugin(type = Command.class, menuPath = "Plugins>Segmentation>Unsupervised>Check Setup", headless = true,
	description = "Starts the engine and tells versions, device and the reason for it, as text to copy.",
	attrs = @Attr(name = "no-legacy"))
public final class CheckSetup extends Job {

	@Parameter(label = "Report", type = ItemIO.OUTPUT)
	private String report;

	@Override
	void work(final Progress progress) {
		progress.step("Starting the engine", 0, "");
		report = SetupReport.create("auto");
	}
}
