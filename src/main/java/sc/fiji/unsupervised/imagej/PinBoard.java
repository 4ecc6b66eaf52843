package sc.fiji.unsupervised.imagej;

import java.util.ArrayList;
import java.util.List;

import sc.fiji.unsupervised.segment.Pin;

/** The points picked so far; classes stay numbered from 1 without gaps. */
final class PinBoard {

	private final List<Pin> pins = new ArrayList<>();

	List<Pin> pins() {
		return List.copyOf(pins);
	}

	/** Number of classes. */
	int classes() {
		return pins.stream().mapToInt(Pin::label).max().orElse(0);
	}

	/**
	 * Adds a point.
	 *
	 * @param label of its class; a new class for 0 and for classes that there are not
	 */
	void add(final int x, final int y, final int slice, final int label) {
		pins.add(new Pin(x, y, slice, label < 1 || label > classes() ? classes() + 1 : label));
	}

	/** Removes a point, and its class with the last point of it. */
	void remove(final int index) {
		final int label = pins.remove(index).label();
		if (pins.stream().noneMatch(pin -> pin.label() == label)) pins.replaceAll(pin -> pin.label() < label ? pin : new Pin(
			pin.x(), pin.y(), pin.slice(), pin.label() - 1));
	}

	void clear() {
		pins.clear();
	}
}
