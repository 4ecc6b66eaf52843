package sc.fiji.unsupervised.segment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.backbone.Backbone;
import sc.fiji.unsupervised.cluster.ClassPrototypes;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.method.Checkpoint;
import sc.fiji.unsupervised.method.HeadNetwork;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.stack.ImageStack;
import sc.fiji.unsupervised.stack.Slices;
import sc.fiji.unsupervised.stack.Window;
import sc.fiji.unsupervised.stack.WindowedStack;

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
	 * @throws sc.fiji.unsupervised.backbone.MissingWeightsException if the backbone's file is not on this computer
	 * @throws UserException if the stack or a value cannot be used
	 * @throws sc.fiji.unsupervised.SetupException if the engine does not start
	 * @throws sc.fiji.unsupervised.CancelledException if the user stopped it
	 */
	public static SegmentationModel train(final ImageStack stack, final TrainOptions options, final Progress progress) {
		return train(stack, options, Checkpoint.NONE, progress);
	}

	/**
	 * The same, going on where an equal training was interrupted; features are computed anew.
	 *
	 * @param checkpoint is written every few seconds; to be deleted when the model is safe
	 */
	public static SegmentationModel train(final ImageStack stack, final TrainOptions options, final Checkpoint checkpoint,
		final Progress progress)
	{
		ModelInput.check(stack);
		return run(new Session.Options(options.device(), options.threads(), options.seed()), progress, session -> {
			try (Workbench workbench = Workbench.open(session, stack, options, progress)) {
				return workbench.train(options, workbench.trainingSlices(), checkpoint, progress);
			}
		});
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
		final List<Labels> parts = new ArrayList<>(stack.slices());
		applyEach(stack, model, options, progress, (labels, slice) -> parts.add(labels));
		return Labels.join(parts);
	}

	/**
	 * Labels a stack and hands over each slice as soon as it is done; none is kept.
	 *
	 * @param use is given the labels of one slice and its index, slice after slice
	 * @throws UserException if the stack does not fit the model
	 * @throws sc.fiji.unsupervised.SetupException if the engine does not start
	 * @throws sc.fiji.unsupervised.CancelledException if the user stopped it
	 */
	public static void applyEach(final ImageStack stack, final SegmentationModel model, final ApplyOptions options,
		final Progress progress, final ObjIntConsumer<Labels> use)
	{
		ModelInput.check(stack, model.input());
		// A GPU may fail in the middle; what was handed over by then is not handed over again.
		final AtomicInteger next = new AtomicInteger();
		run(new Session.Options(options.device(), options.threads(), model.training().seed()), progress, session -> {
			applyEach(stack, model, options, session, progress, next, use);
			return null;
		});
	}

	/**
	 * Labels a window of each slice with the labels that {@link #applyEach} gives it in the whole slices, while only the
	 * window and its surroundings are in memory.
	 *
	 * @param options with {@code refine=none}; other refinements look at whole slices
	 * @param use is given the labels of the window of one slice and the slice's index, slice after slice
	 * @throws UserException if the stack does not fit the model, or model or options need whole slices
	 * @throws sc.fiji.unsupervised.SetupException if the engine does not start
	 * @throws sc.fiji.unsupervised.CancelledException if the user stopped it
	 */
	public static void applyWindow(final WindowedStack stack, final Window window, final SegmentationModel model,
		final ApplyOptions options, final Progress progress, final ObjIntConsumer<Labels> use)
	{
		ModelInput.check(stack, model.input());
		if (!window.fits(stack.width(0), stack.height(0))) throw new IllegalArgumentException(window + " is not in the slice");
		final AtomicInteger next = new AtomicInteger();
		final ClassPrototypes prototypes = ClassPrototypes.of(model.clusters());
		run(new Session.Options(options.device(), options.threads(), model.training().seed()), progress, session -> {
			try (Backbone backbone = BackboneOpener.open(session, model.backbone());
					HeadNetwork head = head(session, model, backbone, stack))
			{
				final WindowLabeller labeller = new WindowLabeller(stack, window, model.input(), options, session, backbone, head,
					prototypes);
				for (int i = next.get(); i < stack.slices(); i++) {
					final long start = System.nanoTime();
					progress.step("Labelling", (double) i / stack.slices(), "slice " + (i + 1) + " of " + stack.slices());
					use.accept(Labels.of(labeller.label(i, progress.silent()), prototypes.classes(), session.device().toString(),
						(System.nanoTime() - start) / 1e9), i);
					next.set(i + 1);
				}
			}
			return null;
		});
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

	private static HeadNetwork head(final Session session, final SegmentationModel model, final Backbone backbone,
		final ImageStack stack)
	{
		return new HeadNetwork(session, ModelInput.head(model, backbone.channels() * ModelInput.slices(stack, model.input())
			.groups()));
	}

	private static void applyEach(final ImageStack stack, final SegmentationModel model, final ApplyOptions options,
		final Session session, final Progress progress, final AtomicInteger next, final ObjIntConsumer<Labels> use)
	{
		final Slices slices = ModelInput.slices(stack, model.input());
		final ClassPrototypes prototypes = ClassPrototypes.of(model.clusters());
		final int classes = prototypes.classes();
		try (Backbone backbone = BackboneOpener.open(session, model.backbone());
				HeadNetwork head = head(session, model, backbone, stack))
		{
			final SliceScores scores = new SliceScores(new TileFeeder(session, slices, backbone), backbone.traits()
				.mirrorInvariant(), head, prototypes);
			final long[] start = { System.nanoTime() };
			new StackLabeller(slices, scores, options).label(next.get(), progress, (result, i) -> {
				final double seconds = (System.nanoTime() - start[0]) / 1e9;
				use.accept(Labels.of(result, classes, session.device().toString(), seconds), i);
				next.set(i + 1);
				start[0] = System.nanoTime();
			});
		}
		progress.report("Labelling", 1, "");
	}
}
