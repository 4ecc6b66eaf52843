package sc.fiji.unsupervised.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.stack.Window;
import sc.fiji.unsupervised.zarr.OmeImage;

/**
 * What one task labels: some sections of a time point, whole or a window of each. No two blocks share a chunk of the labels, so
 * a task that runs twice writes the same files and never those of another.
 *
 * @param from first section
 * @param to section after the last
 * @param x left edge of the window
 * @param y top edge
 */
record Block(int t, int from, int to, int x, int y, int width, int height) implements Serializable {

	private static final long serialVersionUID = 1;
	/** Pixels of an array of Java. */
	private static final long MOST = Integer.MAX_VALUE - 8;

	Window window() {
		return new Window(x, y, width, height);
	}

	/**
	 * The blocks of an image: sections as deep as its chunks, so that each chunk is read for one block only, but for the
	 * surroundings of windows.
	 *
	 * @param edge of a window in pixels, made up to whole chunks; 0 for whole sections
	 * @throws UserException if a block would be too large
	 */
	static List<Block> of(final OmeImage image, final int edge) {
		final long width = image.size('x'), height = image.size('y');
		final int depth = image.chunk('z');
		final long wide = edge == 0 ? width : whole(edge, image.chunk('x')), high = edge == 0 ? height : whole(edge, image.chunk(
			'y'));
		if (Math.min(wide, width) * Math.min(high, height) * depth * image.array().info().type().bytes() > MOST) throw new UserException(
			"A block of " + Math.min(wide, width) + " x " + Math.min(high, height) + " x " + depth +
				" pixels is too large for one task; give block=2048 (with refine=none), or write the image in chunks of fewer sections.");
		final List<Block> blocks = new ArrayList<>();
		for (int t = 0; t < image.size('t'); t++) for (long z = 0; z < image.size('z'); z += depth)
			for (long y = 0; y < height; y += high) for (long x = 0; x < width; x += wide) blocks.add(new Block(t, (int) z, (int) Math
				.min(image.size('z'), z + depth), (int) x, (int) y, (int) Math.min(wide, width - x), (int) Math.min(high, height -
					y)));
		return blocks;
	}

	private static long whole(final int edge, final int chunk) {
		return ((long) edge + chunk - 1) / chunk * chunk;
	}
}
