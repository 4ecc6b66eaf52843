package sc.fiji.unsupervised.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.cluster.Hungarian;
import sc.fiji.unsupervised.evaluate.Confusion;
import sc.fiji.unsupervised.evaluate.LabelComparison;
import sc.fiji.unsupervised.evaluate.MatchedScores;
import sc.fiji.unsupervised.imagej.InputFile;
import sc.fiji.unsupervised.imagej.LabelImages;
import sc.fiji.unsupervised.stack.ImageStack;
import sc.fiji.unsupervised.stack.StackList;

/**
 * The ground truth of the command line's input, slice by slice. It is one file with as many slices, or a folder: with
 * files of the same names as the images, or, for a single image, with one file per slice in the order of their names.
 */
final class Truth {

	/** Value that does not count. */
	private static final int IGNORE = 255;

	private final ImageStack planes;
	private final LabelComparison comparison = new LabelComparison(IGNORE);

	/**
	 * @throws UserException if the truth does not fit the input in number or size of slices
	 */
	Truth(final Path place, final InputSet inputs) {
		final InputSet truth = InputSet.open("truth", place, LabelImages::withoutPalette);
		planes = truth.files().size() == 1 || isSlices(truth, inputs) ? truth.stack() : byName(truth, inputs);
		final ImageStack stack = inputs.stack();
		if (planes.isRgb() || planes.channels() > 1) throw new UserException("truth=" + place +
			" is in colour; give grey images whose values are the classes.");
		if (planes.slices() != stack.slices()) throw new UserException("truth=" + place + " has " + planes.slices() +
			" slices but input has " + stack.slices() + "; give one for each.");
		for (int s = 0; s < stack.slices(); s++)
			if (planes.width(s) != stack.width(s) || planes.height(s) != stack.height(s)) throw new UserException("truth=" +
				place + " is " + planes.width(s) + " x " + planes.height(s) + " in slice " + (s + 1) + " but input is " + stack
					.width(s) + " x " + stack.height(s) + "; give truth of the same size.");
	}

	private static boolean isSlices(final InputSet truth, final InputSet inputs) {
		return inputs.files().size() == 1 && truth.files().size() == inputs.stack().slices();
	}

	private static ImageStack byName(final InputSet truth, final InputSet inputs) {
		final List<InputFile> found = new ArrayList<>();
		for (final InputFile image : inputs.files())
			found.add(truth.files().stream().filter(file -> file.name().equals(image.name())).findFirst().orElseThrow(
				() -> new UserException("truth=" + truth.folder() + " has no file for " + image.path().getFileName() +
					"; give one of the same name for each image.")));
		return new StackList(found);
	}

	/** Compares a slice; {@code labels} row-major, 0 for not computed. */
	void add(final int slice, final int[] labels) {
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
