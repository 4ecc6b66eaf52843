package sc.fiji.unsupervised.crf;

import sc.fiji.unsupervised.UserException;

/**
 * Parameters of the dense CRF (STEGO's evaluation uses the defaults; Hamilton et al., ICLR 2022, after Krähenbühl and
 * Koltun, NeurIPS 2011).
 *
 * @param iterations mean-field iterations, 0 to 1000; 0 gives the clipped input probabilities
 * @param gaussianWeight reward for agreeing with near pixels, 0 to 1000; 0 switches this kernel off
 * @param gaussianSxy reach of that kernel in pixels (standard deviation), 0.1 to 10000
 * @param bilateralWeight reward for agreeing with near pixels of similar grey or colour, 0 to 1000; 0 switches it off
 * @param bilateralSxy reach of that kernel in pixels, 0.1 to 10000
 * @param bilateralScolour its tolerance in grey levels of 0..255, 0.1 to 10000
 */
public record CrfOptions(int iterations, float gaussianWeight, float gaussianSxy, float bilateralWeight,
	float bilateralSxy, float bilateralScolour)
{

	/** @throws UserException if a value is out of its range */
	public CrfOptions {
		require("iterations", iterations, 0, 1000);
		require("gaussianWeight", gaussianWeight, 0, 1000);
		require("gaussianSxy", gaussianSxy, 0.1f, 10000);
		require("bilateralWeight", bilateralWeight, 0, 1000);
		require("bilateralSxy", bilateralSxy, 0.1f, 10000);
		require("bilateralScolour", bilateralScolour, 0.1f, 10000);
	}

	/** STEGO's values. */
	public static CrfOptions defaults() {
		return new CrfOptions(10, 3, 1, 4, 67, 3);
	}

	private static void require(final String key, final float value, final float low, final float high) {
		// Written so that NaN fails as well.
		if (!(value >= low && value <= high))
			throw new UserException("The CRF's " + key + " is " + text(value) + "; choose a number from " + text(low) +
				" to " + text(high) + ".");
	}

	private static String text(final float value) {
		return value == Math.rint(value) && Math.abs(value) < 1e6 ? Integer.toString((int) value) : Float.toString(value);
	}
}
