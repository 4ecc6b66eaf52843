package sc.fiji.unsupervised.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.scijava.command.Command;

import sc.fiji.unsupervised.segment.ApplyOptions;
import sc.fiji.unsupervised.segment.TrainOptions;

/**
 * What a folder job is told.
 *
 * @param key that names the input, for messages
 * @param input an image file, or a folder whose images are one set
 * @param output folder for the results
 * @param model file to apply if it exists, or else to write; if empty, model.useg in the output is written
 * @param training used when a model is trained
 * @param applying used for labelling
 * @param sample number of images to train on, spread evenly; 0 for all
 * @param overlays whether each image is drawn with its classes
 * @param origin command that repeats the labels of an image; if empty, Apply Model with the model
 */
record FolderPlan(String key, Path input, Path output, Optional<Path> model, TrainOptions training,
	ApplyOptions applying, int sample, boolean overlays, Optional<Command> origin)
{

	/** File of the model. */
	Path modelFile() {
		return model.orElse(output.resolve("model.useg"));
	}

	/** Whether the model was given to be applied; else it is trained, or an earlier run of the job has trained it. */
	boolean applies() {
		return model.filter(Files::isRegularFile).filter(file -> !FolderState.trains(output, file)).isPresent();
	}
}
