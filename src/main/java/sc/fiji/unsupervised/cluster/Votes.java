package sc.fiji.unsupervised.cluster;

import java.util.Arrays;
import java.util.List;

/**
 * Which clusters belong together, by the vote of several clusterings of the same vectors. How much the insides of regions
 * count ({@link Interior}) is what makes the clusterings agree best: classes that are there come back whatever k-means
 * started from (stability, as by Lange et al., "Stability-based validation of clustering solutions", Neural Computation
 * 16, 2004). {@code docs/merging.md} tells what it is worth.
 *
 * @param groups (n) group of each prototype of the first clustering; one of the groups may have none
 * @param power of the insides
 * @param agreement of the clusterings beyond chance, at most 1
 */
public record Votes(int[] groups, double power, double agreement) {

	/** What suits most images, and a few clusters of large regions alone. */
	private static final double[] POWERS = { Interior.POWER, 8 };

	/**
	 * A clustering.
	 *
	 * @param contact which clusters lie beside which
	 * @param labels cluster of each vector, the same vectors in all clusterings
	 */
	public record Voter(Prototypes prototypes, Contact contact, int[] labels) {}

	/**
	 * @param voters of one metric
	 * @param classes 1 to the number of clusters of the first
	 */
	public static Votes of(final List<Voter> voters, final int classes) {
		return Arrays.stream(POWERS).parallel().mapToObj(power -> of(voters, classes, power)).reduce((a,
			b) -> b.agreement > a.agreement ? b : a).orElseThrow();
	}

	private static Votes of(final List<Voter> voters, final int classes, final double power) {
		final int[][] groups = Agglomeration.agreed(voters.stream().map(Voter::prototypes).toList(), voters.stream().map(
			v -> Interior.weights(v.prototypes.metric(), v.contact, power)).toList(), classes);
		double sum = 0;
		int pairs = 0;
		for (int i = 0; i < groups.length; i++) for (int j = 0; j < i; j++, pairs++)
			sum += kappa(voters.get(i).labels, groups[i], voters.get(j).labels, groups[j], classes);
		return new Votes(groups[0], power, pairs > 0 ? sum / pairs : 1);
	}

	/** Cohen's kappa (Educ. Psychol. Meas. 20, 1960): 1 for equal classes, 0 for chance, and for one class alone. */
	private static double kappa(final int[] a, final int[] groupOfA, final int[] b, final int[] groupOfB,
		final int classes)
	{
		final double[] first = new double[classes], second = new double[classes];
		double same = 0, chance = 0;
		for (int i = 0; i < a.length; i++) {
			final int g = groupOfA[a[i]], h = groupOfB[b[i]];
			first[g]++;
			second[h]++;
			if (g == h) same++;
		}
		for (int k = 0; k < classes; k++) chance += first[k] / a.length * second[k] / a.length;
		return chance < 1 ? (same / a.length - chance) / (1 - chance) : 0;
	}
}
