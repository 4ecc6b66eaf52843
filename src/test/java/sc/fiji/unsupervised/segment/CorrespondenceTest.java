package sc.fiji.unsupervised.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

class CorrespondenceTest {

	private static final int ROWS = 19, COLUMNS = 23, CELL = 8;

	/** Left cells along one axis, right cells along another, of any length, with a little noise in the third direction. */
	private static CellGrid twoTextures(final int channels, final float noise) {
		final SplittableRandom random = new SplittableRandom(3);
		final float[] values = new float[ROWS * COLUMNS * channels];
		for (int cell = 0; cell < ROWS * COLUMNS; cell++) {
			final int at = cell * channels;
			values[at + (isLeft(cell) ? 0 : 1)] = 0.5f + 20 * (float) random.nextDouble();
			values[at + 2] = noise * (float) random.nextDouble(-1, 1);
		}
		return grid(values, channels);
	}

	private static CellGrid grid(final float[] values, final int channels) {
		return new CellGrid(values, ROWS, COLUMNS, channels, 1.0 / CELL, 1.0 / CELL);
	}

	private static boolean isLeft(final int cell) {
		return cell % COLUMNS < 10;
	}

	private static float[] similarity(final CellGrid grid, final int x, final int y) {
		final Correspondence slice = new Correspondence(grid);
		final float[] out = new float[ROWS * COLUMNS];
		slice.similarity(slice.code(x, y), out);
		return out;
	}

	@Test
	void theSameTextureIsAlikeAndTheOtherIsNot() {
		final float[] found = similarity(twoTextures(5, 0), 20, 60);
		for (int cell = 0; cell < found.length; cell++) assertEquals(isLeft(cell) ? 1 : 0, found[cell], 1e-6, "cell " + cell);
		final float[] noisy = similarity(twoTextures(5, 0.1f), 150, 90);
		for (int cell = 0; cell < noisy.length; cell++) assertTrue(isLeft(cell) ? noisy[cell] < 0.2 : noisy[cell] > 0.9,
			"cell " + cell + " " + noisy[cell]);
	}

	@Test
	void cosineOfKnownVectors() {
		final float[] values = new float[ROWS * COLUMNS * 2];
		for (int cell = 0; cell < ROWS * COLUMNS; cell++) {
			final double angle = cell * 0.01;
			values[2 * cell] = (float) (3 * Math.cos(angle));
			values[2 * cell + 1] = (float) (3 * Math.sin(angle));
		}
		final Correspondence slice = new Correspondence(grid(values, 2));
		final float[] out = new float[ROWS * COLUMNS];
		slice.similarity(new float[] { 0, 1 }, out);
		for (int cell = 0; cell < out.length; cell++) assertEquals(Math.sin(cell * 0.01), out[cell], 1e-5);
	}

	/** Pixels 3 and 4 are the middle of a cell of 8 pixels. */
	@Test
	void theCodeAtAPixelLiesBetweenThoseOfItsCells() {
		final CellGrid grid = twoTextures(4, 0);
		final Correspondence slice = new Correspondence(grid);
		final int border = 10 * CELL; // between a left and a right cell
		final float left = grid.values()[9 * 4], right = grid.values()[10 * 4 + 1];
		final float a = left * (0.5f - 0.5f / CELL), b = right * (0.5f + 0.5f / CELL), length = (float) Math.hypot(a, b);
		assertArrayEquals(new float[] { a / length, b / length, 0, 0 }, slice.code(border, 3), 1e-6f);
		assertArrayEquals(slice.code(0, 0), slice.code(-50, -50));
		assertArrayEquals(slice.code(COLUMNS * CELL - 1, 0), slice.code(COLUMNS * CELL + 99, -9));
	}

	@Test
	void aPlaceWithoutFeaturesIsLikeNothing() {
		final float[] found = similarity(grid(new float[ROWS * COLUMNS * 3], 3), 5, 5);
		for (final float value : found) assertEquals(0, value);
	}

	@Test
	void codesOfAnotherLengthAreRefused() {
		final Correspondence slice = new Correspondence(twoTextures(4, 0));
		assertThrows(IllegalArgumentException.class, () -> slice.similarity(new float[5], new float[ROWS * COLUMNS]));
	}
}
