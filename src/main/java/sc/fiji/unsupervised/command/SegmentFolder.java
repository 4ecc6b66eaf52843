package sc.fiji.unsupervised.command;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.segment.TrainOptions;

/** Trains on the images of a folder as one set and labels them all. */
@Plugin(type = Command.class, menuPath = "Plugins>Segmentation>Unsupervised>Segment Folder...", headless = true,
	description = "Finds classes in the images of a folder as one set, and writes labels, pictures and measurements of each.",
	attrs = @Attr(name = "no-legacy"))
public final class SegmentFolder extends Training {

	@Parameter(label = "Folder", description = "The images to segment: TIFF, PNG and JPEG files of any size.",
		style = FileWidget.DIRECTORY_STYLE, persist = false)
	private File folder;

	@Parameter(label = "Output folder", description = "Where the results go. A run that was interrupted goes on when it is " +
		"started again with the same settings.", style = FileWidget.DIRECTORY_STYLE, persist = false)
	private File output;

	@Parameter(label = "Sample (all or number)", description = "How many images to train on, spread evenly: all, or a number.",
		persist = false)
	private String sample = "all";

	@Parameter(label = "Overlays", description = "Whether a picture of each image with its classes is written, too.",
		choices = { "yes", "no" }, persist = false)
	private String overlays = "yes";

	@Parameter(label = "Model file (optional)", description = "A model to apply instead of training, or, where there is no " +
		"such file, where to save the trained one; if empty, it is saved as model.useg in the output folder.",
		style = FileWidget.SAVE_STYLE, required = false, persist = false)
	private File model;

	@Parameter(label = "Report", type = ItemIO.OUTPUT)
	private String report;

	@Override
	void work(final Progress progress) {
		if (!folder.isDirectory()) throw new UserException("folder=" + folder + " is no folder; give a folder of images.");
		try (FolderJob job = new FolderJob(plan(), progress)) {
			report = report(job.run());
		}
	}

	/**
	 * @throws UserException if a value is not allowed
	 */
	FolderPlan plan() {
		final TrainOptions options = options();
		return new FolderPlan("folder", folder.toPath(), output.toPath(), Optional.ofNullable(model).map(File::toPath), options,
			options.toApply(), sample.trim().equals("all") ? 0 : number(), overlays.equals("yes"), Optional.empty());
	}

	private int number() {
		try {
			final int number = Integer.parseInt(sample.trim());
			if (number > 0) return number;
		}
		catch (final NumberFormatException e) {
			// answered below
		}
		throw new UserException("sample=" + sample + " is not known; use all or a whole number from 1.");
	}

	private String report(final FolderResult result) {
		final int labelled = result.set().files().size(), left = result.set().skipped().size();
		final String first = labelled + (labelled == 1 ? " image has" : " images have") + " labels in " + output + (left == 0 ? "."
			: "; " + left + (left == 1 ? " was" : " were") + " left out:");
		return first + result.set().skipped().entrySet().stream().map(e -> "\n" + e.getKey() + ": " + e.getValue()).collect(
			Collectors.joining());
	}
}
