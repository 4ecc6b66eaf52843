package sc.fiji.unsupervised.command;

import ij.ImagePlus;
import ij.measure.ResultsTable;

import java.util.LinkedHashMap;
import java.util.Map;

import org.scijava.command.CommandModule;

import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.imagej.CommandKeys;
import sc.fiji.unsupervised.imagej.Key;

/**
 * The commands as plain calls for scripts and programs: an image and keys in, an image out; no window, no service. Keys and
 * their values are those of the dialog, the macro and the shell (docs/commands.md); keys that are left out have their
 * default. In Groovy:
 *
 * <pre>
 * image = IJ.openImage("cells.tif")
 * labels = UnsupervisedSegmentation.segment(image, [classes: 3, refine: "none"])
 * IJ.saveAsTiff(labels, "labels.tif")
 * </pre>
 *
 * Each call throws {@link sc.fiji.unsupervised.UserException} for wrong input,
 * {@link sc.fiji.unsupervised.SetupException} if the engine does not start, and {@link CancelledException} if the thread
 * is interrupted. The image is never changed.
 */
public final class UnsupervisedSegmentation {

	private UnsupervisedSegmentation() {}

	/**
	 * Opens a stack that comes with the plugin, as Open Sample.
	 *
	 * @return the stack of that name; not shown
	 */
	public static ImagePlus sample(final String name) {
		return (ImagePlus) run(OpenSample.class, null, Map.of("name", name)).getOutput("sample");
	}

	/**
	 * Finds classes in a stack and labels it, as Segment Stack.
	 *
	 * @return classes 1, 2, ... of each pixel, calibrated like the image; not shown
	 */
	public static ImagePlus segment(final ImagePlus image, final Map<String, ?> keys) {
		return (ImagePlus) run(SegmentStack.class, image, keys).getOutput("labels");
	}

	/** Finds classes in a stack and saves them as the file that the key {@code model} names, as Train Model. */
	public static void train(final ImagePlus image, final Map<String, ?> keys) {
		run(TrainModel.class, image, keys);
	}

	/**
	 * Labels a stack with the saved model that the key {@code model} names, as Apply Model.
	 *
	 * @return classes 1, 2, ... of each pixel, calibrated like the image; not shown
	 */
	public static ImagePlus apply(final ImagePlus image, final Map<String, ?> keys) {
		return (ImagePlus) run(ApplyModel.class, image, keys).getOutput("labels");
	}

	/**
	 * Edits the classes of a saved model, as Edit Classes.
	 *
	 * @param image to label with {@code relabel=yes} or for {@code points}, else null
	 * @return labels by the edited model, or null without {@code relabel=yes}
	 */
	public static ImagePlus editClasses(final ImagePlus image, final Map<String, ?> keys) {
		return (ImagePlus) run(EditClasses.class, image, keys).getOutput("labels");
	}

	/**
	 * Labels a stack by examples, as Explore Correspondences with its key {@code points}.
	 *
	 * @return classes 1, 2, ... of each pixel, calibrated like the image; not shown
	 */
	public static ImagePlus segmentFromPoints(final ImagePlus image, final Map<String, ?> keys) {
		return (ImagePlus) run(ExploreCorrespondences.class, image, keys).getOutput("labels");
	}

	/**
	 * Finds classes in the images of a folder as one set and writes labels and measurements, as Segment Folder.
	 *
	 * @return how many images were labelled, and which were left out and why
	 */
	public static String segmentFolder(final Map<String, ?> keys) {
		return (String) run(SegmentFolder.class, null, keys).getOutput("report");
	}

	/** Measures the classes of a label image, as Measure Classes. */
	public static ResultsTable measure(final ImagePlus labels, final Map<String, ?> keys) {
		return (ResultsTable) run(MeasureClasses.class, labels, keys).getOutput("results");
	}

	/** Compares a label image with the ground truth that the key {@code truth} names, as Evaluate Labels. */
	public static ResultsTable evaluate(final ImagePlus labels, final Map<String, ?> keys) {
		return (ResultsTable) run(EvaluateLabels.class, labels, keys).getOutput("scores");
	}

	/** @param image for commands that have one, else null */
	private static CommandModule run(final Class<? extends Job> command, final ImagePlus image, final Map<String, ?> keys) {
		final Map<String, String> texts = new LinkedHashMap<>();
		keys.forEach((name, value) -> texts.put(name, Key.format(value)));
		final CommandKeys definition = new CommandKeys(command);
		final CommandModule module = definition.create();
		definition.parse(texts).forEach(module::setInput);
		if (image != null) module.setInput("image", image);
		module.run();
		if (module.isCanceled()) throw new CancelledException();
		return module;
	}
}
