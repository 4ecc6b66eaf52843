package sc.fiji.unsupervised.command;

import ij.ImagePlus;

import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.scijava.command.Command;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.backbone.Catalogue;
import sc.fiji.unsupervised.imagej.ClassNames;
import sc.fiji.unsupervised.imagej.ImagePlusStack;
import sc.fiji.unsupervised.imagej.InputFile;
import sc.fiji.unsupervised.imagej.LabelImages;
import sc.fiji.unsupervised.imagej.Luts;
import sc.fiji.unsupervised.imagej.ProbabilityImages;
import sc.fiji.unsupervised.imagej.Provenance;
import sc.fiji.unsupervised.imagej.Selection;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.model.SegmentationModel.ClassInfo;
import sc.fiji.unsupervised.segment.Labels;
import sc.fiji.unsupervised.stack.ImageStack;
import sc.fiji.unsupervised.stack.StackList;

/** Images of the commands: from ImageJ to a stack, and back as a label image that tells its origin. */
final class Images {

	private Images() {}

	/**
	 * @throws UserException if there is no image or it is empty
	 */
	static ImagePlus open(final ImagePlus image) {
		// Headless Fiji hands over an image without pixels when none is open.
		if (image == null || image.getWidth() == 0 || image.getStackSize() == 0) throw new UserException(
			"There is no image open; open a stack and run the command again.");
		return image;
	}

	/**
	 * @throws UserException if there is no image or it is empty
	 */
	static ImageStack stack(final ImagePlus image) {
		return ImagePlusStack.of(open(image));
	}

	/**
	 * The part of an image that a key {@code region} names.
	 *
	 * @throws UserException if there is no image, it is empty, or nothing of it is selected
	 */
	static ImageStack stack(final ImagePlus image, final String region) {
		return ImagePlusStack.of(open(image), Selection.of(image, region));
	}

	/**
	 * The part of the image and those of a folder as one set.
	 *
	 * @param folder of further images, which count as a whole, or null
	 */
	static ImageStack stack(final ImagePlus image, final String region, final File folder) {
		final ImageStack first = stack(image, region);
		if (folder == null) return first;
		final List<ImageStack> all = new ArrayList<>(List.of(first));
		all.addAll(InputFile.list("more", folder.toPath(), UnaryOperator.identity()));
		return new StackList(all);
	}

	/** The labels as an image beside {@code source}, with what made them in its Info. */
	static ImagePlus labels(final ImagePlus source, final Labels found, final SegmentationModel model, final Command command) {
		return labels(LabelImages.of(source, found.slices(), found.classes()), source, found, model, command);
	}

	/** The same for a file only: a virtual stack that reads {@code found} when it is asked for. */
	static ImagePlus lazyLabels(final ImagePlus source, final Labels found, final SegmentationModel model,
		final Command command)
	{
		return labels(LabelImages.lazy(source, found.slices(), found.classes()), source, found, model, command);
	}

	private static ImagePlus labels(final ImagePlus made, final ImagePlus source, final Labels found,
		final SegmentationModel model, final Command command)
	{
		made.setLut(Luts.classes(model.classes()));
		made.setDisplayRange(0, found.classes());
		return describe(made, source, found, model, command);
	}

	/** The probabilities of classes as an image beside {@code source}, likewise. */
	static ImagePlus probabilities(final ImagePlus source, final Labels found, final SegmentationModel model,
		final Command command)
	{
		return describe(ProbabilityImages.of(source, found.probabilities(), model.classes().stream().map(ClassInfo::name)
			.toList()), source, found, model, command);
	}

	/** The same for a file only. */
	static ImagePlus lazyProbabilities(final ImagePlus source, final Labels found, final SegmentationModel model,
		final Command command)
	{
		return describe(ProbabilityImages.lazy(source, found.probabilities(), model.classes().stream().map(ClassInfo::name)
			.toList()), source, found, model, command);
	}

	private static ImagePlus describe(final ImagePlus made, final ImagePlus source, final Labels found,
		final SegmentationModel model, final Command command)
	{
		final SegmentationModel.Training training = model.training();
		final Map<String, String> facts = new LinkedHashMap<>();
		facts.put("Image", source.getTitle());
		facts.put("Method", training.method());
		facts.put("Backbone", model.backbone().id());
		facts.put("Classes", Integer.toString(found.classes()));
		facts.put("Seed", Long.toString(training.seed()));
		facts.put("Threads", Integer.toString(training.threads()));
		facts.put("Trained by", training.versions() + ", on " + training.device());
		if (training.suggestion() != null) facts.put("Training, classes", training.suggestion().words());
		training.notes().forEach((name, value) -> facts.put("Training, " + name, value));
		facts.put("Labelled on", found.device());
		facts.putAll(ClassNames.facts(model.classes()));
		Catalogue.entries().stream().filter(entry -> entry.id().equals(model.backbone().id())).forEach(entry -> facts.put(
			"Cite", entry.citation()));
		Provenance.write(made, source, command, facts);
		return made;
	}
}
