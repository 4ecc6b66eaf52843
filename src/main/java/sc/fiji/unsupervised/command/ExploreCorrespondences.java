package sc.fiji.unsupervised.command;

import ij.ImagePlus;

import java.io.File;
import java.util.Map;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.command.CommandModule;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.backbone.Backbones;
import sc.fiji.unsupervised.imagej.CommandKeys;
import sc.fiji.unsupervised.imagej.Explorer;
import sc.fiji.unsupervised.imagej.ExplorerHost;
import sc.fiji.unsupervised.imagej.KeptImage;
import sc.fiji.unsupervised.model.ModelFile;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.segment.ApplyOptions;
import sc.fiji.unsupervised.segment.Exploration;
import sc.fiji.unsupervised.segment.Pins;
import sc.fiji.unsupervised.segment.TrainOptions;
import sc.fiji.unsupervised.stack.ImageStack;

/** Shows which places are alike, and labels the stack by points; without points it opens a tool to pick them with. */
@Plugin(type = Command.class, menuPath = "Plugins>Segmentation>Unsupervised>Explore Correspondences...", headless = true,
	description = "Tints every place by its similarity to the place under the mouse, and labels the stack by picked points.",
	attrs = @Attr(name = "no-legacy"))
public final class ExploreCorrespondences extends Job {

	@Parameter(label = "Image", description = "The stack to explore.", persist = false)
	private ImagePlus image;

	@Parameter(label = "Backbone (name or file:path)", description = "What describes the image: texture needs no download; dino-s8 and its " +
		"kin, or file: with the path of a safetensors file, are vision transformers.", persist = false)
	private String backbone = "texture";

	@Parameter(label = "Scale (0.1 to 8)", description = "Size at which the image is looked at; 0.5 halves it, for coarse structures " +
		"or speed.", min = "0.1", max = "8", persist = false)
	private double scale = 1;

	@Parameter(label = "Channels (auto or 1,3)", description = "Channels to use: auto for all, or their numbers separated " +
		"by commas.", persist = false)
	private String channels = "auto";

	@Parameter(label = "Intensity", description = "Contrast scaling: stack uses one scale for all slices, image one for " +
		"each, auto chooses stack for a stack and image for a folder of images.", choices = { "auto", "stack", "image" },
		persist = false)
	private String intensity = "auto";

	@Parameter(label = "Model file (optional)", description = "A trained model, ending with .useg, whose codes are compared " +
		"in place of the backbone's features; backbone, scale, channels and intensity are then those of the model.",
		style = FileWidget.OPEN_STYLE, required = false, persist = false)
	private File model;

	@Parameter(label = "Points (empty = pick them)", description = "Examples of the classes as x,y,slice,class;... with " +
		"pixels from 0 and slices and classes from 1; empty opens a tool to pick them with.", required = false,
		persist = false)
	private String points = "";

	@Parameter(label = "Refine", description = "Refinement of the borders: polish redraws them by the pixels' values, crf " +
		"moves them to edges in the image, crf3d does so over all sections of a volume, none keeps them smooth.", choices = {
			"polish", "crf", "crf3d", "none" }, persist = false)
	private String refine = "polish";

	@Parameter(label = "Device (auto, cpu or gpu)", description = "Where to compute: auto, cpu, gpu, or gpu1 for the second GPU.",
		persist = false)
	private String device = "auto";

	@Parameter(label = "Save model as (optional)", description = "File to save the model made of the points to, ending with " +
		".useg, for Apply Model.", style = FileWidget.SAVE_STYLE, required = false, persist = false)
	private File save;

	@Parameter(label = "Labels", type = ItemIO.OUTPUT)
	private ImagePlus labels;

	@Override
	void work(final Progress progress) {
		final TrainOptions options = options();
		final ImageStack stack = Images.stack(image);
		ModelPlace.check("save", save);
		if (model == null) Backbones.check(backbone); // before the tool opens
		if (points.isBlank()) {
			Explorer.open(image, new Tool(), progress);
			return;
		}
		final Pins pins = Pins.parse(points);
		try (Exploration exploration = open(stack, options, progress)) {
			labels = label(stack, exploration, pins, progress);
		}
	}

	/**
	 * @throws sc.fiji.unsupervised.UserException if a value is not allowed
	 */
	TrainOptions options() {
		final TrainOptions d = TrainOptions.defaults();
		return new TrainOptions(d.classes(), d.method(), backbone, scale, channels, intensity, d.shifts(), d.steps(), refine,
			device, d.seed(), d.threads());
	}

	private Exploration open(final ImageStack stack, final TrainOptions options, final Progress progress) {
		if (model == null) return Exploration.open(stack, options, progress);
		return Exploration.open(stack, ModelFile.read(model.toPath()), options.toApply(), progress);
	}

	private ImagePlus label(final ImageStack stack, final Exploration exploration, final Pins pins,
		final Progress progress)
	{
		final ApplyOptions options = options().toApply();
		final ImagePlus source = KeptImage.of(Images.open(image));
		final SegmentationModel found = exploration.model(pins, progress);
		if (save != null) ModelFile.write(save.toPath(), found);
		return Labelled.of(stack, source, found, options, this, progress).labels();
	}

	/** This command with its keys, for the tool; the points come from there. */
	private final class Tool implements ExplorerHost {

		private final ImageStack stack = Images.stack(image);

		@Override
		public String title() {
			return keysOf().title();
		}

		@Override
		public Exploration open(final Progress progress) {
			return ExploreCorrespondences.this.open(stack, options(), progress);
		}

		@Override
		public ImagePlus label(final Exploration exploration, final Pins pins, final Progress progress) {
			points = pins.format();
			return ExploreCorrespondences.this.label(stack, exploration, pins, progress);
		}

		@Override
		public Map<String, String> keys() {
			return keysOf().texts(new CommandModule(keysOf().info(), ExploreCorrespondences.this));
		}

		private CommandKeys keysOf() {
			return new CommandKeys(ExploreCorrespondences.class);
		}
	}
}
