package sc.fiji.unsupervised.stack;

import java.util.concurrent.atomic.AtomicInteger;

/** Small stacks for tests. */
final class Stacks {

	private Stacks() {}

	/** Value of a pixel. */
	interface Pixel {

		float at(int slice, int channel, int x, int y);
	}

	/** A stack computed from a formula, which counts how often its planes are read. */
	record Formula(int slices, int channels, boolean isRgb, int width, int height, Pixel pixel, AtomicInteger reads)
		implements ImageStack
	{

		Formula(final int slices, final int channels, final int width, final int height, final Pixel pixel) {
			this(slices, channels, false, width, height, pixel, new AtomicInteger());
		}

		Formula rgb() {
			return new Formula(slices, 3, true, width, height, pixel, reads);
		}

		@Override
		public int width(final int slice) {
			return width;
		}

		@Override
		public int height(final int slice) {
			return height;
		}

		@Override
		public Position position(final int slice) {
			return new Position(slice, 0, "slice " + slice);
		}

		@Override
		public float[] plane(final int slice, final int channel) {
			reads.incrementAndGet();
			final float[] plane = new float[width * height];
			for (int i = 0; i < plane.length; i++)
				plane[i] = pixel.at(slice, channel, i % width, i / width);
			return plane;
		}
	}
}
