package sc.fiji.unsupervised.command;

import ij.ImagePlus;
import ij.measure.ResultsTable;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.cluster.Hungarian;
import sc.fiji.unsupervised.evaluate.Evaluation;
import sc.fiji.unsupervised.evaluate.LabelComparison;
import sc.fiji.unsupervised.imagej.ClassNames;
import sc.fiji.unsupervised.imagej.ConfusionPicture;
import sc.fiji.unsupervised.imagej.ConfusionTables;
import sc.fiji.unsupervised.imagej.Key;
import sc.fiji.unsupervised.imagej.LabelPlanes;
import sc.fiji.unsupervised.imagej.OpenImages;

/** Compares a label image with a ground truth. */
@Plugin(type = Command.class, menuPath = "Plugins>Segmentation>Unsupervised>Evaluate Labels...", headless = true,
	description = "Compares a label image with a ground truth: overlap, accuracy and boundary score after the best match " +
		"of labels and true classes.", attrs = @Attr(name = "no-legacy"))
public final class EvaluateLabels extends Job {

	@Parameter(label = "Label image", description = "The labels to evaluate.", persist = false)
	private ImagePlus image;

	@Parameter(label = "Truth", description = "Ground truth of the same size, with a whole number for each class.",
		style = Key.IMAGE_STYLE, persist = false)
	private String truth = "";

	@Parameter(label = "Ignore (value or none)", description = "Value of the truth that does not count, or none.",
		persist = false)
	private String ignore = "255";

	@Parameter(label = "Tolerance (pixels)", description = "Distance at which borders still agree in the boundary score.",
		min = "0", max = "100", persist = false)
	private int tolerance = 2;

	@Parameter(label = "Picture", description = "Whether the confusion matrix is drawn, too.", choices = { "yes", "no" },
		persist = false)
	private String picture = "yes";

	@Parameter(label = "Results", type = ItemIO.OUTPUT)
	private ResultsTable scores;

	@Parameter(label = "Confusion", type = ItemIO.OUTPUT)
	private ResultsTable confusion;

	@Parameter(label = "Confusion picture", type = ItemIO.OUTPUT)
	private ImagePlus drawn;

	@Override
	void work(final Progress progress) {
		final LabelPlanes labels = new LabelPlanes("label image", Images.open(image));
		final ImagePlus trueLabels = OpenImages.find("truth", truth).orElseThrow(() -> new UserException(
			"truth is missing; open the ground truth and give its title, or give the path of its file."));
		final Evaluation evaluation = Evaluation.of(labels, new LabelPlanes("truth", trueLabels), ignored(), tolerance,
			Hungarian::maximise, progress);
		final ClassNames names = ClassNames.of(image);
		scores = ConfusionTables.scores(evaluation, names).table();
		confusion = ConfusionTables.confusion(evaluation, names).table();
		if (picture.equals("yes")) drawn = ConfusionPicture.of(evaluation, names, "Confusion of " + image.getShortTitle());
	}

	private int ignored() {
		if (ignore.trim().equals("none")) return LabelComparison.IGNORE_NONE;
		try {
			return Integer.parseInt(ignore.trim());
		}
		catch (final NumberFormatException e) {
			throw new UserException("ignore=" + ignore + " is not known; use none or a whole number such as 255.");
		}
	}
}
