package sc.fiji.unsupervised.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.cluster.Votes.Voter;
import sc.fiji.unsupervised.model.Tensor;

class VotesTest {

	private static final int[] LABELS = { 0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3 };

	@Test
	void clusteringsThatAgreeDoSoBeyondChance() {
		final Voter one = voter(1, LABELS, 0, 1, 10, 11);
		final Votes same = Votes.of(List.of(one, one, one), 2);
		assertEquals(1, same.agreement(), 1e-12);
		assertEquals(1.5, same.power(), "the first of equals");
		assertEquals(same.groups()[0], same.groups()[1]);
		assertEquals(same.groups()[2], same.groups()[3]);
		assertTrue(same.groups()[1] != same.groups()[2]);
		// Two of twelve vectors lie on the other side: p = 10/12, by chance 1/2.
		final Votes other = Votes.of(List.of(one, voter(1, new int[] { 0, 0, 0, 1, 1, 2, 1, 2, 2, 3, 3, 3 }, 0, 1, 10, 11)), 2);
		assertEquals((10 / 12.0 - 0.5) / 0.5, other.agreement(), 1e-12);
	}

	@Test
	void oneClassOrOneVoterKnowsNoChance() {
		final Voter one = voter(1, LABELS, 0, 1, 10, 11);
		assertEquals(0, Votes.of(List.of(one, one), 1).agreement(), "one class alone");
		assertEquals(1, Votes.of(List.of(one), 2).agreement(), "nobody to differ from");
		assertThrows(IndexOutOfBoundsException.class, () -> Votes.of(List.of(), 2));
	}

	/**
	 * Large regions at 0 and 10; between them borders at 4 to 7, as many cells, which k-means cuts as it likes. Counted as the
	 * others, two of three classes lie where the clusterings differ.
	 */
	@Test
	void insidesCountAsMuchAsMakesTheClusteringsAgree() {
		final int[] labels = { 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3 };
		final int[] moved = { 0, 0, 0, 0, 1, 2, 1, 2, 1, 2, 1, 2, 3, 3, 3, 3 };
		final Voter a = voter(0.2, labels, 0, 3, 7, 10), b = voter(0.2, moved, 0, 4.9, 5.1, 10);
		final Votes votes = Votes.of(List.of(a, b), 3);
		for (final double power : new double[] { 1.5, 8 }) {
			final int[][] groups = Agglomeration.agreed(List.of(a.prototypes(), b.prototypes()), List.of(Interior.weights(
				Metric.EUCLIDEAN, a.contact(), power), Interior.weights(Metric.EUCLIDEAN, b.contact(), power)), 3);
			double same = 0;
			for (int i = 0; i < labels.length; i++) same += groups[0][labels[i]] == groups[1][moved[i]] ? 1 / 16.0 : 0;
			assertTrue(votes.agreement() >= (same - 0.5) / 0.5, "power " + power + " would agree in " + same);
			if (power == votes.power()) assertArrayEquals(groups[0], votes.groups());
		}
	}

	/**
	 * Four clusters of equal size in a row.
	 *
	 * @param inner share of the middle ones' neighbours that are their own; the outer ones have 1
	 */
	private static Voter voter(final double inner, final int[] labels, final double... centres) {
		final float[] values = new float[4];
		for (int i = 0; i < 4; i++) values[i] = (float) centres[i];
		final double rest = (1 - inner) / 4;
		final double[][] contact = { { 0.25, 0, 0, 0 }, { 0, inner / 4, rest, 0 }, { 0, rest, inner / 4, 0 }, { 0, 0, 0, 0.25 } };
		return new Voter(new Prototypes(Metric.EUCLIDEAN, new Tensor(values, 4, 1)), new Contact(new double[] { 0.25, 0.25,
			0.25, 0.25 }, contact), labels);
	}
}
