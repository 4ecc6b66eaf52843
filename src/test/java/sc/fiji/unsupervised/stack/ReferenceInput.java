package sc.fiji.unsupervised.stack;

/**
 * The input transform of the reference, only for comparing with it: nearest-neighbour resize, centre crop, five-crop
 * and normalising (specification {@code stego.md} 2.1 and 2.2). The product resamples better.
 */
final class ReferenceInput {

	static final float[] MEAN = { 0.485f, 0.456f, 0.406f }, STD = { 0.229f, 0.224f, 0.225f };

	private ReferenceInput() {}

	/** A picture (height, width, channels) of numbers, channels fastest. */
	record Picture(int height, int width, int channels, float[] data) {

		private Picture take(final int[] rows, final int[] columns) {
			final float[] out = new float[rows.length * columns.length * channels];
			int o = 0;
			for (final int y : rows)
				for (final int x : columns)
					for (int c = 0; c < channels; c++)
						out[o++] = data[(y * width + x) * channels + c];
			return new Picture(rows.length, columns.length, channels, out);
		}

		/** Nearest neighbour with source places added up, as the imaging library does. */
		Picture resize(final int newHeight, final int newWidth) {
			return take(sources(height, newHeight), sources(width, newWidth));
		}

		/** The shorter side becomes {@code size}. */
		Picture resizeShorter(final int size) {
			if (Math.min(height, width) == size) return this;
			return height < width ? resize(size, (int) ((long) size * width / height)) : resize((int) ((long) size * height /
				width), size);
		}

		Picture centreCrop(final int h, final int w) {
			return crop((int) Math.rint((height - h) / 2.0), (int) Math.rint((width - w) / 2.0), h, w);
		}

		Picture crop(final int top, final int left, final int h, final int w) {
			return take(range(top, h), range(left, w));
		}

		/** Top left, top right, bottom left, bottom right, centre. */
		Picture[] fiveCrop(final double ratio) {
			final int h = (int) (height * ratio), w = (int) (width * ratio);
			return new Picture[] { crop(0, 0, h, w), crop(0, width - w, h, w), crop(height - h, 0, h, w), crop(height - h, width -
				w, h, w), centreCrop(h, w) };
		}

		/** (channels, height, width) of 8-bit values, normalised. */
		float[] normalised() {
			final float[] out = new float[data.length];
			final int pixels = height * width;
			for (int c = 0; c < channels; c++)
				for (int i = 0; i < pixels; i++)
					out[c * pixels + i] = (data[i * channels + c] / 255 - MEAN[c]) / STD[c];
			return out;
		}
	}

	private static int[] sources(final int in, final int out) {
		final int[] index = new int[out];
		final double step = (double) in / out;
		double at = 0.5 * step;
		for (int i = 0; i < out; i++, at += step)
			index[i] = (int) at;
		return index;
	}

	private static int[] range(final int from, final int count) {
		final int[] index = new int[count];
		for (int i = 0; i < count; i++)
			index[i] = from + i;
		return index;
	}
}
