package sc.fiji.unsupervised.stack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileGridTest {

	@ParameterizedTest
	@CsvSource({ "645,484,224,8,0", "512,512,224,16,0", "448,448,224,14,0", "448,448,224,14,28", "1,1,224,8,0",
		"3,700,224,14,0", "225,224,224,8,0", "1296,966,224,8,32", "30,20,16,8,8" })
	void everyPixelIsCovered(final int width, final int height, final int tile, final int stride, final int overlap) {
		final TileGrid grid = new TileGrid(width, height, tile, stride, overlap);
		final int pw = grid.paddedWidth(), ph = grid.paddedHeight();
		assertEquals(0, pw % stride);
		assertTrue(pw >= width && pw >= tile && (pw < width + stride || pw == tile));
		assertEquals(pw / stride, grid.cellColumns());
		assertEquals(ph / stride, grid.cellRows());
		final boolean[] covered = new boolean[pw * ph];
		int right = 0, bottom = 0;
		for (int i = 0; i < grid.count(); i++) {
			assertEquals(0, grid.x(i) % stride);
			assertEquals(0, grid.y(i) % stride);
			right = Math.max(right, grid.x(i) + tile);
			bottom = Math.max(bottom, grid.y(i) + tile);
			if (grid.y(i) == 0 && grid.x(i) > 0) assertTrue(grid.x(i - 1) + tile - grid.x(i) >= overlap / stride * stride);
			for (int y = 0; y < tile; y++)
				for (int x = 0; x < tile; x++)
					covered[(grid.y(i) + y) * pw + grid.x(i) + x] = true;
		}
		assertEquals(pw, right);
		assertEquals(ph, bottom);
		for (final boolean c : covered)
			assertTrue(c);
	}

	@Test
	void fewTilesAreEnough() {
		assertEquals(9, new TileGrid(645, 484, 224, 8).count());
		assertEquals(4, new TileGrid(448, 448, 224, 14).count());
		assertEquals(1, new TileGrid(224, 10, 224, 8).count());
	}

	@Test
	void cellsCountWhenTheirCentreIsInTheImage() {
		assertEquals(28, new TileGrid(224, 224, 224, 8).validColumns(0));
		assertEquals(27, new TileGrid(220, 224, 224, 8).validColumns(0));
		assertEquals(28, new TileGrid(221, 224, 224, 8).validColumns(0));
		assertEquals(2, new TileGrid(224, 13, 224, 8).validRows(0));
		assertEquals(1, new TileGrid(224, 12, 224, 8).validRows(0));
		assertEquals(2, new TileGrid(224, 22, 224, 14).validRows(0));
		assertEquals(1, new TileGrid(1, 1, 224, 8).validRows(0));
		final TileGrid wide = new TileGrid(228, 224, 224, 8);
		assertEquals(2, wide.count());
		assertEquals(28, wide.validColumns(0));
		assertEquals(27, wide.validColumns(1));
	}

	private static int reference(final int index, final int size) {
		int i = index;
		while (size > 1 && (i < 0 || i >= size))
			i = i < 0 ? -i : 2 * (size - 1) - i;
		return size == 1 ? 0 : i;
	}

	@ParameterizedTest
	@CsvSource({ "50,40", "1,1", "3,2", "2,100", "17,16", "16,16" })
	void readMirrorsOnlyBeyondTheSlice(final int width, final int height) {
		final float[][] planes = new float[6][width * height];
		for (int p = 0; p < 6; p++)
			for (int i = 0; i < width * height; i++)
				planes[p][i] = p * 10000 + i;
		planes[5] = planes[4];
		final Slice slice = new Slice(width, height, planes, Region.WHOLE);
		final TileGrid grid = new TileGrid(width, height, 16, 4);
		final int halo = 5, size = 16 + 2 * halo;
		final float[] out = new float[3 * size * size];
		for (int group = 0; group < 2; group++)
			for (int i = 0; i < grid.count(); i++) {
				grid.read(slice, group, i, halo, out);
				for (int o = 0; o < out.length; o++) {
					final int x = reference(grid.x(i) - halo + o % size, width);
					final int y = reference(grid.y(i) - halo + o / size % size, height);
					assertEquals(planes[3 * group + o / (size * size)][y * width + x], out[o]);
				}
			}
	}

	@Test
	void placeHoldsTheMeanOfEachCell() {
		final float[] a = new float[6 * 5], b = new float[6 * 5];
		for (int i = 0; i < a.length; i++) {
			a[i] = i % 6 / 10f;
			b[i] = i / 6 / 10f;
		}
		final TileGrid grid = new TileGrid(6, 5, 8, 4);
		final TilePlace place = grid.place(7, new Slice(6, 5, new float[][] { a, b, b }, Region.WHOLE), 0);
		assertEquals(7, place.slice());
		assertEquals(1, place.validRows());
		assertEquals(1, place.validColumns());
		assertArrayEquals(new float[] { (0.15f + 0.15f) / 2, (0.45f + 0.15f) / 2, (0.15f + 0.4f) / 2, (0.45f + 0.4f) / 2 },
			place.intensity(), 1e-6f);
	}

	@Test
	void cellsOutsideHaveNoIntensity() {
		final TilePlace place = new TileGrid(4, 4, 8, 4).place(0, new Slice(4, 4, new float[][] { filled(), filled(),
			filled() }, Region.WHOLE), 0);
		assertArrayEquals(new float[] { 1, 0, 0, 0 }, place.intensity());
	}

	private static float[] filled() {
		final float[] plane = new float[16];
		Arrays.fill(plane, 1);
		return plane;
	}

	@Test
	void impossibleGridsAreRefused() {
		assertThrows(IllegalArgumentException.class, () -> new TileGrid(10, 10, 20, 8));
		assertThrows(IllegalArgumentException.class, () -> new TileGrid(10, 10, 16, 8, 16));
		assertThrows(IllegalArgumentException.class, () -> new TileGrid(0, 10, 16, 8));
		final Slice other = new Slice(2, 2, new float[3][4], Region.WHOLE);
		assertThrows(IllegalArgumentException.class, () -> new TileGrid(10, 10, 16, 8).read(other, 0, 0, 0, new float[768]));
	}
}
