package sc.fiji.unsupervised.cluster;

import java.util.stream.IntStream;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.model.Tensor;

/**
 * Principal components: centred, largest variance first, deterministic signs (see {@link PrincipalAxes}).
 *
 * @param mean (C)
 * @param axes (K, C), orthonormal rows
 */
public record Pca(Tensor mean, Tensor axes) {

	private static final int BLOCK = 4096;

	/**
	 * @param rows (N, C)
	 * @param most upper bound of K; fewer when the rank is lower
	 * @throws UserException if a value is not finite
	 */
	public static Pca fit(final Tensor rows, final int most) {
		Rows.check(rows);
		return of(PrincipalAxes.of(rows.data(), rows.size(1), most));
	}

	static Pca of(final PrincipalAxes principal) {
		final int count = principal.axes().length, channels = principal.mean().length;
		final float[] mean = new float[channels], axes = new float[count * channels];
		for (int c = 0; c < channels; c++) mean[c] = (float) principal.mean()[c];
		for (int k = 0; k < count; k++) for (int c = 0; c < channels; c++)
			axes[k * channels + c] = (float) principal.axes()[k][c];
		return new Pca(new Tensor(mean, channels), new Tensor(axes, count, channels));
	}

	/** Number K of components. */
	public int components() {
		return axes.size(0);
	}

	/**
	 * @param rows (N, C)
	 * @return (N, K)
	 */
	public Tensor transform(final Tensor rows) {
		final int count = rows.size(0), channels = axes.size(1), components = components();
		if (rows.size(1) != channels) throw new IllegalArgumentException("rows have " + rows.size(1) + " channels, not " +
			channels);
		final float[] shift = new float[components];
		final float[][] zero = new float[components][Dots.BLOCK];
		new Dots(channels).products(mean.data(), 0, 1, axes.data(), zero);
		for (int k = 0; k < components; k++) shift[k] = zero[k][0];
		final float[] out = new float[Math.multiplyExact(count, components)];
		IntStream.range(0, (count + BLOCK - 1) / BLOCK).parallel().forEach(block -> {
			final Dots dots = new Dots(channels);
			final float[][] products = new float[components][Dots.BLOCK];
			final int end = Math.min(count, (block + 1) * BLOCK);
			for (int from = block * BLOCK; from < end; from += Dots.BLOCK) {
				final int size = Math.min(Dots.BLOCK, end - from);
				dots.products(rows.data(), from, size, axes.data(), products);
				for (int i = 0; i < size; i++) for (int k = 0; k < components; k++)
					out[(from + i) * components + k] = products[k][i] - shift[k];
			}
		});
		return new Tensor(out, count, components);
	}
}
