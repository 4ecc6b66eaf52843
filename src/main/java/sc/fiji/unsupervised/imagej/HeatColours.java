package sc.fiji.unsupervised.imagej;

import java.util.List;

import sc.fiji.unsupervised.segment.Tint;

/** Colours of similarity: from nothing to a full colour, so that the image shines through where nothing is alike. */
final class HeatColours {

	/** Names, the default first; people with colour vision deficiencies tell them apart, too (Okabe and Ito 2008). */
	static final List<String> NAMES = List.of("orange", "blue", "green", "yellow");

	private static final int[] COLOURS = { 0xe69f00, 0x0072b2, 0x009e73, 0xf0e442 };

	private HeatColours() {}

	/**
	 * @param name one of {@link #NAMES}
	 * @param opacity of the last colour, 0 to 1
	 * @return {@link Tint#COLOURS} colours as 0xAARRGGBB
	 */
	static int[] table(final String name, final double opacity) {
		final int rgb = COLOURS[NAMES.indexOf(name)];
		final int[] table = new int[Tint.COLOURS];
		for (int i = 0; i < table.length; i++) table[i] = translucent(rgb, opacity * i / (Tint.COLOURS - 1));
		return table;
	}

	/** A colour 0xRRGGBB with an opacity from 0 to 1, as 0xAARRGGBB. */
	static int translucent(final int rgb, final double opacity) {
		return (int) Math.round(255 * opacity) << 24 | rgb & 0xffffff;
	}
}
