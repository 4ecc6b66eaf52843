package sc.fiji.unsupervised.stack;

import java.util.Arrays;

/** A grey stack seen as RGB, or an RGB stack of equal colours seen as grey; no number changes. */
public final class Recoloured extends StackView {

	private final boolean rgb;

	private Recoloured(final ImageStack stack, final boolean rgb) {
		super(stack);
		this.rgb = rgb;
	}

	/** A stack of one channel as red, green and blue that are equal. */
	public static ImageStack asRgb(final ImageStack grey) {
		if (grey.channels() != 1) throw new IllegalArgumentException("not grey");
		return new Recoloured(grey, true);
	}

	/** A colour stack for which {@link #isGrey} as its one channel. */
	public static ImageStack asGrey(final ImageStack colours) {
		if (!colours.isRgb()) throw new IllegalArgumentException("not in colour");
		return new Recoloured(colours, false);
	}

	/** Whether red, green and blue are equal in every pixel of a colour stack; reads until they differ. */
	public static boolean isGrey(final ImageStack colours) {
		for (int s = 0; s < colours.slices(); s++) {
			final float[] red = colours.plane(s, 0);
			if (!Arrays.equals(red, colours.plane(s, 1)) || !Arrays.equals(red, colours.plane(s, 2))) return false;
		}
		return true;
	}

	@Override
	public int channels() {
		return rgb ? 3 : 1;
	}

	@Override
	public boolean isRgb() {
		return rgb;
	}

	@Override
	public float[] plane(final int slice, final int channel) {
		return super.plane(slice, 0);
	}
}
