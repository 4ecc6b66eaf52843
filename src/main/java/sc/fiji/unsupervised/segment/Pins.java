package sc.fiji.unsupervised.segment;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.stack.ImageStack;

/**
 * The points that stand for the classes of a stack: one or more for each class, classes numbered from 1 without gaps. As
 * text {@code x,y,slice,class;...}, pixels from 0, slices from 1.
 */
public record Pins(List<Pin> list) {

	private static final String FORM = "write x,y,slice,class;x,y,slice,class and so on, as 120,80,1,1;40,66,1,2.";

	/**
	 * @throws UserException if there are fewer than two classes or more than 255, or a number between is missing
	 */
	public Pins {
		list = List.copyOf(list);
		final BitSet labels = new BitSet();
		for (final Pin pin : list) {
			if (pin.label() < 1 || pin.label() > TrainOptions.MAX_CLASSES) throw new UserException("points has the class " +
				pin.label() + "; number the classes from 1 to at most " + TrainOptions.MAX_CLASSES + ".");
			labels.set(pin.label());
		}
		if (labels.cardinality() < 2) throw new UserException("points has " + (list.isEmpty() ? "no point" :
			"points of one class only") + "; give points of at least two classes.");
		final int missing = labels.nextClearBit(1);
		if (missing < labels.length()) throw new UserException("points has no point of class " + missing +
			"; number the classes from 1 without gaps.");
	}

	/**
	 * Reads the key {@code points}; spaces are allowed everywhere, and a semicolon at the end.
	 *
	 * @throws UserException if a point is not four whole numbers, or as in the constructor
	 */
	public static Pins parse(final String text) {
		final List<Pin> pins = new ArrayList<>();
		for (final String point : text.split(";"))
			if (!point.isBlank()) pins.add(pin(point.strip()));
		return new Pins(pins);
	}

	private static Pin pin(final String text) {
		final String[] parts = text.split(",", -1);
		try {
			if (parts.length == 4) return new Pin(number(parts[0]), number(parts[1]), Math.subtractExact(number(parts[2]), 1),
				number(parts[3]));
		}
		catch (final ArithmeticException | NumberFormatException e) {
			// answered below
		}
		throw new UserException("points has \"" + text + "\", which is no point; " + FORM);
	}

	private static int number(final String text) {
		return Integer.parseInt(text.strip());
	}

	/** Text that {@link #parse} reads back, without spaces. */
	public String format() {
		return list.stream().map(p -> p.x() + "," + p.y() + "," + (p.slice() + 1) + "," + p.label()).collect(Collectors.joining(
			";"));
	}

	/** Number of classes. */
	public int classes() {
		return list.stream().mapToInt(Pin::label).max().orElseThrow();
	}

	/**
	 * @throws UserException if a point lies outside of the stack
	 */
	void check(final ImageStack stack) {
		for (final Pin p : list) {
			if (p.slice() < 0 || p.slice() >= stack.slices()) throw new UserException("points has a point in slice " + (p.slice() +
				1) + " but the image has " + stack.slices() + "; use 1 to " + stack.slices() + ".");
			final int width = stack.width(p.slice()), height = stack.height(p.slice());
			if (p.x() < 0 || p.x() >= width || p.y() < 0 || p.y() >= height) throw new UserException("points has the point " + p
				.x() + "," + p.y() + " outside of the image of " + width + " x " + height + " pixels; use 0 to " + (width - 1) +
				" and 0 to " + (height - 1) + ".");
		}
	}
}
