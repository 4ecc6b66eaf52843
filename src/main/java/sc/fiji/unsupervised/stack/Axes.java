package sc.fiji.unsupervised.stack;

import java.util.Locale;

import sc.fiji.unsupervised.UserException;

/**
 * Which dimension of an image is which axis.
 *
 * @param x index of the dimension of columns
 * @param y index of the dimension of rows
 * @param channel index of the dimension of channels, or -1
 * @param z index of the dimension of sections, or -1
 * @param time index of the dimension of time points, or -1
 */
public record Axes(int x, int y, int channel, int z, int time) {

	private static final String LETTERS = "XYCZT";

	/**
	 * @throws UserException if x or y is missing or two axes share a dimension
	 */
	public Axes {
		if (x < 0 || y < 0) throw new UserException("An image needs an X and a Y axis; name both, for example axes=XYZ.");
		final int[] all = { x, y, channel, z, time };
		for (int i = 0; i < all.length; i++)
			for (int j = 0; j < i; j++)
				if (all[i] >= 0 && all[i] == all[j]) throw new UserException("The axes " + LETTERS.charAt(j) + " and " +
					LETTERS.charAt(i) + " name the same dimension; give each axis its own.");
	}

	/**
	 * Reads a text such as {@code XYCZT}, one letter per dimension in the order of the image's dimensions.
	 *
	 * @throws UserException if a letter is unknown or occurs twice, or X or Y is missing
	 */
	public static Axes parse(final String text) {
		final String letters = text.trim().toUpperCase(Locale.ROOT);
		final int[] index = { -1, -1, -1, -1, -1 };
		for (int d = 0; d < letters.length(); d++) {
			final int axis = LETTERS.indexOf(letters.charAt(d));
			if (axis < 0 || index[axis] >= 0) throw new UserException("axes=" + text +
				" cannot be read; use each of the letters X, Y, C, Z, T at most once, in the order of the dimensions.");
			index[axis] = d;
		}
		return new Axes(index[0], index[1], index[2], index[3], index[4]);
	}
}
