package sc.fiji.unsupervised.stack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RecolouredTest {

	/** Planes of 2 x 1 pixels, channel by channel. */
	private record Planes(boolean isRgb, float[]... values) implements ImageStack {

		@Override
		public int slices() {
			return 1;
		}

		@Override
		public int channels() {
			return values.length;
		}

		@Override
		public int width(final int slice) {
			return 2;
		}

		@Override
		public int height(final int slice) {
			return 1;
		}

		@Override
		public Position position(final int slice) {
			return new Position(4, 5, "six");
		}

		@Override
		public float[] plane(final int slice, final int channel) {
			return values[channel];
		}
	}

	@Test
	void greyAsEqualColours() {
		final ImageStack rgb = Recoloured.asRgb(new Planes(false, new float[] { 1, 2 }));
		assertEquals(3, rgb.channels());
		assertTrue(rgb.isRgb());
		for (int c = 0; c < 3; c++) assertArrayEquals(new float[] { 1, 2 }, rgb.plane(0, c));
		assertEquals(new Position(4, 5, "six"), rgb.position(0));
		assertTrue(Recoloured.isGrey(rgb));
		assertThrows(IllegalArgumentException.class, () -> Recoloured.asRgb(rgb));
	}

	@Test
	void equalColoursAsGrey() {
		final float[] one = { 1, 2 };
		final ImageStack grey = Recoloured.asGrey(new Planes(true, one, one.clone(), one.clone()));
		assertEquals(1, grey.channels());
		assertFalse(grey.isRgb());
		assertArrayEquals(one, grey.plane(0, 0));
		assertFalse(Recoloured.isGrey(new Planes(true, one, one, new float[] { 1, 3 })));
		assertThrows(IllegalArgumentException.class, () -> Recoloured.asGrey(grey));
	}
}
