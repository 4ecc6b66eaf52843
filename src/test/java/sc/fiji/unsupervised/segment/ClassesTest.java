package sc.fiji.unsupervised.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.cluster.Contact;
import sc.fiji.unsupervised.cluster.Metric;
import sc.fiji.unsupervised.cluster.Prototypes;
import sc.fiji.unsupervised.method.Fitted;
import sc.fiji.unsupervised.model.Tensor;

class ClassesTest {

	/** Dark ground (0, 1), bright grains (9, 10), their wide borders (4, 6), a few brightest specks (14). */
	private static Classes of(final int... groups) {
		final double[] shares = { 0.15, 0.15, 0.2, 0.2, 0.13, 0.13, 0.04 };
		final double[] self = { 0.12, 0.12, 0.03, 0.03, 0.1, 0.1, 0.03 };
		final double[][] contact = new double[7][7];
		final int[][] beside = { { 0, 2 }, { 1, 2 }, { 2, 3 }, { 3, 4 }, { 3, 5 }, { 5, 6 } };
		for (int i = 0; i < 7; i++) contact[i][i] = self[i];
		for (final int[] b : beside) contact[b[0]][b[1]] = contact[b[1]][b[0]] = 0.034;
		final Prototypes prototypes = new Prototypes(Metric.EUCLIDEAN, new Tensor(new float[] { 0, 1, 4, 6, 9, 10, 14 }, 7, 1));
		return Classes.of(new Fitted(null, prototypes, groups, null), new Census(new Contact(shares, contact), new double[7]), 3);
	}

	@Test
	void classesGoByInsidesWhateverTheTreeCounts() {
		assertArrayEquals(new int[] { 0, 0, 0, 1, 1, 1, 2 }, of().prototypes().classOf());
	}

	@Test
	void classesThatTheMethodKnowsStay() {
		final int[] classes = of(0, 0, 0, 0, 1, 1, 2).prototypes().classOf();
		assertArrayEquals(new int[] { 0, 0, 0, 0, 1, 1, 2 }, classes);
		assertArrayEquals(classes, of(0, 0, 0, 0, 1, 1, 2).tree().cut(3));
	}
}
