package sc.fiji.unsupervised.model;

/** IEEE 754 binary16 to float; Java offers this only from release 20 on. */
public final class HalfFloat {

	private HalfFloat() {}

	/** The exact float value of a half-precision number, subnormals, infinities and NaN included. */
	public static float toFloat(final short half) {
		final int sign = (half & 0x8000) << 16;
		final int exponent = half >> 10 & 0x1f;
		final int mantissa = half & 0x3ff;
		if (exponent == 0) {
			final float magnitude = mantissa * 0x1p-24f;
			return sign == 0 ? magnitude : -magnitude;
		}
		if (exponent == 31) return Float.intBitsToFloat(sign | 0x7f800000 | mantissa << 13);
		return Float.intBitsToFloat(sign | exponent + 112 << 23 | mantissa << 13);
	}
}
