package sc.fiji.unsupervised.method;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

import sc.fiji.unsupervised.model.Tensor;

/**
 * The segmentation head: the same small network at every cell, mapping C backbone channels to a code of K numbers.
 * Linear, {@code W_a x + b_a}, or nonlinear, {@code W_a x + b_a + W_c relu(W_b x + b_b) + b_c} (STEGO, section 4 of the
 * specification). Names of the parameters are those of the published checkpoints.
 *
 * @param parameters by name: {@value #LINEAR} (K, C), {@value #LINEAR_BIAS} (K) and, for the nonlinear branch,
 *          {@value #HIDDEN} (H, C), {@value #HIDDEN_BIAS} (H), {@value #OUT} (K, H), {@value #OUT_BIAS} (K)
 */
public record Head(Map<String, Tensor> parameters) {

	public static final String LINEAR = "cluster1.0.weight", LINEAR_BIAS = "cluster1.0.bias";
	public static final String HIDDEN = "cluster2.0.weight", HIDDEN_BIAS = "cluster2.0.bias";
	public static final String OUT = "cluster2.2.weight", OUT_BIAS = "cluster2.2.bias";

	public Head {
		parameters = Map.copyOf(parameters);
		final int c = channels(parameters), k = codeSize(parameters);
		check(parameters, LINEAR_BIAS, k, 1);
		if (parameters.containsKey(HIDDEN)) {
			final int h = parameters.get(HIDDEN).size(0);
			check(parameters, HIDDEN, h, c);
			check(parameters, HIDDEN_BIAS, h, 1);
			check(parameters, OUT, k, h);
			check(parameters, OUT_BIAS, k, 1);
		}
	}

	private static void check(final Map<String, Tensor> p, final String name, final int rows, final int columns) {
		final Tensor t = p.get(name);
		if (t == null || t.data().length != rows * columns || t.size(0) != rows) throw new IllegalArgumentException(
			"The head's parameter " + name + " is missing or of the wrong shape.");
	}

	/** A head of one linear map. */
	public static Head linear(final Tensor weight, final Tensor bias) {
		return new Head(Map.of(LINEAR, weight, LINEAR_BIAS, bias));
	}

	/**
	 * A new nonlinear head with hidden width C. Weights and biases are uniform within 1/sqrt(fan-in).
	 *
	 * @param channels C
	 * @param codeSize K
	 */
	public static Head random(final int channels, final int codeSize, final SplittableRandom random) {
		final Map<String, Tensor> p = new LinkedHashMap<>();
		p.put(LINEAR, uniform(random, channels, codeSize, channels));
		p.put(LINEAR_BIAS, uniform(random, channels, codeSize));
		p.put(HIDDEN, uniform(random, channels, channels, channels));
		p.put(HIDDEN_BIAS, uniform(random, channels, channels));
		p.put(OUT, uniform(random, channels, codeSize, channels));
		p.put(OUT_BIAS, uniform(random, channels, codeSize));
		return new Head(p);
	}

	private static Tensor uniform(final SplittableRandom random, final int fanIn, final long... shape) {
		int count = 1;
		for (final long s : shape) count *= (int) s;
		final float bound = (float) (1 / Math.sqrt(fanIn));
		final float[] data = new float[count];
		for (int i = 0; i < count; i++) data[i] = (float) (2 * random.nextDouble() - 1) * bound;
		return new Tensor(data, shape);
	}

	private static int channels(final Map<String, Tensor> p) {
		return p.get(LINEAR).size(1);
	}

	private static int codeSize(final Map<String, Tensor> p) {
		return p.get(LINEAR).size(0);
	}

	/** C. */
	public int channels() {
		return channels(parameters);
	}

	/** K. */
	public int codeSize() {
		return codeSize(parameters);
	}
}
