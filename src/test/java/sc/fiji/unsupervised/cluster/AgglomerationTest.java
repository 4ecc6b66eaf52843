package sc.fiji.unsupervised.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.model.MergeTree;
import sc.fiji.unsupervised.model.Tensor;

/** Expected values come from {@code scipy.cluster.hierarchy.linkage(x, "ward")}, SciPy 1.17; its heights are d, ours d² / 2. */
class AgglomerationTest {

	private static final float[] X = { 0, 0, 1, 0.2f, 5, 5, 5.5f, 4, 9, 0, 0.3f, 2.5f, 4, 6.5f };
	private static final double[] ONES = { 1, 1, 1, 1, 1, 1, 1 };

	private static Prototypes prototypes(final Metric metric, final float... x) {
		return new Prototypes(metric, new Tensor(x, x.length / 2, 2));
	}

	private static void assertTree(final MergeTree tree, final int[][] nodes, final double... heights) {
		for (int i = 0; i < nodes.length; i++) {
			assertArrayEquals(nodes[i], new int[] { tree.merges().get(i).a(), tree.merges().get(i).b() }, "merge " + i);
			assertEquals(heights[i], tree.merges().get(i).height(), 1e-6 * heights[i], "height " + i);
		}
	}

	@Test
	void wardOfEqualWeights() {
		assertTree(Agglomeration.ward(prototypes(Metric.EUCLIDEAN, X), ONES), new int[][] { { 0, 1 }, { 2, 3 }, { 6, 8 }, { 5,
			7 }, { 4, 9 }, { 10, 11 } }, 0.52, 0.625, 3.70833333, 3.86666667, 33.04166667, 65.93547619);
	}

	/** As SciPy for repeated vectors. */
	@Test
	void wardWeightedBySize() {
		final MergeTree tree = Agglomeration.ward(prototypes(Metric.EUCLIDEAN, X), new double[] { 3, 1, 2, 5, 1, 4, 2 });
		assertTree(tree, new int[][] { { 0, 1 }, { 2, 3 }, { 6, 8 }, { 5, 7 }, { 4, 9 }, { 10, 11 } }, 0.78, 1.78571429,
			10.49206349, 12.01, 34.54722222, 159.69444444);
		assertArrayEquals(new int[] { 0, 0, 1, 1, 1, 0, 1 }, tree.cut(2));
		assertArrayEquals(new int[] { 0, 0, 1, 1, 2, 3, 1 }, tree.cut(4));
	}

	/** Cut at its number of classes the tree gives the best grouping, elsewhere it is nested all the same. */
	@Test
	void treesAroundAGrouping() {
		final Prototypes p = prototypes(Metric.EUCLIDEAN, 0, 0, 2, 0, 4.1f, 0, 6.1f, 0, 8.2f, 0, 10.2f, 0);
		final double[] w = { 1, 1, 1, 1, 1, 1 };
		assertArrayEquals(new int[] { 0, 0, 1, 1, 2, 2 }, Agglomeration.around(p, w, 3).cut(3));
		final MergeTree tree = Agglomeration.around(p, w, 2);
		assertArrayEquals(new int[] { 0, 0, 0, 1, 1, 1 }, tree.cut(2));
		for (int k = 1; k < 6; k++) {
			final int[] coarse = tree.cut(k), fine = tree.cut(k + 1);
			for (int i = 0; i < 6; i++)
				for (int j = 0; j < 6; j++) if (fine[i] == fine[j]) assertEquals(coarse[i], coarse[j]);
		}
		for (int k = 1; k <= 6; k++) assertEquals(k, Arrays.stream(Agglomeration.around(p, w, k).cut(k)).distinct().count());
	}

	/** The first run alone joins its last two; prototypes of others near the first outvote it. */
	@Test
	void groupsInWhichRunsAgree() {
		final Prototypes one = prototypes(Metric.EUCLIDEAN, 0, 0, 1.6f, 0, 3, 0), other = prototypes(Metric.EUCLIDEAN, 0, 0,
			0.8f, 0, 3, 0), fewer = prototypes(Metric.EUCLIDEAN, 0, 0, 3, 0);
		final double[] w = { 1, 1, 1 };
		assertArrayEquals(new int[] { 0, 1, 1 }, grouping(Agglomeration.agreed(List.of(one), List.of(w), 2)[0]));
		assertArrayEquals(new int[] { 0, 0, 1 }, grouping(Agglomeration.agreed(List.of(one, other, other), List.of(w, w, w),
			2)[0]));
		assertArrayEquals(new int[] { 0, 1, 1 }, grouping(Agglomeration.agreed(List.of(one, other, other), List.of(w, new double[] {
			1, 1e-6, 1 }, new double[] { 1, 1e-6, 1 }), 2)[0]), "prototypes without weight have no say");
		final int[][] both = Agglomeration.agreed(List.of(fewer, other), List.of(new double[] { 1, 1 }, w), 2);
		assertEquals(2, both[0].length);
		assertArrayEquals(new int[] { both[0][0], both[0][0], both[0][1] }, both[1]);
		assertArrayEquals(new int[] { 0, 0, 1 }, Agglomeration.within(one, w, new int[] { 5, 5, 2 }).cut(2));
	}

	/** Numbered by their first member. */
	private static int[] grouping(final int[] groups) {
		final List<Integer> seen = Arrays.stream(groups).distinct().boxed().toList();
		return Arrays.stream(groups).map(seen::indexOf).toArray();
	}

	@Test
	void directionsAloneCountForCosine() {
		final float[] x = X.clone();
		x[0] = 2;
		x[1] = -1;
		for (int i = 0; i < 4; i++) x[i] *= 7;
		assertTree(Agglomeration.ward(prototypes(Metric.COSINE, x), ONES), new int[][] { { 2, 3 }, { 1, 4 }, { 6, 7 }, { 0,
			8 }, { 5, 9 }, { 10, 11 } }, 0.01223703, 0.01941932, 0.0641983, 0.20434062, 0.29354469, 1.59386328);
	}

	@Test
	void clustersWithoutVectorsGoToTheNearest() {
		final int[] cut = Agglomeration.ward(prototypes(Metric.EUCLIDEAN, X), new double[] { 1, 1, 1, 1, 1, 1, 0 }).cut(6);
		assertEquals(cut[2], cut[6]);
		assertEquals(6, Arrays.stream(cut).distinct().count());
	}

	@Test
	void tiesGoToLowerNumbers() {
		final MergeTree tree = Agglomeration.ward(prototypes(Metric.EUCLIDEAN, 0, 0, 1, 0, 10, 0, 11, 0), new double[] { 1, 1,
			1, 1 });
		assertTree(tree, new int[][] { { 0, 1 }, { 2, 3 }, { 4, 5 } }, 0.5, 0.5, 100);
		assertTrue(Agglomeration.ward(prototypes(Metric.COSINE, 1, 2), new double[] { 1 }).merges().isEmpty());
	}
}
