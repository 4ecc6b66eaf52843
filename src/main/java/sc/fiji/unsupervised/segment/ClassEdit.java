package sc.fiji.unsupervised.segment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.model.SegmentationModel;

/**
 * One edit of a model's classes as a key and its text: the form in which a macro, a command line and the window tell it.
 *
 * @param key one of {@link #KEYS}
 * @param text what it says, see there
 */
public record ClassEdit(String key, String text) {

	/**
	 * In the order in which several are made: {@code number} of classes {@code 5}; {@code points} that name clusters
	 * {@code x,y,slice,name;...}; {@code merge} of labels {@code 2,3;4,6}; {@code split} of a label into parts {@code 1,2};
	 * {@code names} {@code 1=matrix;2=pore}; {@code colours} {@code 1=e69f00}; new {@code order} of labels {@code 2,1,3}.
	 */
	public static final List<String> KEYS = List.of("number", "points", "merge", "split", "names", "colours", "order");

	/** Tells the code of a pixel; slices from 0. */
	@FunctionalInterface
	public interface Codes {

		float[] at(int x, int y, int slice);
	}

	public ClassEdit {
		if (!KEYS.contains(key)) throw new IllegalArgumentException(key);
	}

	/**
	 * Makes the edit.
	 *
	 * @param codes where points are looked up
	 * @throws UserException if the text is not of the key's form or the edit not possible
	 */
	public SegmentationModel apply(final SegmentationModel model, final Codes codes) {
		return switch (key) {
			case "number" -> ClassEdits.number(model, number(text));
			case "points" -> points(model, codes);
			case "merge" -> merge(model);
			case "split" -> {
				final int[] numbers = numbers(text);
				if (numbers.length != 2) throw form("a label and the number of its parts, as 1,2");
				yield ClassEdits.split(model, numbers[0], numbers[1]);
			}
			case "names" -> named(model, ClassEdits::rename);
			case "colours" -> named(model, (m, label, value) -> ClassEdits.recolour(m, label, colour(value)));
			default -> ClassEdits.reorder(model, numbers(text));
		};
	}

	/** Groups of labels, all as they are before the first group is merged. */
	private SegmentationModel merge(final SegmentationModel model) {
		final int[] now = IntStream.rangeClosed(0, model.classes().size()).toArray();
		SegmentationModel merged = model;
		for (final String group : parts()) {
			final int[] labels = IntStream.of(numbers(group)).map(l -> l > 0 && l < now.length ? now[l] : l).distinct().sorted()
				.toArray();
			merged = ClassEdits.merge(merged, labels);
			for (int l = 1; l < now.length; l++) {
				final int label = now[l];
				now[l] = Arrays.binarySearch(labels, label) >= 0 ? labels[0] : label - (int) IntStream.of(labels).skip(1).filter(
					gone -> gone < label).count();
			}
		}
		return merged;
	}

	private SegmentationModel points(final SegmentationModel model, final Codes codes) {
		final List<float[]> found = new ArrayList<>();
		final List<String> names = new ArrayList<>();
		for (final String point : parts()) {
			final String[] fields = point.split(",", 4);
			if (fields.length < 4 || fields[3].isBlank()) throw form("x,y,slice,name with pixels from 0 and slices from 1, " +
				"as 120,80,1,matrix");
			found.add(codes.at(number(fields[0]), number(fields[1]), number(fields[2]) - 1));
			names.add(fields[3].strip());
		}
		return PointNames.apply(model, found, names);
	}

	private interface Change {

		SegmentationModel apply(SegmentationModel model, int label, String value);
	}

	private SegmentationModel named(final SegmentationModel model, final Change change) {
		SegmentationModel changed = model;
		for (final String part : parts()) {
			final String[] sides = part.split("=", 2);
			if (sides.length != 2) throw form("labels with what they get, as 1=" + (key.equals("names") ? "matrix" : "e69f00"));
			changed = change.apply(changed, number(sides[0]), sides[1].strip());
		}
		return changed;
	}

	private String[] parts() {
		return Stream.of(text.split(";")).filter(part -> !part.isBlank()).toArray(String[]::new);
	}

	private int colour(final String text) {
		try {
			return Integer.parseUnsignedInt(text.replaceFirst("^#", ""), 16);
		}
		catch (final NumberFormatException e) {
			throw form("colours from 000000 to ffffff, as 1=e69f00");
		}
	}

	private int[] numbers(final String list) {
		return Stream.of(list.split(",")).mapToInt(this::number).toArray();
	}

	private int number(final String text) {
		try {
			return Integer.parseInt(text.strip());
		}
		catch (final NumberFormatException e) {
			throw new UserException(key + "=" + this.text + " has \"" + text.strip() + "\" where a whole number belongs; write labels such as 1.");
		}
	}

	private UserException form(final String form) {
		return new UserException(key + "=" + text + " is not understood; give " + form + ".");
	}
}
