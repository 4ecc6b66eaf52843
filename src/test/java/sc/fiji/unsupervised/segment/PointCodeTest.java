package sc.fiji.unsupervised.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PointCodeTest {

	private static final int CELL = 8, CELLS = 5, SIZE = CELL * CELLS;

	/** Cells whose code is the bright share of their pixels and their number. */
	private static CellGrid codes(final float[] plane) {
		final float[] values = new float[CELLS * CELLS * 2];
		for (int p = 0; p < plane.length; p++) {
			final int cell = p / SIZE / CELL * CELLS + p % SIZE / CELL;
			values[2 * cell] += plane[p] > 0.5 ? 1f / (CELL * CELL) : 0;
			values[2 * cell + 1] = cell;
		}
		return new CellGrid(values, CELLS, CELLS, 2, 1.0 / CELL, 1.0 / CELL);
	}

	/** Bright from column {@code border} on. */
	private static float[] half(final int border) {
		final float[] plane = new float[SIZE * SIZE];
		for (int p = 0; p < plane.length; p++) plane[p] = p % SIZE >= border ? 0.9f : 0.1f;
		return plane;
	}

	@Test
	void sideOfTheBorderThatWasClickedCounts() {
		final float[] plane = half(20);
		final CellGrid codes = codes(plane);
		assertEquals(0.5, codes.values()[2 * codes.cell(19, 20)], 1e-6, "the cell itself tells nothing");
		final float dark = PointCode.of(codes, new float[][] { plane }, SIZE, 19, 20)[0];
		final float bright = PointCode.of(codes, new float[][] { plane }, SIZE, 20, 20)[0];
		assertTrue(dark < 0.15, "dark: " + dark);
		assertTrue(bright > 0.85, "bright: " + bright);
		assertEquals(1, dark + bright, 1e-3, "both sides are alike");
	}

	@Test
	void otherChannelsTellToo() {
		final float[] plane = half(20), flat = new float[plane.length];
		final CellGrid codes = codes(plane);
		final float[] both = PointCode.of(codes, new float[][] { flat, plane }, SIZE, 19, 20);
		assertTrue(both[0] < 0.2, "dark: " + both[0]);
	}

	/** Cells of codes 0, 0.5 and 1 with centres 7.5, 0.5 and 8.5 pixels away, where nothing else tells. */
	@Test
	void nearerCellsCountMore() {
		final double left = Math.exp(-0.9375 * 0.9375 / 2), middle = Math.exp(-0.0625 * 0.0625 / 2);
		final double right = Math.exp(-1.0625 * 1.0625 / 2);
		assertEquals((0.5 * middle + right) / (left + middle + right), PointCode.of(codes(half(20)), new float[][] {
			new float[SIZE * SIZE] }, SIZE, 19, 20)[0], 1e-6);
	}

	/** Without differences the nine cells count by their distance: their mean is the middle one. */
	@Test
	void flatPictureGivesTheCellsAround() {
		final float[] plane = new float[SIZE * SIZE];
		final CellGrid codes = codes(plane);
		final float[] middle = PointCode.of(codes, new float[][] { plane }, SIZE, 19, 19);
		assertEquals(12, middle[1], 0.5);
		final float[] corner = PointCode.of(codes, new float[][] { plane }, SIZE, 0, 0);
		assertTrue(corner[1] >= 0 && corner[1] < 3, "corner: " + corner[1]);
		final float[] last = PointCode.of(codes, new float[][] { plane }, SIZE, SIZE - 1, SIZE - 1);
		assertTrue(last[1] > 21 && last[1] <= 24, "last: " + last[1]);
	}

	/** Cells beyond the slice, which tiles have, hold no pixels and do not count. */
	@Test
	void cellsWithoutPixelsDoNotCount() {
		final float[] values = new float[CELLS * CELLS];
		for (int i = 0; i < values.length; i++) values[i] = i % CELLS < 2 ? 1 : 100;
		final CellGrid codes = new CellGrid(values, CELLS, CELLS, 1, 1.0 / CELL, 1.0 / CELL);
		final int width = 2 * CELL;
		assertArrayEquals(new float[] { 1 }, PointCode.of(codes, new float[][] { new float[width * CELL] }, width, width - 1,
			3), 1e-6f);
	}

	@Test
	void cellsSmallerThanAPixelAreFound() {
		final float[] values = new float[64];
		for (int i = 0; i < values.length; i++) values[i] = i;
		final CellGrid codes = new CellGrid(values, 8, 8, 1, 2, 2);
		final float[] code = PointCode.of(codes, new float[][] { new float[16] }, 4, 1, 1);
		assertTrue(Math.abs(code[0] - codes.cell(1, 1)) <= 9 && code[0] > 0, "code " + code[0]);
	}
}
