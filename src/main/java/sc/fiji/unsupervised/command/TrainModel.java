package sc.fiji.unsupervised.command;

import java.io.File;

import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.method.Checkpoint;
import sc.fiji.unsupervised.model.ModelFile;
import sc.fiji.unsupervised.segment.Segmenter;
import sc.fiji.unsupervised.segment.TrainOptions;

/** Trains on the stack, and a folder of further images, and saves the model. */
@Plugin(type = Command.class, menuPath = "Plugins>Segmentation>Unsupervised>Train Model...", headless = true,
	description = "Learns classes from a stack without annotations and saves them as a model for Apply Model.",
	attrs = @Attr(name = "no-legacy"))
public final class TrainModel extends StackTraining {

	@Parameter(label = "Model file", description = "File to save the trained model to, ending with .useg.",
		style = FileWidget.SAVE_STYLE, persist = false)
	private File model;

	@Parameter(label = "More images (optional)", description = "A folder of further images of the same kind to learn from.",
		style = FileWidget.DIRECTORY_STYLE, required = false, persist = false)
	private File more;

	@Override
	void work(final Progress progress) {
		final TrainOptions options = options();
		ModelPlace.check("model", model);
		final Checkpoint checkpoint = ModelPlace.checkpoint(model);
		ModelFile.write(model.toPath(), Segmenter.train(Images.stack(image, region, more), options, checkpoint, progress));
		checkpoint.delete();
	}
}
