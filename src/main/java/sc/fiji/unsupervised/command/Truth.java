package sc.fiji.unsupervised.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.cluster.Hungarian;
import sc.fiji.unsupervised.evaluate.Confusion;
import sc.fiji.unsupervised.evaluate.LabelComparison;
import sc.fiji.unsupervised.evaluate.MatchedScores;
import sc.fiji.unsupervised.imagej.ImageFiles;
import sc.fiji.unsupervised.imagej.InputFile;
import sc.fiji.unsupervised.imagej.LabelImages;
import sc.fiji.unsupervised.imagej.LabelPlanes;
import sc.fiji.unsupervised.stack.ImageStack;
import sc.fiji.unsupervised.stack.StackList;

/**
 * The ground truth of the command line's input, slice by slice. It is one file with as many slices, or a folder: with
 * files of the same names as the images, or, for a single image, with one file per slice in the order of their names.
 */
final class Truth {

	/** Value that does not count. */
	private static final int IGNORE = 255;

	private final List<FolderFile> images;
	private final ImageStack planes;
	private final LabelComparison comparison = new LabelComparison(IGNORE);

	/** @throws UserException if the truth does not fit the images in number or size of slices */
	Truth(final Path place, final List<FolderFile> images) {
		this.images = images;
		final ImageStack stack = new StackList(images);
		planes = open(place, stack.slices());
		if (planes.isRgb() || planes.channels() > 1) throw new UserException("truth=" + place +
			" is in colour; give grey images whose values are the classes.");
		if (planes.slices() != stack.slices()) throw new UserException("truth=" + place + " has " + planes.slices() +
			" slices but input has " + stack.slices() + "; give one for each.");
		for (int s = 0; s < stack.slices(); s++)
			if (planes.width(s) != stack.width(s) || planes.height(s) != stack.height(s)) throw new UserException("truth=" +
				place + " is " + planes.width(s) + " x " + planes.height(s) + " in slice " + (s + 1) + " but input is " + stack
					.width(s) + " x " + stack.height(s) + "; give truth of the same size.");
	}

	private ImageStack open(final Path place, final int slices) {
		if (!Files.exists(place)) throw new UserException("truth=" + place + " does not exist; give an image file or a " +
			"folder of images.");
		if (!Files.isDirectory(place)) return new InputFile(place, LabelImages::withoutPalette);
		final List<InputFile> files = InputFile.list("truth", place, LabelImages::withoutPalette);
		final boolean ofSlices = files.size() == 1 || images.size() == 1 && files.size() == slices;
		return new StackList(ofSlices ? files : images.stream().map(image -> named(image, files, place)).toList());
	}

	private static InputFile named(final FolderFile image, final List<InputFile> files, final Path place) {
		return files.stream().filter(file -> file.name().equals(image.file().name())).findFirst().orElseThrow(
			() -> new UserException("truth=" + place + " has no file for " + image.fileName() +
				"; give one of the same name for each image."));
	}

	/**
	 * Compares the label images that are in a folder.
	 *
	 * @param labelled those images that have one
	 */
	void compare(final List<FolderFile> labelled, final Path output, final Progress progress) {
		int slice = 0;
		for (final FolderFile image : images) {
			progress.step("Comparing", (double) slice / planes.slices(), image.fileName());
			if (labelled.contains(image)) {
				final LabelPlanes labels = new LabelPlanes("label image", ImageFiles.open(output.resolve(FolderWriter.labelName(
					image))));
				for (int s = 0; s < image.slices(); s++) add(slice + s, labels.read(s));
			}
			slice += image.slices();
		}
	}

	private void add(final int slice, final int[] labels) {
		final float[] values = planes.plane(slice, 0);
		final int[] truth = new int[values.length];
		for (int i = 0; i < truth.length; i++)
			truth[i] = (int) values[i];
		comparison.add(labels, truth);
	}

	/** After the best one-to-one match of found classes and true ones. */
	MatchedScores scores() {
		final Confusion confusion = comparison.confusion();
		return MatchedScores.of(confusion, Hungarian.maximise(confusion.scores()));
	}
}
