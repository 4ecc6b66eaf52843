package sc.fiji.unsupervised.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.model.Tensor;

class InteriorTest {

	private static final double[] SHARES = { 0.3, 0.2, 0.5 };
	/** The last cluster lies between the others and hardly beside itself. */
	private static final double[][] CONTACT = { { 0.2, 0, 0.1 }, { 0, 0.1, 0.1 }, { 0.1, 0.1, 0.3 } };

	@Test
	void shareTimesSelfContactBeyondChance() {
		final double[] w = Interior.weights(Metric.EUCLIDEAN, new Contact(SHARES, CONTACT));
		assertEquals(0.3 * Math.pow((2 / 3.0 - 0.3) / 0.7, 1.5), w[0], 1e-12);
		assertEquals(0.2 * Math.pow((0.5 - 0.2) / 0.8, 1.5), w[1], 1e-12);
		assertEquals(0.5 * Math.pow((0.6 - 0.5) / 0.5, 1.5), w[2], 1e-12);
		assertTrue(w[2] < w[1]);
	}

	@Test
	void sharesAloneWithoutContactOrForDirections() {
		assertArrayEquals(SHARES, Interior.weights(Metric.EUCLIDEAN, new Contact(SHARES, new double[3][3])), 1e-12);
		assertArrayEquals(SHARES, Interior.weights(Metric.COSINE, new Contact(SHARES, CONTACT)), 1e-12);
	}

	@Test
	void clustersThatNeverTouchThemselvesOrHaveNoCellsKeepALittle() {
		for (final double w : Interior.weights(Metric.EUCLIDEAN, new Contact(new double[] { 0.5, 0.5, 0 }, new double[][] { {
			0, 0.5, 0 }, { 0.5, 0, 0 }, { 0, 0, 0 } }))) assertTrue(w > 0 && w < 1e-3, "" + w);
		assertArrayEquals(new double[] { 1 }, Interior.weights(Metric.EUCLIDEAN, new Contact(new double[] { 1 }, new double[][] { { 1 } })),
			1e-12);
	}

	/** Dark ground (0, 1), bright grains (9, 10), their wide borders (4, 6), a few brightest specks (14). */
	@Test
	void bordersClaimNoClass() {
		final Prototypes p = new Prototypes(Metric.EUCLIDEAN, new Tensor(new float[] { 0, 1, 4, 6, 9, 10, 14 }, 7, 1));
		final double[] shares = { 0.15, 0.15, 0.2, 0.2, 0.13, 0.13, 0.04 };
		final double[][] contact = new double[7][7];
		final double[] self = { 0.12, 0.12, 0.03, 0.03, 0.1, 0.1, 0.03 };
		final int[][] beside = { { 0, 2 }, { 1, 2 }, { 2, 3 }, { 3, 4 }, { 3, 5 }, { 5, 6 } };
		for (int i = 0; i < 7; i++) contact[i][i] = self[i];
		for (final int[] b : beside) contact[b[0]][b[1]] = contact[b[1]][b[0]] = 0.034;
		assertArrayEquals(new int[] { 0, 0, 1, 1, 2, 2, 2 }, Agglomeration.around(p, shares, 3).cut(3));
		assertArrayEquals(new int[] { 0, 0, 0, 1, 1, 1, 2 }, Agglomeration.around(p, Interior.weights(Metric.EUCLIDEAN,
			new Contact(shares, contact)), 3).cut(3));
	}

	/** The last cluster but one hardly touches itself and is far from all others; the first two are alike. */
	@Test
	void aTreeKeepsThePartsOfSmallThings() {
		final Prototypes p = new Prototypes(Metric.EUCLIDEAN, new Tensor(new float[] { 0, 1, 9, 3 }, 4, 1));
		final double[] shares = { 0.3, 0.3, 0.1, 0.3 };
		final Contact contact = new Contact(shares, new double[][] { { 0.2, 0.05, 0.05, 0 }, { 0.05, 0.2, 0, 0.05 }, { 0.05, 0,
			0.01, 0.04 }, { 0, 0.05, 0.04, 0.21 } });
		final double[] classes = Interior.weights(Metric.EUCLIDEAN, contact), tree = Interior.treeWeights(Metric.EUCLIDEAN,
			contact);
		assertEquals(0.1 * 1e-4, classes[2], 1e-12, "as hardly any");
		assertEquals(0.1 * Math.pow(0.2, 1.5), tree[2], 1e-12, "as a fifth");
		for (final int i : new int[] { 0, 1, 3 }) assertEquals(classes[i], tree[i], 1e-12, "insides of more than a fifth");
		assertArrayEquals(new int[] { 0, 1, 2, 2 }, Agglomeration.ward(p, classes).cut(3), "merged for nothing");
		assertArrayEquals(new int[] { 0, 0, 1, 2 }, Agglomeration.ward(p, tree).cut(3));
		assertArrayEquals(shares, Interior.treeWeights(Metric.COSINE, contact), 1e-12);
	}
}
