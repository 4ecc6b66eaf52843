package sc.fiji.unsupervised.crf;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import sc.fiji.unsupervised.Progress;

/**
 * Fully connected CRF of one image or volume with Potts compatibility, solved by mean field: Krähenbühl and Koltun, "Efficient
 * inference in fully connected CRFs with Gaussian edge potentials", 2011, in the form of spec section 11 (permutohedral
 * lattice, symmetric normalisation, own contribution included). Gives the same bytes on any number of threads; runs in
 * the fork-join pool of the caller.
 * <p>
 * Memory with both kernels, c guide channels and n classes: 120 + 16 c + 8 n bytes per pixel (n rounded up to a multiple
 * of four), about 70 per pixel for the vertices of the Gaussian lattice at a reach of 1, and 40 + 8 (c+3) for every
 * vertex of the bilateral one, of which there are few in smooth images and up to c+3 per pixel in noisy colour. A grey
 * image with four classes needs about 240 bytes per pixel, 1.0 GB for four megapixels. The third coordinate of a volume
 * adds 32 bytes per pixel and a third to those of the vertices.
 */
public final class DenseCrf {

	private static final int LANES = Lattice.LANES;

	private final Sites sites;
	private final int points;
	private final CrfOptions options;
	/** Null if switched off, as is {@link #bilateral}. */
	private final Kernel gaussian;
	private final Kernel bilateral;

	/**
	 * Builds the lattices, which all later calls share.
	 *
	 * @param guide 0 to 5 channels of a value for each point, whole numbers in 0..255. Their order matters a
	 *          little since the lattice is not symmetric; the reference passes blue, green, red.
	 * @throws sc.fiji.unsupervised.CancelledException if the user stops
	 */
	public DenseCrf(final Sites sites, final float[][] guide, final CrfOptions options, final Progress progress) {
		this(sites, guide, options, options.gaussianWeight() > 0 ? kernel(sites, new float[0][], options.gaussianSxy(), 1,
			options.gaussianWeight(), progress) : null, progress);
	}

	private DenseCrf(final Sites sites, final float[][] guide, final CrfOptions options, final Kernel gaussian,
		final Progress progress)
	{
		points = sites.count();
		if (guide.length > 5) throw new IllegalArgumentException("At most 5 guide channels: " + guide.length);
		for (final float[] channel : guide)
			if (channel.length != points) throw new IllegalArgumentException("A guide channel has the wrong size.");
		this.sites = sites;
		this.options = options;
		this.gaussian = gaussian;
		bilateral = options.bilateralWeight() > 0 ? kernel(sites, guide, options.bilateralSxy(), options.bilateralScolour(),
			options.bilateralWeight(), progress) : null;
	}

	/**
	 * The CRF of another image with the same points and options, such as the next slice of a stack; shares the lattice of
	 * positions.
	 *
	 * @param guide as for the constructor
	 * @throws sc.fiji.unsupervised.CancelledException if the user stops
	 */
	public DenseCrf withGuide(final float[][] guide, final Progress progress) {
		return new DenseCrf(sites, guide, options, gaussian, progress);
	}

	private static Kernel kernel(final Sites sites, final float[][] guide, final float reach, final float scolour,
		final float weight, final Progress progress)
	{
		final int d = sites.dimensions();
		return new Kernel(new Lattice(sites.count(), d + guide.length, (p, f) -> {
			sites.read(p, reach, f);
			for (int c = 0; c < guide.length; c++) f[d + c] = guide[c][p] / scolour;
		}, progress), weight, progress);
	}

	/**
	 * Class marginals after the iterations of the options.
	 *
	 * @param logProbabilities (n, points), class-major: log-probabilities or logits; softmaxed over the classes
	 *          and raised to at least 1e-5 here
	 * @param n number of classes, at least 1
	 * @param progress told after every iteration; asked several times within
	 * @return Q (n, points), each point sums to 1
	 * @throws sc.fiji.unsupervised.CancelledException if the user stops
	 */
	public float[] marginals(final float[] logProbabilities, final int n, final Progress progress) {
		if (n < 1 || logProbabilities.length != Math.multiplyExact(n, points))
			throw new IllegalArgumentException("Log-probabilities need " + n + " x " + points + " values.");
		final float[] unary = Unary.negative(logProbabilities, n);
		// Classes in groups of four, pixel by pixel: what the lattice filters in one go. Unused lanes stay zero.
		final float[][] q = new float[groups(n)][Math.multiplyExact(LANES, points)];
		for (int g = 0; g < q.length; g++) load(unary, n, g, q[g]);
		final List<Kernel> kernels = Stream.of(gaussian, bilateral).filter(Objects::nonNull).toList();
		final Lattice.Work work = new Lattice.Work(kernels.stream().mapToInt(Kernel::vertices).max().orElse(0));
		final float[] last = n > LANES * q.length ? new float[points] : null;
		if (last != null) System.arraycopy(unary, (n - 1) * points, last, 0, points);
		softmax(q, last, n);
		float[] sum = new float[LANES * points];
		final float[] whole = last != null ? whole(kernels, sum, work, progress) : null;
		final int iterations = options.iterations();
		for (int i = 0; i < iterations; i++) {
			progress.step("Refining", (double) i / iterations, "iteration " + (i + 1) + " of " + iterations);
			for (int g = 0; g < q.length; g++) {
				load(unary, n, g, sum);
				for (final Kernel kernel : kernels) kernel.add(q[g], sum, work, progress);
				final float[] old = q[g];
				q[g] = sum;
				sum = old;
			}
			if (last != null) remainder(q, unary, n, whole, last);
			softmax(q, last, n);
		}
		for (int g = 0; g < q.length; g++) store(q[g], n, g, unary);
		if (last != null) System.arraycopy(last, 0, unary, (n - 1) * points, points);
		return unary;
	}

	/** A class that would be alone in its group needs none: the marginals sum to 1, and so do what the kernels make of them. */
	private static int groups(final int n) {
		return n > 1 && n % LANES == 1 ? n / LANES : (n + LANES - 1) / LANES;
	}

	/** What the kernels make of a marginal of 1 everywhere, (points); {@code sum} (points, {@value #LANES}) is zero. */
	private float[] whole(final List<Kernel> kernels, final float[] sum, final Lattice.Work work, final Progress progress) {
		final float[] ones = new float[sum.length], whole = new float[points];
		Arrays.fill(ones, 1);
		for (final Kernel kernel : kernels) kernel.add(ones, sum, work, progress);
		for (int p = 0; p < points; p++) whole[p] = sum[LANES * p];
		return whole;
	}

	/** Logits of the last class: of the whole what the others leave. */
	private void remainder(final float[][] q, final float[] unary, final int n, final float[] whole, final float[] last) {
		Blocks.forEach(points, (from, to) -> {
			for (int p = from; p < to; p++) {
				float others = 0;
				for (int k = 0; k < n - 1; k++) others += q[k / LANES][p * LANES + k % LANES] - unary[k * points + p];
				last[p] = unary[(n - 1) * points + p] + (whole[p] - others);
			}
		});
	}

	/** Copies the classes of group g of {@code planes} (n, points) to {@code group} (points, {@value #LANES}). */
	private void load(final float[] planes, final int n, final int g, final float[] group) {
		Blocks.forEach(points, (from, to) -> {
			for (int lane = 0; lane < LANES; lane++) {
				final int k = g * LANES + lane;
				for (int p = from; p < to; p++) group[p * LANES + lane] = k < n ? planes[k * points + p] : 0;
			}
		});
	}

	/** The reverse of {@link #load}. */
	private void store(final float[] group, final int n, final int g, final float[] planes) {
		Blocks.forEach(points, (from, to) -> {
			for (int lane = 0; lane < LANES && g * LANES + lane < n; lane++) {
				final int plane = (g * LANES + lane) * points;
				for (int p = from; p < to; p++) planes[plane + p] = group[p * LANES + lane];
			}
		});
	}

	private void softmax(final float[][] q, final float[] last, final int n) {
		final int grouped = last == null ? n : n - 1;
		Blocks.forEach(points, (from, to) -> {
			final Softmax softmax = new Softmax();
			final float[][] e = new float[n][Softmax.BLOCK];
			for (int first = from; first < to; first += Softmax.BLOCK) {
				final int size = Math.min(Softmax.BLOCK, to - first);
				for (int k = 0; k < grouped; k++) {
					final float[] group = q[k / LANES];
					for (int i = 0; i < size; i++) e[k][i] = group[(first + i) * LANES + k % LANES];
				}
				if (last != null) System.arraycopy(last, first, e[n - 1], 0, size);
				softmax.apply(e);
				for (int k = 0; k < grouped; k++) {
					final float[] group = q[k / LANES];
					for (int i = 0; i < size; i++) group[(first + i) * LANES + k % LANES] = e[k][i];
				}
				if (last != null) System.arraycopy(e[n - 1], 0, last, first, size);
			}
		});
	}
}
