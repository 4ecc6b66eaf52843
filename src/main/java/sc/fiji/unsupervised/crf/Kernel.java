package sc.fiji.unsupervised.crf;

import java.util.Arrays;

import sc.fiji.unsupervised.Progress;

/** One pairwise term with symmetric normalisation: weight * diag(s) K diag(s), s = 1 / sqrt(K 1). */
final class Kernel {

	private final Lattice lattice;
	private final float weight;
	private final float[] scale;

	/** @throws sc.fiji.unsupervised.CancelledException if the user stops */
	Kernel(final Lattice lattice, final float weight, final Progress progress) {
		this.lattice = lattice;
		this.weight = weight;
		final Lattice.Work work = new Lattice.Work(lattice.vertices());
		scale = new float[lattice.points()];
		Arrays.fill(scale, 1);
		final float[] signal = new float[Math.multiplyExact(Lattice.LANES, scale.length)];
		Arrays.fill(signal, 1);
		lattice.spread(signal, scale, work, progress);
		Arrays.fill(signal, 0);
		lattice.slice(work, scale, 1, signal);
		for (int p = 0; p < scale.length; p++) scale[p] = (float) (1 / Math.sqrt(signal[p * Lattice.LANES] + 1e-20f));
	}

	int vertices() {
		return lattice.vertices();
	}

	/** The factors s, one per point. */
	float[] scale() {
		return scale;
	}

	/** Adds the filtered {@code q} to {@code sum}, both (points, {@value Lattice#LANES}). */
	void add(final float[] q, final float[] sum, final Lattice.Work work, final Progress progress) {
		lattice.spread(q, scale, work, progress);
		lattice.slice(work, scale, weight, sum);
	}
}
