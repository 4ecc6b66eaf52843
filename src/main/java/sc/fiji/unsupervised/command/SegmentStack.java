package sc.fiji.unsupervised.command;

import ij.ImagePlus;

import java.io.File;
import java.util.function.Consumer;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.imagej.KeptImage;
import sc.fiji.unsupervised.imagej.Previewed;
import sc.fiji.unsupervised.method.Checkpoint;
import sc.fiji.unsupervised.model.ModelFile;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.segment.ApplyOptions;
import sc.fiji.unsupervised.segment.Segmenter;
import sc.fiji.unsupervised.segment.SlicePreview;
import sc.fiji.unsupervised.segment.TrainOptions;
import sc.fiji.unsupervised.stack.ImageStack;

/** Trains on the stack and labels it. */
@Plugin(type = Command.class, menuPath = "Plugins>Segmentation>Unsupervised>Segment Stack...", headless = true,
	description = "Finds classes in a stack without annotations and gives a class to every pixel.",
	attrs = @Attr(name = "no-legacy"))
public final class SegmentStack extends StackTraining implements Previewed {

	@Parameter(label = "Model file (optional)", description = "File to save the trained model to, ending with .useg.",
		style = FileWidget.SAVE_STYLE, required = false, persist = false)
	private File model;

	@Parameter(label = "Labels", type = ItemIO.OUTPUT)
	private ImagePlus labels;

	@Override
	public void preview(final SlicePreview preview, final int slice, final Progress progress,
		final Consumer<SlicePreview.Shown> screen)
	{
		preview.show(Images.stack(image, region), slice, options(), progress, screen);
	}

	@Override
	void work(final Progress progress) {
		final TrainOptions options = options();
		ModelPlace.check("model", model);
		final ImagePlus source = KeptImage.of(Images.open(image));
		final ImageStack stack = Images.stack(image, region);
		final Checkpoint checkpoint = ModelPlace.checkpoint(model);
		final SegmentationModel trained = Segmenter.train(stack, options, checkpoint, progress);
		if (model != null) ModelFile.write(model.toPath(), trained);
		checkpoint.delete();
		labels = Labelled.of(stack, source, trained, new ApplyOptions(refine, device, options.threads()), this, progress)
			.labels();
	}
}
