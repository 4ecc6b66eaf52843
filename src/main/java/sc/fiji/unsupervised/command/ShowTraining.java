package sc.fiji.unsupervised.command;

import ij.ImagePlus;

import java.io.File;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.imagej.TrainingChart;
import sc.fiji.unsupervised.model.ModelFile;
import sc.fiji.unsupervised.model.SegmentationModel.Training;

/** Charts of the training of a saved model. */
@Plugin(type = Command.class, menuPath = "Plugins>Segmentation>Unsupervised>Show Training...", headless = true,
	description = "Shows how a saved model was trained: its losses, how similar its codes became, and how its number of " +
		"classes was suggested.",
	attrs = @Attr(name = "no-legacy"))
public final class ShowTraining implements Command {

	@Parameter(label = "Model file", description = "A model that Train Model or Segment Stack saved, ending with .useg.",
		style = FileWidget.OPEN_STYLE, persist = false)
	private File model;

	@Parameter(label = "Losses", type = ItemIO.OUTPUT)
	private ImagePlus losses;

	@Parameter(label = "Similarities of codes", type = ItemIO.OUTPUT)
	private ImagePlus similarities;

	@Parameter(label = "Numbers of classes", type = ItemIO.OUTPUT)
	private ImagePlus classes;

	@Override
	public void run() {
		final Training training = ModelFile.read(model.toPath()).training();
		if (training.curve().length == 0 && training.suggestion() == null) throw new UserException("model=" + model +
			" was made with method=" + training.method() +
			", which has no training steps; choose a model of a method that trains, or one made with classes=0.");
		if (training.curve().length > 0) losses = TrainingChart.losses(training.curve()).getImagePlus();
		if (training.histograms().length > 0) similarities = TrainingChart.similarities(training.histograms()).getImagePlus();
		if (training.suggestion() != null) classes = TrainingChart.classes(training.suggestion()).getImagePlus();
	}
}
