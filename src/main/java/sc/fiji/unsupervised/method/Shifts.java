package sc.fiji.unsupervised.method;

import java.util.Locale;
import java.util.StringJoiner;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.method.StegoOptions.Terms;
import sc.fiji.unsupervised.method.StegoOptions.Triple;

/**
 * The published sets of weights and shifts (section 9 of the specification), and how a user names shifts.
 */
public enum Shifts {
	/** Active values of the reference's shipped configuration. */
	SHIPPED(0.67f, 0.25f, 0.63f, 0.18f, 0.12f, 0.46f, true),
	/** CocoStuff27, ViT-S. */
	COCO_S(0.67f, 0.25f, 0.63f, 0.08f, 0.02f, 0.66f, true),
	/** CocoStuff27, ViT-B. */
	COCO_B(0.1f, 1.0f, 0.1538476246415498f, 0.12f, 0.2f, 1.0f, true),
	/** Cityscapes, ViT-B. */
	CITYSCAPES(1.0f, 0.577453483136995f, 0.9058762625226623f, 0.45828472207f, 0.1754346515479633f,
			0.31361241889448443f, false),
	/** Potsdam-3, ViT-S, as in the published checkpoint. */
	POTSDAM(0.67f, 0.25f, 0.63f, 0.08f, 0.02f, 0.76f, true);

	/** The key for calibration from the stack's own similarities. */
	public static final String AUTO = "auto";

	private final Terms terms;

	Shifts(final float wSelf, final float wKnn, final float wRandom, final float bSelf, final float bKnn,
		final float bRandom, final boolean pointwise)
	{
		terms = new Terms(new Triple(wSelf, wKnn, wRandom), new Triple(bSelf, bKnn, bRandom), pointwise, true, false);
	}

	public Terms terms() {
		return terms;
	}

	/**
	 * Reads the key {@code shifts}.
	 *
	 * @param key name of a published set, or three numbers such as {@code 0.18,0.12,0.46} (self, k nearest, random)
	 * @throws UserException if it is neither, or a number lies outside of -1 to 1
	 */
	public static Terms parse(final String key) {
		for (final Shifts s : values())
			if (s.name().equalsIgnoreCase(key)) return s.terms;
		final String[] parts = key.split(",");
		try {
			if (parts.length == 3) return SHIPPED.terms.withShifts(new Triple(number(parts[0]), number(parts[1]), number(
				parts[2])));
		}
		catch (final NumberFormatException e) {
			// Falls through to the sentence below.
		}
		final StringJoiner names = new StringJoiner(", ");
		for (final Shifts s : values()) names.add(s.name().toLowerCase(Locale.ROOT));
		throw new UserException("shifts=" + key + " is not known; use auto, " + names +
			" or three numbers from -1 to 1 for self, k nearest and random, such as 0.18,0.12,0.46.");
	}

	private static float number(final String text) {
		final float value = Float.parseFloat(text.trim());
		if (!(Math.abs(value) <= 1)) throw new NumberFormatException();
		return value;
	}
}
