package sc.fiji.unsupervised.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.evaluate.ClassMeasurements.Row;

class ClassMeasurementsTest {

	@Test
	void measuresEveryClassOfEverySlice() {
		final ClassMeasurements measurements = new ClassMeasurements(3, 0.25);
		measurements.add(0, new int[] { 1, 1, 0, 2, 1, 9 }, new float[][] { { 1, 2, 100, 7, 6, 100 }, { 5, 5, 0, 1, 5, 0 } });
		measurements.add(4, new int[] { 3, 3 }, new float[][] { { 65000, 65002 }, { 1, 1 } });
		final List<Row> rows = measurements.rows();
		assertEquals(6, rows.size());

		final Row one = rows.get(0);
		assertEquals(0, one.slice());
		assertEquals(1, one.label());
		assertEquals(3, one.pixels());
		assertEquals(0.75, one.fraction());
		assertEquals(0.75, one.area());
		assertArrayEquals(new double[] { 3, 5 }, one.mean());
		assertArrayEquals(new double[] { Math.sqrt(7), 0 }, one.sd(), 1e-12);

		final Row single = rows.get(1);
		assertArrayEquals(new double[] { 7, 1 }, single.mean());
		assertArrayEquals(new double[] { 0, 0 }, single.sd());

		final Row empty = rows.get(2);
		assertEquals(0, empty.pixels());
		assertEquals(0, empty.fraction());
		assertTrue(Double.isNaN(empty.mean()[0]) && Double.isNaN(empty.sd()[1]));

		final Row last = rows.get(5);
		assertEquals(4, last.slice());
		assertEquals(1, last.fraction());
		assertEquals(Math.sqrt(2), last.sd()[0], 1e-12);
	}

	@Test
	void worksWithoutChannelsAndWithoutLabels() {
		final ClassMeasurements measurements = new ClassMeasurements(1, 1);
		measurements.add(0, new int[] { 0, 0 }, new float[0][]);
		final Row row = measurements.rows().get(0);
		assertTrue(Double.isNaN(row.fraction()));
		assertEquals(0, row.mean().length);
		assertThrows(IllegalArgumentException.class, () -> measurements.add(1, new int[2], new float[][] { new float[3] }));
	}

	@Test
	void pooledEqualsOneMeasurementOfAll() {
		final ClassMeasurements parts = new ClassMeasurements(2, 0.5), whole = new ClassMeasurements(2, 0.5);
		final int[][] labels = { { 1, 1, 2 }, { 2, 2, 2 }, { 0, 1, 2 } };
		final float[][] values = { { 65001, 65000, 3 }, { 4, 5, 6 }, { 9, 65009, 1 } };
		final int[] allLabels = new int[9];
		final float[] allValues = new float[9];
		for (int s = 0; s < 3; s++) {
			parts.add(s, labels[s], new float[][] { values[s] });
			System.arraycopy(labels[s], 0, allLabels, 3 * s, 3);
			System.arraycopy(values[s], 0, allValues, 3 * s, 3);
		}
		whole.add(0, allLabels, new float[][] { allValues });
		for (int k = 0; k < 2; k++) {
			final int label = k + 1;
			final Row pooled = Row.pooled(parts.rows().stream().filter(r -> r.label() == label).toList(), 8);
			final Row expected = whole.rows().get(k);
			assertEquals(expected.pixels(), pooled.pixels());
			assertEquals(expected.fraction(), pooled.fraction());
			assertEquals(expected.area(), pooled.area());
			assertArrayEquals(expected.mean(), pooled.mean(), 1e-9);
			assertArrayEquals(expected.sd(), pooled.sd(), 1e-9);
		}
		assertTrue(Double.isNaN(Row.pooled(List.of(new Row(0, 1, 0, 0, 0, new double[] { Double.NaN }, new double[] {
			Double.NaN })), 5).mean()[0]));
	}
}
