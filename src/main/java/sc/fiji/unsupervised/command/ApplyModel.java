package sc.fiji.unsupervised.command;

import ij.ImagePlus;

import java.io.File;
import java.nio.file.Path;
import java.util.function.Consumer;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.imagej.KeptImage;
import sc.fiji.unsupervised.imagej.Previewed;
import sc.fiji.unsupervised.model.ModelFile;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.segment.ApplyOptions;
import sc.fiji.unsupervised.segment.SlicePreview;

/** Labels the stack with a saved model. */
@Plugin(type = Command.class, menuPath = "Plugins>Segmentation>Unsupervised>Apply Model...", headless = true,
	description = "Gives a class to every pixel of a stack with a model that was trained before.",
	attrs = @Attr(name = "no-legacy"))
public final class ApplyModel extends Job implements Previewed {

	@Parameter(label = "Image", description = "The stack to label.", persist = false)
	private ImagePlus image;

	@Parameter(label = "Model file", description = "A model that Train Model or Segment Stack saved, ending with .useg.",
		style = FileWidget.OPEN_STYLE, persist = false)
	private File model;

	@Parameter(label = "Region", description = "What to label: selection takes the area that is selected, or all where none " +
		"is, whole takes all of the image.", choices = { "selection", "whole" }, persist = false)
	private String region = "selection";

	@Parameter(label = "Refine", description = "Refinement of the borders: polish redraws them by the pixels' values, crf " +
		"moves them to edges in the image, crf3d does so over all sections of a volume, none keeps them smooth.", choices = {
			"polish", "crf", "crf3d", "none" }, persist = false)
	private String refine = "polish";

	@Parameter(label = "Device (auto, cpu or gpu)", description = "Where to compute: auto, cpu, gpu, or gpu1 for the second GPU.",
		persist = false)
	private String device = "auto";

	@Parameter(label = "Probabilities", description = "Whether to give the probability of each class, too: a 32-bit image " +
		"with a channel per class.", choices = { "no", "yes" }, persist = false)
	private String probabilities = "no";

	@Parameter(label = "Probability maps", type = ItemIO.OUTPUT)
	private ImagePlus maps;

	@Parameter(label = "Labels", type = ItemIO.OUTPUT)
	private ImagePlus labels;

	@Override
	public void preview(final SlicePreview preview, final int slice, final Progress progress,
		final Consumer<SlicePreview.Shown> screen)
	{
		preview.show(Images.stack(image, region), slice, model.toPath(), options(), progress, screen);
	}

	@Override
	void work(final Progress progress) {
		final ApplyOptions options = options();
		final SegmentationModel trained = ModelFile.read(model.toPath());
		final ImagePlus source = KeptImage.of(Images.open(image));
		final Labelled labelled = Labelled.of(Images.stack(image, region), source, trained, options, this, progress);
		maps = labelled.maps();
		labels = labelled.labels();
	}

	/** The command that labels whole images with a model of that path as told. */
	static ApplyModel with(final Path model, final ApplyOptions options) {
		final ApplyModel command = new ApplyModel();
		command.model = model.toFile();
		command.region = "whole";
		command.refine = options.refine();
		command.device = options.device();
		command.probabilities = options.probabilities() ? "yes" : "no";
		return command;
	}

	/**
	 * @throws UserException if a value is not allowed
	 */
	ApplyOptions options() {
		if (!probabilities.equals("no") && !probabilities.equals("yes")) throw new UserException("probabilities=" +
			probabilities + " is not known; use no or yes.");
		return new ApplyOptions(refine, device, 0, probabilities.equals("yes"));
	}
}
