package sc.fiji.unsupervised.backbone;

import sc.fiji.unsupervised.model.Tensor;

/** Rearranges recorded tensors. */
final class Golden {

	private Golden() {}

	/** Drops the first {@code skip} entries along {@code dimension}. */
	static Tensor after(final Tensor t, final int dimension, final int skip) {
		int outer = 1, inner = 1;
		for (int d = 0; d < dimension; d++) outer *= t.size(d);
		for (int d = dimension + 1; d < t.shape().length; d++) inner *= t.size(d);
		final int size = t.size(dimension), kept = size - skip;
		final float[] data = new float[outer * kept * inner];
		for (int o = 0; o < outer; o++)
			System.arraycopy(t.data(), (o * size + skip) * inner, data, o * kept * inner, kept * inner);
		final long[] shape = t.shape().clone();
		shape[dimension] = kept;
		return new Tensor(data, shape);
	}

	/** (B, heads, N, d) as (B, N, heads * d). */
	static Tensor headMajor(final Tensor t) {
		final int batch = t.size(0), heads = t.size(1), n = t.size(2), d = t.size(3);
		final float[] data = new float[t.data().length];
		for (int b = 0; b < batch; b++)
			for (int h = 0; h < heads; h++)
				for (int i = 0; i < n; i++)
					System.arraycopy(t.data(), ((b * heads + h) * n + i) * d, data, ((b * n + i) * heads + h) * d, d);
		return new Tensor(data, batch, n, (long) heads * d);
	}
}
