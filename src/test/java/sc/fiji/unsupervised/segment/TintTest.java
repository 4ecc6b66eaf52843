package sc.fiji.unsupervised.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.stack.Bilinear;

class TintTest {

	private static final int ROWS = 7, COLUMNS = 9, WIDTH = 72, HEIGHT = 56;
	private static final int[] NUMBERS = new int[Tint.COLOURS];
	static {
		Arrays.setAll(NUMBERS, i -> i);
	}

	private static CellGrid cells(final int rows, final int columns) {
		return new CellGrid(new float[rows * columns], rows, columns, 1, 1.0 / 8, 1.0 / 8);
	}

	private static float[] random(final int seed) {
		final SplittableRandom random = new SplittableRandom(seed);
		final float[] values = new float[ROWS * COLUMNS];
		for (int i = 0; i < values.length; i++) values[i] = (float) random.nextDouble(-1, 1);
		return values;
	}

	private static float[] pixels(final float[] values) {
		final float[] pixels = new float[WIDTH * HEIGHT];
		new Bilinear(ROWS, COLUMNS, HEIGHT, WIDTH).resize(values, 1, 0, HEIGHT, pixels);
		return pixels;
	}

	@Test
	void drawsTheInterpolatedValue() {
		final float[] values = random(1), pixels = pixels(values);
		final int[] out = new int[WIDTH * HEIGHT];
		new Tint(WIDTH, HEIGHT, cells(ROWS, COLUMNS)).draw(values, -0.5f, 0.5f, NUMBERS, out);
		for (int i = 0; i < out.length; i++) assertEquals(Math.max(0, Math.min(255, (pixels[i] + 0.5f) * 255)), out[i], 0.51);
	}

	@Test
	void drawsTheGreatestOfSeveral() {
		final float[][] values = { random(1), random(2), random(3) };
		final float[][] pixels = { pixels(values[0]), pixels(values[1]), pixels(values[2]) };
		final int[] out = new int[WIDTH * HEIGHT];
		new Tint(WIDTH, HEIGHT, cells(ROWS, COLUMNS)).drawGreatest(values, new int[] { 10, 11, 12 }, out);
		int wrong = 0;
		for (int i = 0; i < out.length; i++) {
			int best = 0;
			for (int k = 1; k < 3; k++) if (pixels[k][i] > pixels[best][i]) best = k;
			if (out[i] != 10 + best) wrong++;
		}
		assertEquals(0, wrong);
	}

	/** The grid of a slice reaches beyond it when its size is no multiple of a cell or below a tile. */
	@Test
	void cellsBeyondTheSliceDoNotShow() {
		final float[] inside = random(4), larger = new float[(ROWS + 3) * (COLUMNS + 2)];
		Arrays.fill(larger, 1);
		for (int r = 0; r < ROWS; r++) System.arraycopy(inside, r * COLUMNS, larger, r * (COLUMNS + 2), COLUMNS);
		final int width = WIDTH - 4, height = HEIGHT - 4; // ends at the centres of the last cells
		final int[] expected = new int[width * height], out = new int[width * height];
		new Tint(width, height, cells(ROWS, COLUMNS)).draw(inside, -1, 1, NUMBERS, expected);
		new Tint(width, height, cells(ROWS + 3, COLUMNS + 2)).draw(larger, -1, 1, NUMBERS, out);
		assertArrayEquals(expected, out);
	}
}
