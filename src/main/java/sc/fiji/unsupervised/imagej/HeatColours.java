package sc.fiji.unsupervised.imagej;

import java.util.List;

import sc.fiji.unsupervised.segment.Tint;

/** Colours of similarity: from nothing to a full colour, so that the image shines through where nothing is alike. */
final class HeatColours {

	/** Names, the default first; these three are told apart by people with colour vision deficiencies. */
	static final List<String> NAMES = List.of("orange", "blue", "green", "fire");

	private static final int[] PLAIN = { 0xe69f00, 0x0072b2, 0x009e73 };
	/** From dark to bright through red and yellow. */
	private static final int[] FIRE = { 0x300000, 0xa00000, 0xff4000, 0xffa000, 0xffe860, 0xffffff };

	private HeatColours() {}

	/**
	 * @param name one of {@link #NAMES}
	 * @param opacity of the last colour, 0 to 1
	 * @return {@link Tint#COLOURS} colours as 0xAARRGGBB
	 */
	static int[] table(final String name, final double opacity) {
		final int plain = NAMES.indexOf(name);
		final int[] table = new int[Tint.COLOURS];
		for (int i = 0; i < table.length; i++) {
			final double share = i / (Tint.COLOURS - 1.0);
			table[i] = translucent(plain < PLAIN.length ? PLAIN[plain] : fire(share), opacity * share);
		}
		return table;
	}

	/** A colour 0xRRGGBB with an opacity from 0 to 1, as 0xAARRGGBB. */
	static int translucent(final int rgb, final double opacity) {
		return (int) Math.round(255 * opacity) << 24 | rgb & 0xffffff;
	}

	private static int fire(final double share) {
		final double at = share * (FIRE.length - 1);
		final int first = (int) Math.min(at, FIRE.length - 2);
		int rgb = 0;
		for (int shift = 16; shift >= 0; shift -= 8) {
			final int a = FIRE[first] >> shift & 0xff, b = FIRE[first + 1] >> shift & 0xff;
			rgb = rgb << 8 | (int) Math.round(a + (at - first) * (b - a));
		}
		return rgb;
	}
}
