package sc.fiji.unsupervised.stack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;

import org.junit.jupiter.api.Test;

class RegionTest {

	private static final float NAN = Float.NaN;

	/** A picture whose region is marked by x. */
	private static Region region(final String... rows) {
		final boolean[] inside = new boolean[rows.length * rows[0].length()];
		for (int i = 0; i < inside.length; i++) inside[i] = rows[i / rows[0].length()].charAt(i % rows[0].length()) == 'x';
		return Region.of(rows[0].length(), inside);
	}

	private static String text(final Region region, final int width, final int height) {
		final StringBuilder out = new StringBuilder();
		for (int i = 0; i < width * height; i++) out.append(i > 0 && i % width == 0 ? "/" : "").append(region.contains(i) ? 'x'
			: '.');
		return out.toString();
	}

	@Test
	void everythingIsTheWhole() {
		assertSame(Region.WHOLE, region("xx", "xx"));
		assertTrue(Region.WHOLE.touches(-5, -5, -4, -4));
		assertFalse(region("x.").isWhole());
		assertEquals(region("x."), region("x."));
		assertNotEquals(region("x."), region(".x"));
		assertNotEquals(Region.WHOLE, region(".x"));
	}

	@Test
	void touching() {
		final Region region = region("....", "..x.", "....");
		assertTrue(region.touches(2, 1, 3, 2));
		assertTrue(region.touches(-9, -9, 9, 9));
		assertFalse(region.touches(0, 0, 2, 3));
		assertFalse(region.touches(3, 0, 4, 3));
		assertFalse(region.touches(4, 3, 9, 9), "beyond the picture");
		assertArrayEquals(new int[] { 2 }, region.indices(4, 1, 3));
		assertArrayEquals(new int[] { 0, 1, 2, 3 }, Region.WHOLE.indices(2, 3, 5));
	}

	@Test
	void numbers() {
		final float[] a = { 1, NAN, Float.POSITIVE_INFINITY }, b = { 1, 1, NAN }, c = { 1, 2, 3 };
		assertSame(Region.WHOLE, Region.WHOLE.numbers(3, c));
		assertEquals("x.x", text(Region.WHOLE.numbers(3, a), 3, 1));
		assertEquals("x..", text(Region.WHOLE.numbers(3, a, b), 3, 1));
		assertEquals("..x", text(region(".xx").numbers(3, a), 3, 1));
		assertArrayEquals(new float[] { NAN, 2, 3 }, region(".xx").keep(c));
		assertSame(c, Region.WHOLE.keep(c));
	}

	@Test
	void resizedToEachPixelThatCoversAPart() {
		assertEquals("x.", text(region("x...", "....").resize(2, 1), 2, 1));
		assertEquals("xx..", text(region("x.").resize(4, 1), 4, 1));
		assertEquals("xx", text(region(".x.").resize(2, 1), 2, 1));
		assertSame(Region.WHOLE, Region.WHOLE.resize(7, 7));
	}

	@Test
	void tilesAndCells() {
		// 24 x 8 pixels, tiles of 8, cells of 4; the region is 2 pixels wide beside the border of the first two tiles.
		final boolean[] inside = new boolean[24 * 8];
		for (int y = 0; y < 8; y++) inside[y * 24 + 6] = inside[y * 24 + 7] = true;
		final Region region = Region.of(24, inside);
		final TileGrid grid = new TileGrid(24, 8, 8, 4);
		assertArrayEquals(new int[] { 0, 1 }, grid.tiles(region), "the second shares a cell's surroundings");
		assertArrayEquals(new int[] { 0, 1, 2 }, grid.tiles(Region.WHOLE));
		final BitSet excluded = grid.excluded(region, 0);
		assertEquals("{0, 2}", excluded.toString(), "centres of the right cells lie at 6");
		assertEquals(4, grid.excluded(region, 1).cardinality());
		assertTrue(grid.excluded(Region.WHOLE, 0).isEmpty());
		final TilePlace place = grid.place(0, new Slice(24, 8, new float[3][24 * 8], region), 0);
		assertArrayEquals(new int[] { 1, 3 }, place.cells(2));
		assertFalse(place.counts(2, 0, 2));
	}

	@Test
	void aTinyPictureHasOneCell() {
		assertArrayEquals(new int[] { 0 }, new TileGrid(2, 2, 8, 8).place(0, new Slice(2, 2, new float[3][4], region("..",
			".x")), 0).cells(1), "its centre is the pixel nearest to it");
		assertEquals(0, new TileGrid(2, 2, 8, 8).place(0, new Slice(2, 2, new float[3][4], region("xx", "x.")), 0).cells(
			1).length);
	}

	@Test
	void gapsAreFilledFromTheNearestNumber() {
		final float[] plane = { 1, NAN, NAN, 4, NAN, NAN, NAN, NAN, NAN, NAN, NAN, 9 };
		Gaps.fill(plane, 4);
		assertArrayEquals(new float[] { 1, 1, 4, 4 }, Arrays.copyOf(plane, 4));
		assertEquals(1, plane[4]);
		assertEquals(9, plane[10]);
		final float[] none = { NAN, NAN };
		Gaps.fill(none, 2);
		assertArrayEquals(new float[2], none);
		final float[] all = { 5, 6 };
		Gaps.fill(all, 2);
		assertArrayEquals(new float[] { 5, 6 }, all);
	}
}
