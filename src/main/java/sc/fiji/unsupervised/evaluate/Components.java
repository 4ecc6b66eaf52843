package sc.fiji.unsupervised.evaluate;

import java.util.ArrayList;
import java.util.List;

/** Connected components of a plane: pixels of the same label that touch, found by union-find in two passes. */
public final class Components {

	/**
	 * One connected component.
	 *
	 * @param label of its pixels
	 * @param pixels number of them
	 * @param x mean of the pixels' centres in pixels, so that a component of the pixel (0, 0) has 0.5
	 * @param y likewise
	 */
	public record Component(int label, long pixels, double x, double y) {}

	private Components() {}

	/**
	 * Finds the components of every label in a plane.
	 *
	 * @param labels (height, width) row-major; values below 1 are no class
	 * @return in the order of their first pixels
	 */
	public static List<Component> of(final int[] labels, final int width, final int height,
		final Connectivity connectivity)
	{
		if (labels.length != width * height) throw new IllegalArgumentException("The plane has the wrong size.");
		final int[] parent = unite(labels, width, height, connectivity == Connectivity.EIGHT ? 4 : 2);
		final int count = number(labels, parent);
		final int[] label = new int[count];
		final long[] pixels = new long[count], x = new long[count], y = new long[count];
		for (int p = 0; p < labels.length; p++) {
			if (labels[p] < 1) continue;
			final int c = parent[p];
			label[c] = labels[p];
			pixels[c]++;
			x[c] += p % width;
			y[c] += p / width;
		}
		final List<Component> components = new ArrayList<>(count);
		for (int c = 0; c < count; c++)
			components.add(new Component(label[c], pixels[c], (double) x[c] / pixels[c] + 0.5, (double) y[c] / pixels[c] + 0.5));
		return components;
	}

	/** Trees of touching pixels; a parent always comes before its children. */
	private static int[] unite(final int[] labels, final int width, final int height, final int neighbours) {
		final int[] parent = new int[labels.length];
		// Of the neighbours that were seen before: left, above, above left, above right.
		final int[] dx = { -1, 0, -1, 1 }, dy = { 0, -1, -1, -1 };
		for (int y = 0, p = 0; y < height; y++)
			for (int x = 0; x < width; x++, p++) {
				parent[p] = p;
				if (labels[p] < 1) continue;
				for (int n = 0; n < neighbours; n++) {
					final int u = x + dx[n], v = y + dy[n];
					if (u < 0 || u >= width || v < 0) continue;
					final int q = v * width + u;
					if (labels[q] == labels[p]) join(parent, p, q);
				}
			}
		return parent;
	}

	private static void join(final int[] parent, final int p, final int q) {
		final int a = root(parent, p), b = root(parent, q);
		if (a < b) parent[b] = a;
		else parent[a] = b;
	}

	private static int root(final int[] parent, final int pixel) {
		int p = pixel;
		while (parent[p] != p) {
			parent[p] = parent[parent[p]];
			p = parent[p];
		}
		return p;
	}

	/** Replaces each parent by the number of the component; returns how many there are. */
	private static int number(final int[] labels, final int[] parent) {
		int count = 0;
		for (int p = 0; p < parent.length; p++) {
			if (labels[p] < 1) continue;
			// What comes before p holds its number already.
			parent[p] = parent[p] == p ? count++ : parent[parent[p]];
		}
		return count;
	}
}
