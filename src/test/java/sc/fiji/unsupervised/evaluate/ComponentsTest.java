package sc.fiji.unsupervised.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.evaluate.Components.Component;

class ComponentsTest {

	@Test
	void cornersTouchInEightOnly() {
		final int[] labels = { //
			1, 0, 2, //
			0, 1, 2, //
			1, 0, 0 };
		assertEquals(List.of(new Component(1, 3, (0.5 + 1.5 + 0.5) / 3, 1.5), new Component(2, 2, 2.5, 1)), rounded(Components
			.of(labels, 3, 3, Connectivity.EIGHT)));
		assertEquals(4, Components.of(labels, 3, 3, Connectivity.FOUR).size());
	}

	/** Sums of thirds differ in their last digit. */
	private static List<Component> rounded(final List<Component> components) {
		return components.stream().map(c -> new Component(c.label(), c.pixels(), Math.abs(c.x() - 2.5 / 3) < 1e-12 ? 2.5 / 3 : c
			.x(), c.y())).toList();
	}

	@Test
	void armsThatMeetLateAreOne() {
		final int[] labels = { //
			5, 0, 5, 0, 5, //
			5, 0, 5, 0, 5, //
			5, 5, 5, 5, 5, //
			7, 7, 0, 7, 7 };
		assertEquals(List.of(5, 7, 7), Components.of(labels, 5, 4, Connectivity.FOUR).stream().map(Component::label).toList());
	}

	@Test
	void nothingAndEverything() {
		assertEquals(0, Components.of(new int[6], 3, 2, Connectivity.EIGHT).size());
		assertEquals(List.of(new Component(3, 6, 1.5, 1)), Components.of(new int[] { 3, 3, 3, 3, 3, 3 }, 3, 2,
			Connectivity.FOUR));
		assertThrows(IllegalArgumentException.class, () -> Components.of(new int[5], 3, 2, Connectivity.FOUR));
	}

	@Test
	void equalToFillingOnNoise() {
		final int width = 61, height = 47;
		for (final Connectivity connectivity : Connectivity.values())
			for (int seed = 0; seed < 20; seed++) {
				final int[] labels = new Random(seed).ints(width * height, -1, 3).toArray();
				final List<Component> found = Components.of(labels, width, height, connectivity);
				assertEquals(fill(labels, width, height, connectivity), found.stream().map(c -> c.label() + ":" + c.pixels())
					.toList());
			}
	}

	private static List<String> fill(final int[] labels, final int width, final int height, final Connectivity connectivity) {
		final boolean[] seen = new boolean[labels.length];
		final List<String> found = new ArrayList<>();
		for (int start = 0; start < labels.length; start++) {
			if (seen[start] || labels[start] < 1) continue;
			final ArrayDeque<Integer> open = new ArrayDeque<>(List.of(start));
			seen[start] = true;
			int pixels = 0;
			while (!open.isEmpty()) {
				final int p = open.pop(), x = p % width, y = p / width;
				pixels++;
				for (int v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
					for (int u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
						final int q = v * width + u;
						if (seen[q] || labels[q] != labels[start] || connectivity == Connectivity.FOUR && u != x && v != y) continue;
						seen[q] = true;
						open.push(q);
					}
			}
			found.add(labels[start] + ":" + pixels);
		}
		return found;
	}

	@Test
	void keyOfConnectivity() {
		assertEquals(Connectivity.FOUR, Connectivity.parse("4"));
		assertEquals(Connectivity.EIGHT, Connectivity.parse(" 8 "));
		assertEquals("connectivity=6 is not known; use 8 or 4.", assertThrows(UserException.class, () -> Connectivity.parse("6"))
			.getMessage());
	}
}
