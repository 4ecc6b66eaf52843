package sc.fiji.unsupervised.segment;

import java.util.LinkedHashMap;
import java.util.Map;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.stack.ImageStack;

/**
 * A stack ready for being explored: the codes of its slices, computed when first asked for, and models made of points in
 * it. Codes are a trained model's or, without one, the backbone's features. Calls come from the thread that opened it.
 */
public final class Exploration implements AutoCloseable {

	/** Slices whose codes stay in memory as they are compared; the features of all others are kept more densely. */
	private static final int RECENT = 4;

	private final ImageStack stack;
	private final Session.Options options;
	private final OwnWorkbench workbench;
	private final SegmentationModel model;
	private final Map<Integer, Correspondence> recent = new LinkedHashMap<>(RECENT, 0.75f, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(final Map.Entry<Integer, Correspondence> eldest) {
			return size() > RECENT;
		}
	};

	private Exploration(final ImageStack stack, final Session.Options options, final OwnWorkbench workbench,
		final SegmentationModel model)
	{
		this.stack = stack;
		this.options = options;
		this.workbench = workbench;
		this.model = model;
	}

	/**
	 * Explores features.
	 *
	 * @param options whose backbone, scale, channels, intensity, device, seed and threads matter here
	 * @throws UserException if the stack or a value cannot be used
	 * @throws sc.fiji.unsupervised.SetupException if the engine does not start
	 */
	public static Exploration open(final ImageStack stack, final TrainOptions options, final Progress progress) {
		final Session.Options engine = new Session.Options(options.device(), options.threads(), options.seed());
		final OwnWorkbench workbench = new OwnWorkbench(engine, progress, session -> Workbench.open(session, stack, options,
			progress));
		return new Exploration(stack, engine, workbench, workbench.call(progress, bench -> PointModel.ofFeatures(bench,
			options)));
	}

	/**
	 * Explores the codes of a trained model.
	 *
	 * @throws UserException if the stack does not fit the model
	 * @throws sc.fiji.unsupervised.SetupException if the engine does not start
	 */
	public static Exploration open(final ImageStack stack, final SegmentationModel model, final ApplyOptions options,
		final Progress progress)
	{
		return open(stack, model, new Session.Options(options.device(), options.threads(), model.training().seed()), progress);
	}

	/**
	 * Explores the same codes in another stack.
	 *
	 * @throws UserException if that stack has other channels
	 */
	public Exploration beside(final ImageStack other, final Progress progress) {
		return open(other, model, options, progress);
	}

	private static Exploration open(final ImageStack stack, final SegmentationModel model, final Session.Options engine,
		final Progress progress)
	{
		return new Exploration(stack, engine, new OwnWorkbench(engine, progress, session -> Workbench.open(session, stack,
			model)), model);
	}

	/** The model whose codes are compared; its classes are not those of any point. */
	public SegmentationModel model() {
		return model;
	}

	/** The codes of a slice. */
	public Correspondence slice(final int slice, final Progress progress) {
		final Correspondence known = recent.get(slice);
		if (known != null) return known;
		progress.step("Features", 0, "slice " + (slice + 1));
		final Correspondence found = new Correspondence(workbench.call(progress, bench -> bench.codes(slice, model, progress)));
		recent.put(slice, found);
		return found;
	}

	/**
	 * A model whose classes are given by points: every pixel belongs to the class of the point of greatest cosine.
	 *
	 * @throws UserException if a point lies outside of the stack
	 */
	public SegmentationModel model(final Pins pins, final Progress progress) {
		pins.check(stack);
		return PointModel.of(model, pins, pin -> slice(pin.slice(), progress).code(pin.x(), pin.y()));
	}

	@Override
	public void close() {
		workbench.close();
	}
}
