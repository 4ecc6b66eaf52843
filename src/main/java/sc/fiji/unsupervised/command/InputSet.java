package sc.fiji.unsupervised.command;

import ij.ImagePlus;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.imagej.InputFile;
import sc.fiji.unsupervised.stack.ImageStack;
import sc.fiji.unsupervised.stack.StackList;

/**
 * What the command line is given: one file, or the files of a folder as one set.
 *
 * @param folder that holds the files
 * @param files at least one, by name
 * @param stack all slices, one file after the other
 */
record InputSet(Path folder, List<InputFile> files, ImageStack stack) {

	/**
	 * @param key that named the place, for messages
	 * @param prepare is given each image after each reading
	 * @throws UserException if there is nothing to read, or the images of a folder are of different kinds
	 */
	static InputSet open(final String key, final Path place, final UnaryOperator<ImagePlus> prepare) {
		if (!Files.exists(place)) throw new UserException(key + "=" + place + " does not exist; give an image file or a " +
			"folder of images.");
		final Path absolute = place.toAbsolutePath().normalize();
		if (Files.isDirectory(absolute)) {
			final List<InputFile> files = InputFile.list(key, absolute, prepare);
			return new InputSet(absolute, files, files.size() == 1 ? files.get(0) : new StackList(files));
		}
		final InputFile file = new InputFile(absolute, prepare);
		return new InputSet(absolute.getParent(), List.of(file), file);
	}

	/** Images taken separately have each their own contrast. */
	String intensity() {
		return files.size() > 1 ? "image" : "stack";
	}
}
