package sc.fiji.unsupervised.backbone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;

import org.junit.jupiter.api.Test;

class LikenessTest {

	/** One raw feature that leaves as it is. */
	private static final TextureState SAME = new TextureState(FilterBank.Picture.GREY, 8, new float[] { 0 }, new float[] {
		1 }, new float[] { 1 }, new float[] { 0 }, 1);

	@Test
	void threeOfTenNeighboursBesideEachOtherAreMoreAlike() {
		final Likeness likeness = new Likeness(1);
		// Six rows of five pairs with steps of 0.01, 0.02, ... 0.30.
		final float[] tile = new float[36];
		float step = 0.01f;
		for (int y = 0; y < 6; y++) for (int x = 1; x < 6; x++, step += 0.01f) tile[6 * y + x] = tile[6 * y + x - 1] + step;
		likeness.add(tile, new BitSet());
		// Number 0.3 * 29 = 8 from 0 is 0.09.
		assertEquals(0.09 * 0.09, likeness.alike(SAME), 1e-5);
	}

	@Test
	void excludedCellsDoNotCount() {
		final Likeness likeness = new Likeness(1);
		final BitSet excluded = new BitSet();
		excluded.set(1);
		likeness.add(new float[] { 0, 3, 1, 2 }, excluded);
		assertEquals(1, likeness.alike(SAME), "the lower pair alone");
	}

	@Test
	void nothingToCompareOrEqualNeighboursGiveTheLeast() {
		final Likeness likeness = new Likeness(1);
		assertEquals(1e-6f, likeness.alike(SAME));
		likeness.add(new float[9], new BitSet());
		assertEquals(1e-6f, likeness.alike(SAME));
	}
}
