package sc.fiji.unsupervised.quality;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.imagej.InputFile;
import sc.fiji.unsupervised.imagej.LabelImages;
import sc.fiji.unsupervised.stack.ImageStack;
import sc.fiji.unsupervised.stack.StackList;

/**
 * Images with a ground truth, as a folder: {@code index.csv} names an image and its labels in each line (columns
 * {@code image}, {@code label}), {@code classes.csv} the classes (columns {@code value}, {@code name}; value 255 is
 * ignored). An image of several slices has one line for each slice in their order, or one line with a stack of labels.
 */
final class LabelledSet {

	/** Value of the truth that does not count. */
	static final int IGNORE = 255;

	/**
	 * A class of the truth.
	 *
	 * @param value in label images
	 * @param name for people
	 */
	record TrueClass(int value, String name) {}

	private final String name;
	private final List<TrueClass> classes;
	private final StackList images, labels;
	private final int files, filesInAll;
	private final int[][] truth;

	/**
	 * Opens a set.
	 *
	 * @param choice which set and which share of its images
	 * @throws UserException if a table or image is missing, or images and labels do not fit
	 */
	LabelledSet(final SetChoice choice) {
		name = choice.name();
		final Path folder = choice.folder();
		classes = classes(folder.resolve("classes.csv"));
		final Map<String, List<String>> index = index(folder.resolve("index.csv"));
		final List<InputFile> imageFiles = new ArrayList<>(), labelFiles = new ArrayList<>();
		int i = 0;
		for (final Map.Entry<String, List<String>> entry : index.entrySet()) {
			if (i++ % choice.every() != 0) continue;
			imageFiles.add(new InputFile(folder.resolve(entry.getKey()), UnaryOperator.identity()));
			for (final String label : entry.getValue())
				labelFiles.add(new InputFile(folder.resolve(label), LabelImages::withoutPalette));
		}
		files = imageFiles.size();
		filesInAll = index.size();
		images = new StackList(imageFiles);
		labels = new StackList(labelFiles);
		truth = new int[images.slices()][];
		check(folder);
	}

	/** Label files of each image, in the order of the table. */
	private static Map<String, List<String>> index(final Path table) {
		if (!Files.isRegularFile(table)) throw new UserException("The set " + table.getParent() +
			" has no index.csv; write one with a line \"image,label\" and one line for each image and its labels.");
		final Map<String, List<String>> index = new LinkedHashMap<>();
		for (final Map<String, String> row : Csv.read(table, "image", "label"))
			index.computeIfAbsent(row.get("image"), key -> new ArrayList<>()).add(row.get("label"));
		if (index.isEmpty()) throw new UserException("The table " + table + " names no image; give one line for each.");
		return index;
	}

	private static List<TrueClass> classes(final Path table) {
		final List<TrueClass> classes = new ArrayList<>();
		for (final Map<String, String> row : Csv.read(table, "value", "name")) try {
			final int value = Integer.parseInt(row.get("value"));
			if (value != IGNORE) classes.add(new TrueClass(value, row.get("name")));
		}
		catch (final NumberFormatException e) {
			throw new UserException("The table " + table + " has the value \"" + row.get("value") +
				"\"; give whole numbers, the values in the label images.", e);
		}
		if (classes.size() < 2) throw new UserException("The table " + table + " names " + classes.size() +
			" classes; give at least two.");
		return List.copyOf(classes);
	}

	private void check(final Path folder) {
		if (labels.channels() > 1) throw new UserException("The set " + folder +
			" has labels in colour; give grey images whose values are the classes.");
		if (labels.slices() != images.slices()) throw new UserException("The set " + folder + " has " + images.slices() +
			" slices but labels for " + labels.slices() + "; name one label image for each slice in index.csv.");
		for (int s = 0; s < images.slices(); s++)
			if (images.width(s) != labels.width(s) || images.height(s) != labels.height(s)) throw new UserException("The set " +
				folder + " has labels of " + labels.width(s) + " x " + labels.height(s) + " pixels in slice " + (s + 1) +
				" but an image of " + images.width(s) + " x " + images.height(s) + "; give both in the same size.");
	}

	String name() {
		return name;
	}

	/** Classes of the truth in the order of their table. */
	List<TrueClass> classes() {
		return classes;
	}

	/** All slices without their truth: what methods see. */
	ImageStack images() {
		return images;
	}

	/** Image files in use. */
	int files() {
		return files;
	}

	/** Image files that the set has. */
	int filesInAll() {
		return filesInAll;
	}

	/** True value of each pixel of a slice, row-major; kept after the first reading and not to be changed. */
	int[] truth(final int slice) {
		if (truth[slice] == null) {
			final float[] values = labels.plane(slice, 0);
			truth[slice] = new int[values.length];
			for (int i = 0; i < values.length; i++) truth[slice][i] = (int) values[i];
		}
		return truth[slice];
	}
}
