package sc.fiji.unsupervised.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SizeStatisticsTest {

	@Test
	void distribution() {
		assertEquals(new SizeStatistics(4, 4, Math.sqrt(50.0 / 3), 1, 2.5, 10), SizeStatistics.of(new double[] { 10, 2, 3, 1 }));
		assertEquals(new SizeStatistics(3, 2, 1, 1, 2, 3), SizeStatistics.of(new double[] { 2, 3, 1 }));
		assertEquals(new SizeStatistics(1, 7, 0, 7, 7, 7), SizeStatistics.of(new double[] { 7 }));
	}

	@Test
	void none() {
		final SizeStatistics none = SizeStatistics.of(new double[0]);
		assertEquals(0, none.count());
		assertTrue(Double.isNaN(none.mean()) && Double.isNaN(none.max()) && Double.isNaN(none.median()));
	}
}
