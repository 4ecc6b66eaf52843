package sc.fiji.unsupervised.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
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
	 * Large regions at 0, 4 and 20; between 4 and 20 lie two clusters of border cells, whose centres are chance. If they count
	 * nearly as much as insides do, they claim a class, to which only one clustering has both go.
	 */
	@Test
	void insidesCountAsMuchAsMakesTheClusteringsAgree() {
		final int[] labels = { 0, 0, 1, 1, 2, 2, 3, 3, 4, 4 };
		final Votes alone = Votes.of(List.of(voter(0.7, labels, 0, 4, 11, 13, 20), voter(0.7, labels, 0, 4, 8, 16, 20)), 3);
		assertEquals(8, alone.power());
		assertEquals(1, alone.agreement(), 1e-12);
		final int[] g = alone.groups();
		assertArrayEquals(new int[] { g[0], g[1], g[1], g[4], g[4] }, g);
		assertEquals(3, Arrays.stream(g).distinct().count());
		// Borders as wide as regions count as much by any power: then the clusterings differ, and the usual power stays.
		final Votes wide = Votes.of(List.of(voter(1, labels, 0, 4, 11, 13, 20), voter(1, labels, 0, 4, 8, 16, 20)), 3);
		assertEquals(1.5, wide.power());
		assertTrue(wide.agreement() < 0.9, "" + wide.agreement());
	}

	/**
	 * Clusters of equal size in a row.
	 *
	 * @param inner share of the two last but one's neighbours that are their own, the rest belongs to the other one; the others
	 *          have 1
	 */
	private static Voter voter(final double inner, final int[] labels, final double... centres) {
		final int n = centres.length;
		final float[] values = new float[n];
		final double[] shares = new double[n];
		final double[][] contact = new double[n][n];
		for (int i = 0; i < n; i++) {
			values[i] = (float) centres[i];
			shares[i] = 1.0 / n;
			final boolean border = i == n - 2 || i == n - 3;
			contact[i][i] = (border ? inner : 1) / n;
			if (border) contact[i][2 * n - 5 - i] = (1 - inner) / n;
		}
		return new Voter(new Prototypes(Metric.EUCLIDEAN, new Tensor(values, n, 1)), new Contact(shares, contact), labels);
	}
}
