package sc.fiji.unsupervised.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ContactTest {

	private static final Contact CONTACT = Contact.of(new long[] { 6, 3, 1 }, new long[][] { { 5, 2, 0 }, { 0, 1, 1 }, { 1,
		0, 0 } });

	@Test
	void countsBecomeShares() {
		assertArrayEquals(new double[] { 0.6, 0.3, 0.1 }, CONTACT.shares(), 1e-12);
		assertArrayEquals(new double[] { 0.5, 0.1, 0.05 }, CONTACT.pairs()[0], 1e-12);
		assertArrayEquals(new double[] { 0.1, 0.1, 0.05 }, CONTACT.pairs()[1], 1e-12);
	}

	@Test
	void coherenceOfClasses() {
		// 0.5 + 0.1 of the pairs agree, by chance 0.65² + 0.25² + 0.1²
		final double chance = 0.65 * 0.65 + 0.25 * 0.25 + 0.1 * 0.1;
		assertEquals((0.6 - chance) / (1 - chance), CONTACT.coherence(new int[] { 0, 1, 2 }), 1e-12);
		assertEquals((0.8 - 0.82) / 0.18, CONTACT.coherence(new int[] { 0, 0, 1 }), 1e-12, "less than by chance");
		assertEquals(0, CONTACT.coherence(new int[3]), "one class");
		assertEquals(1, Contact.of(new long[] { 4, 4 }, new long[][] { { 8, 0 }, { 0, 8 } }).coherence(new int[] { 0, 1 }),
			1e-12);
	}

	@Test
	void noPairsNoCoherence() {
		assertEquals(0, Contact.of(new long[] { 1, 0 }, new long[2][2]).coherence(new int[] { 0, 1 }));
	}
}
