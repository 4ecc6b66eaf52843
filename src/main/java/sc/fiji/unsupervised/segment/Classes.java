package sc.fiji.unsupervised.segment;

import java.util.Comparator;
import java.util.stream.IntStream;

import sc.fiji.unsupervised.cluster.Agglomeration;
import sc.fiji.unsupervised.cluster.ClassPrototypes;
import sc.fiji.unsupervised.cluster.Interior;
import sc.fiji.unsupervised.cluster.Prototypes;
import sc.fiji.unsupervised.method.Fitted;
import sc.fiji.unsupervised.model.MergeTree;

/**
 * Clusters merged to classes, by descending area in the training tiles, equal areas by mean intensity, so that numbers and
 * colours are stable between runs.
 *
 * @param tree of all clusters
 * @param prototypes with their classes
 * @param shares of the training cells, by class
 */
record Classes(MergeTree tree, ClassPrototypes prototypes, double[] shares) {

	/**
	 * @param k number of classes, at most that of prototypes
	 */
	static Classes of(final Fitted fitted, final Census census, final int k) {
		final Prototypes prototypes = fitted.prototypes();
		final int[] groups = fitted.groups().length > 0 ? fitted.groups() : Agglomeration.around(prototypes, Interior.weights(
			prototypes.metric(), census.contact()), k).cut(k);
		final MergeTree tree = Agglomeration.within(prototypes, Interior.treeWeights(prototypes.metric(), census.contact()),
			groups);
		final int[] group = tree.cut(k);
		final double[] shares = new double[k], intensity = new double[k];
		for (int i = 0; i < group.length; i++) {
			shares[group[i]] += census.contact().shares()[i];
			intensity[group[i]] += census.contact().shares()[i] * census.intensity()[i];
		}
		final int[] order = IntStream.range(0, k).boxed().sorted(Comparator.<Integer> comparingDouble(g -> -shares[g])
			.thenComparingDouble(g -> intensity[g] / Math.max(shares[g], 1e-12))).mapToInt(Integer::intValue).toArray();
		final int[] classOfGroup = new int[k];
		for (int c = 0; c < k; c++) classOfGroup[order[c]] = c;
		return new Classes(tree, new ClassPrototypes(prototypes, IntStream.of(group).map(g -> classOfGroup[g]).toArray(), k),
			IntStream.of(order).mapToDouble(g -> shares[g]).toArray());
	}
}
