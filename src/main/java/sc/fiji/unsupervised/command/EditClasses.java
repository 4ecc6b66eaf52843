package sc.fiji.unsupervised.command;

import ij.ImagePlus;

import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.imagej.ClassEditor;
import sc.fiji.unsupervised.imagej.ClassEditorHost;
import sc.fiji.unsupervised.imagej.CommandKeys;
import sc.fiji.unsupervised.imagej.KeptImage;
import sc.fiji.unsupervised.imagej.OpenImages;
import sc.fiji.unsupervised.model.ModelFile;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.segment.ApplyOptions;
import sc.fiji.unsupervised.segment.ClassEdit;
import sc.fiji.unsupervised.segment.ClusterMaps;

/** Edits the classes of a saved model; without an edit it opens a window for that. */
@Plugin(type = Command.class, menuPath = "Plugins>Segmentation>Unsupervised>Edit Classes...", headless = true,
	description = "Merges, splits, names, colours and orders the classes of a model, or changes their number, without " +
		"training. With nothing but a model it opens a window for that.", attrs = @Attr(name = "no-legacy"))
public final class EditClasses extends Job {

	@Parameter(label = "Image", description = "The stack to look at and to label, or its labels; edits alone need none.",
		required = false, persist = false)
	private ImagePlus image;

	@Parameter(label = "Model file", description = "A model that Train Model or Segment Stack saved, ending with .useg.",
		style = FileWidget.OPEN_STYLE, persist = false)
	private File model;

	@Parameter(label = "Number of classes (0 = as it is)", description = "Another number of classes, along the model's " +
		"merge tree.", min = "0", max = "255", persist = false)
	private int number;

	@Parameter(label = "Points that name (optional)", description = "Places that name what they lie on, as x,y,slice,name;" +
		"... with pixels from 0 and slices from 1; the names become the classes.", required = false, persist = false)
	private String points = "";

	@Parameter(label = "Merge (as 2,3;4,6)", description = "Labels of classes to make one; groups are divided by " +
		"semicolons.", required = false, persist = false)
	private String merge = "";

	@Parameter(label = "Split (as 1,2)", description = "Label of a class to divide, and into how many.", required = false,
		persist = false)
	private String split = "";

	@Parameter(label = "Names (as 1=matrix;2=pore)", description = "New names of classes by label.", required = false,
		persist = false)
	private String names = "";

	@Parameter(label = "Colours (as 1=e69f00)", description = "New colours of classes by label, red, green and blue from 00 " +
		"to ff.", required = false, persist = false)
	private String colours = "";

	@Parameter(label = "Order (as 2,1,3)", description = "Today's label of each class in the new order.", required = false,
		persist = false)
	private String order = "";

	@Parameter(label = "Relabel", description = "Whether to label the image with the edited model.", choices = { "no",
		"yes" }, persist = false)
	private String relabel = "no";

	@Parameter(label = "Device (auto, cpu or gpu)", description = "Where to compute: auto, cpu, gpu, or gpu1 for the second GPU.",
		persist = false)
	private String device = "auto";

	@Parameter(label = "Save as (optional)", description = "File for the edited model, ending with .useg; else the model " +
		"file itself is rewritten.", style = FileWidget.SAVE_STYLE, required = false, persist = false)
	private File save;

	@Parameter(label = "Labels", type = ItemIO.OUTPUT)
	private ImagePlus labels;

	@Override
	void work(final Progress progress) {
		if (!relabel.equals("no") && !relabel.equals("yes")) throw new UserException("relabel=" + relabel +
			" is not known; use no or yes.");
		ModelPlace.check("save", save);
		image = OpenImages.segmented(image);
		final SegmentationModel before = ModelFile.read(model.toPath());
		final List<ClassEdit> edits = edits();
		if (edits.isEmpty() && relabel.equals("no")) {
			Images.open(image);
			ClassEditor.open(image, new Editor(before), progress);
			return;
		}
		final SegmentationModel after = edit(before, edits, progress);
		if (!edits.isEmpty()) ModelFile.write(place().toPath(), after);
		if (relabel.equals("yes")) labels = label(after, progress);
	}

	private File place() {
		return save == null ? model : save;
	}

	private List<ClassEdit> edits() {
		final Map<String, String> texts = new LinkedHashMap<>();
		texts.put("number", number == 0 ? "" : Integer.toString(number));
		texts.put("points", points);
		texts.put("merge", merge);
		texts.put("split", split);
		texts.put("names", names);
		texts.put("colours", colours);
		texts.put("order", order);
		final List<ClassEdit> edits = new ArrayList<>();
		for (final String key : ClassEdit.KEYS) if (!texts.get(key).isBlank()) edits.add(new ClassEdit(key, texts.get(key)));
		return edits;
	}

	private SegmentationModel edit(final SegmentationModel before, final List<ClassEdit> edits, final Progress progress) {
		if (points.isBlank()) return edited(before, edits, null);
		try (ClusterMaps maps = open(before, progress)) {
			return edited(before, edits, (x, y, slice) -> maps.code(x, y, slice, progress));
		}
	}

	private static SegmentationModel edited(final SegmentationModel before, final List<ClassEdit> edits,
		final ClassEdit.Codes codes)
	{
		SegmentationModel edited = before;
		for (final ClassEdit edit : edits) edited = edit.apply(edited, codes);
		return edited;
	}

	private ClusterMaps open(final SegmentationModel trained, final Progress progress) {
		return ClusterMaps.open(Images.stack(image), trained, options(trained), progress);
	}

	private ApplyOptions options(final SegmentationModel trained) {
		return new ApplyOptions(trained.refine(), device, 0);
	}

	private ImagePlus label(final SegmentationModel trained, final Progress progress) {
		final ImagePlus source = KeptImage.of(Images.open(image));
		return Labelled.of(Images.stack(source), source, trained, options(trained), this, progress).labels();
	}

	/** This command for its window. */
	private final class Editor implements ClassEditorHost {

		private final SegmentationModel trained;

		Editor(final SegmentationModel trained) {
			this.trained = trained;
		}

		@Override
		public String title() {
			return new CommandKeys(EditClasses.class).title();
		}

		@Override
		public SegmentationModel model() {
			return trained;
		}

		@Override
		public ClusterMaps open(final Progress progress) {
			return EditClasses.this.open(trained, progress);
		}

		@Override
		public void save(final SegmentationModel edited) {
			ModelFile.write(place().toPath(), edited);
		}

		@Override
		public ImagePlus label(final SegmentationModel edited, final Progress progress) {
			return EditClasses.this.label(edited, progress);
		}

		@Override
		public Map<String, String> keys() {
			return Map.of("model", place().getPath());
		}
	}
}
