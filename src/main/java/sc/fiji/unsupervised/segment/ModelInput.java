package sc.fiji.unsupervised.segment;

import java.util.Locale;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.method.Head;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.model.SegmentationModel.Input;
import sc.fiji.unsupervised.stack.ChannelMap;
import sc.fiji.unsupervised.stack.ImageStack;
import sc.fiji.unsupervised.stack.IntensityScale;
import sc.fiji.unsupervised.stack.Slices;

/** A stack as a model's backbone sees it. */
final class ModelInput {

	private ModelInput() {}

	/** @throws UserException if the stack has no slice or no channel */
	static void check(final ImageStack stack) {
		if (stack.slices() == 0 || stack.channels() == 0) throw new UserException(
			"The image is empty; open an image with at least one slice.");
	}

	/** @throws UserException if the stack is empty or not of the kind that the model was trained on */
	static void check(final ImageStack stack, final Input input) {
		check(stack);
		if (stack.channels() != input.channels() || stack.isRgb() != input.rgb()) throw new UserException(
			"The image has " + kind(stack.channels(), stack.isRgb()) + " but the model was trained on " + kind(input
				.channels(), input.rgb()) + "; choose an image of the same kind or train a model on this one.");
	}

	/** How a stack becomes the backbone's input, for a model to remember. */
	static Input of(final ImageStack stack, final IntensityScale intensity, final TrainOptions options) {
		return new Input(stack.channels(), stack.isRgb(), options.channels(), intensity.mode().name().toLowerCase(
			Locale.ROOT), intensity.low(), intensity.high(), intensity.gamma(), options.scale());
	}

	/** Channels, intensities and scale as in the training. */
	static Slices slices(final ImageStack stack, final Input input) {
		final ChannelMap channels = ChannelMap.parse(input.map(), stack.channels());
		final IntensityScale.Mode mode = IntensityScale.Mode.valueOf(input.intensity().toUpperCase(Locale.ROOT));
		return new Slices(stack, channels, new IntensityScale(mode, input.low(), input.high(), input.gamma()), input.scale());
	}

	/**
	 * The head of a model.
	 *
	 * @param channels of the features that it is given
	 * @throws UserException if it is incomplete or made for other features
	 */
	static Head head(final SegmentationModel model, final int channels) {
		try {
			final Head head = new Head(model.head());
			if (head.channels() == channels) return head;
		}
		catch (final RuntimeException e) {
			// answered below: a tensor is missing or of the wrong shape
		}
		throw new UserException("The model does not fit its own backbone " + model.backbone().id() +
			", so the file is damaged; choose another model or train it anew.");
	}

	private static String kind(final int channels, final boolean rgb) {
		return rgb ? "RGB colour" : channels == 1 ? "1 channel" : channels + " channels";
	}
}
