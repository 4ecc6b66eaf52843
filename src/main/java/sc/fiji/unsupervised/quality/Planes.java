package sc.fiji.unsupervised.quality;

import java.util.Locale;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.segment.TrainOptions;
import sc.fiji.unsupervised.stack.ChannelMap;
import sc.fiji.unsupervised.stack.ImageStack;
import sc.fiji.unsupervised.stack.IntensityScale;
import sc.fiji.unsupervised.stack.Slices;

/** The pictures as backbones see them: values from 0 to 1, without a scale of their own. */
final class Planes {

	private final ImageStack stack;
	private final Slices slices;

	/**
	 * @param options of which channels and intensity matter here
	 */
	Planes(final ImageStack stack, final TrainOptions options, final Progress progress) {
		this.stack = stack;
		final ChannelMap channels = ChannelMap.parse(options.channels(), stack.channels());
		final IntensityScale.Mode mode = IntensityScale.Mode.valueOf(options.intensity().toUpperCase(Locale.ROOT));
		slices = new Slices(stack, channels, IntensityScale.fit(stack, channels, mode, progress), 1);
	}

	int count() {
		return stack.slices();
	}

	int width(final int slice) {
		return stack.width(slice);
	}

	int height(final int slice) {
		return stack.height(slice);
	}

	/** The channels of a slice, (channels, height * width). */
	float[][] channels(final int slice) {
		return slices.read(slice).distinct();
	}

	/** One number for each pixel: the luminance of colours, the mean of other channels. */
	float[] grey(final int slice) {
		final float[][] planes = channels(slice);
		final float[] grey = new float[planes[0].length];
		for (int c = 0; c < planes.length; c++) {
			final float weight = stack.isRgb() && planes.length == 3 ? new float[] { 0.299f, 0.587f, 0.114f }[c] : 1f /
				planes.length;
			for (int i = 0; i < grey.length; i++) grey[i] += weight * planes[c][i];
		}
		return grey;
	}
}
