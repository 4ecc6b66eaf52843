package sc.fiji.unsupervised.stack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

class TileBlenderTest {

	/** The part of a map that a tile sees. */
	private static float[] cut(final float[] map, final TileGrid grid, final int channels, final int i) {
		final int n = grid.tileCells();
		final float[] codes = new float[n * n * channels];
		for (int r = 0; r < n; r++) {
			final int from = ((grid.y(i) / grid.stride() + r) * grid.cellColumns() + grid.x(i) / grid.stride()) * channels;
			System.arraycopy(map, from, codes, r * n * channels, n * channels);
		}
		return codes;
	}

	@Test
	void agreeingTilesGiveTheMapToTheLastBit() {
		final TileGrid grid = new TileGrid(150, 90, 64, 8, 24);
		final Random random = new Random(1);
		final float[] map = new float[grid.cellRows() * grid.cellColumns() * 5];
		for (int i = 0; i < map.length; i++)
			map[i] = (float) random.nextGaussian();
		final TileBlender blender = new TileBlender(grid, 5);
		for (int i = 0; i < grid.count(); i++)
			blender.add(i, cut(map, grid, 5, i), 0);
		assertArrayEquals(map, blender.finish());
	}

	@Test
	void disagreeingTilesFadeIntoEachOther() {
		final TileGrid grid = new TileGrid(96, 64, 64, 8);
		final TileBlender blender = new TileBlender(grid, 1);
		final float[] zeros = new float[64], ones = new float[64];
		Arrays.fill(ones, 1);
		blender.add(0, zeros, 0);
		blender.add(1, ones, 0);
		final float[] row = Arrays.copyOf(blender.finish(), 12);
		for (int c = 0; c < 4; c++)
			assertEquals(0, row[c]);
		for (int c = 8; c < 12; c++)
			assertEquals(1, row[c]);
		for (int c = 4; c <= 8; c++)
			assertTrue(row[c] > row[c - 1] && row[c] <= 1);
		assertEquals(1, row[4] + row[7], 1e-6);
	}

	@Test
	void tilesComeInOrder() {
		final TileBlender blender = new TileBlender(new TileGrid(96, 64, 64, 8), 1);
		blender.add(1, new float[64], 0);
		assertThrows(IllegalStateException.class, () -> blender.add(0, new float[64], 0));
	}

	@Test
	void whereNoTileCameTheMapIsZero() {
		final TileGrid grid = new TileGrid(128, 64, 64, 8);
		final TileBlender blender = new TileBlender(grid, 1);
		final float[] batch = new float[2 * 64];
		Arrays.fill(batch, 64, 128, 3);
		blender.add(1, batch, 64);
		final float[] row = Arrays.copyOf(blender.finish(), 16);
		for (int c = 0; c < 16; c++)
			assertEquals(c < 8 ? 0 : 3, row[c]);
	}
}
