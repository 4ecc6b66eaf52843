package sc.fiji.unsupervised.segment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.real.FloatType;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.backbone.Backbone;
import sc.fiji.unsupervised.cluster.ClassPrototypes;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.method.Head;
import sc.fiji.unsupervised.method.HeadNetwork;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.model.SegmentationModel.Input;
import sc.fiji.unsupervised.stack.ChannelMap;
import sc.fiji.unsupervised.stack.ImageStack;
import sc.fiji.unsupervised.stack.IntensityScale;
import sc.fiji.unsupervised.stack.Slices;

/**
 * The whole product in two calls: learn classes from an unlabelled stack, and label a stack.
 *
 * <pre>
 * ImageStack stack = ImgStack.of(img, Axes.parse("XYZ"));
 * SegmentationModel model = Segmenter.train(stack, TrainOptions.defaults().withClasses(3), Progress.NONE);
 * Labels labels = Segmenter.apply(stack, model, new ApplyOptions("crf", "auto", 0), Progress.NONE);
 * </pre>
 */
public final class Segmenter {

	private Segmenter() {}

	/**
	 * Learns classes from an unlabelled stack.
	 *
	 * @param stack is only read
	 * @return the model; equal for equal stack, options, device and thread count
	 * @throws UserException if the stack or a value cannot be used
	 * @throws sc.fiji.unsupervised.SetupException if the engine does not start
	 * @throws sc.fiji.unsupervised.CancelledException if the user stopped it
	 */
	public static SegmentationModel train(final ImageStack stack, final TrainOptions options, final Progress progress) {
		check(stack);
		return run(new Session.Options(options.device(), options.threads(), options.seed()), progress,
			session -> new Training(stack, options, session, progress).run());
	}

	/**
	 * Labels a stack.
	 *
	 * @param stack is only read; needs the channels that the model was trained on
	 * @throws UserException if the stack does not fit the model
	 * @throws sc.fiji.unsupervised.SetupException if the engine does not start
	 * @throws sc.fiji.unsupervised.CancelledException if the user stopped it
	 */
	public static Labels apply(final ImageStack stack, final SegmentationModel model, final ApplyOptions options,
		final Progress progress)
	{
		check(stack);
		final Input input = model.input();
		if (stack.channels() != input.channels() || stack.isRgb() != input.rgb()) throw new UserException(
			"The image has " + kind(stack.channels(), stack.isRgb()) + " but the model was trained on " + kind(input
				.channels(), input.rgb()) + "; choose an image of the same kind or train a model on this one.");
		return run(new Session.Options(options.device(), options.threads(), model.training().seed()), progress,
			session -> apply(stack, model, options, session, progress));
	}

	private static <T> T run(final Session.Options options, final Progress progress, final Function<Session, T> job) {
		try {
			return Session.run(options, progress::log, job);
		}
		catch (final OutOfMemoryError e) {
			throw new UserException("The image does not fit into Java's memory (" + (Runtime.getRuntime().maxMemory() >> 20) +
				" MB); give Java more, or use a smaller scale, or refine=none.", e);
		}
	}

	private static Labels apply(final ImageStack stack, final SegmentationModel model, final ApplyOptions options,
		final Session session, final Progress progress)
	{
		final long start = System.nanoTime();
		final Input input = model.input();
		final ChannelMap channels = ChannelMap.parse(input.map(), stack.channels());
		final IntensityScale intensity = new IntensityScale(IntensityScale.Mode.valueOf(input.intensity().toUpperCase(
			Locale.ROOT)), input.low(), input.high());
		final Slices slices = new Slices(stack, channels, intensity, input.scale());
		final ClassPrototypes prototypes = ClassPrototypes.of(model.clusters());
		final List<Img<? extends IntegerType<?>>> labels = new ArrayList<>(stack.slices());
		final List<Img<FloatType>> probabilities = new ArrayList<>();
		try (Backbone backbone = BackboneOpener.open(session, model.backbone());
				HeadNetwork head = new HeadNetwork(session, new Head(model.head())))
		{
			final SliceLabeller labeller = new SliceLabeller(slices, backbone, session, head, prototypes, options);
			for (int i = 0; i < stack.slices(); i++) {
				progress.step("Labelling", (double) i / stack.slices(), "slice " + (i + 1) + " of " + stack.slices());
				final int width = stack.width(i), height = stack.height(i);
				final SliceLabeller.Result result = labeller.label(i, width, height, progress.silent());
				labels.add(Labels.image(result.labels(), prototypes.classes(), width, height));
				if (options.probabilities()) probabilities.add(ArrayImgs.floats(result.probabilities(), width, height, prototypes
					.classes()));
			}
		}
		progress.report("Labelling", 1, "");
		return new Labels(labels, probabilities, prototypes.classes(), session.device().toString(), (System.nanoTime() - start) / 1e9);
	}

	private static void check(final ImageStack stack) {
		if (stack.slices() == 0 || stack.channels() == 0) throw new UserException(
			"The image is empty; open an image with at least one slice.");
	}

	private static String kind(final int channels, final boolean rgb) {
		return rgb ? "RGB colour" : channels == 1 ? "1 channel" : channels + " channels";
	}
}
