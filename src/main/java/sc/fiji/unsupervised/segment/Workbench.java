package sc.fiji.unsupervised.segment;

import ai.djl.ndarray.NDArray;

import java.util.function.ObjIntConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.backbone.Backbone;
import sc.fiji.unsupervised.backbone.Backbones;
import sc.fiji.unsupervised.cluster.ClassPrototypes;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.method.Checkpoint;
import sc.fiji.unsupervised.method.HeadNetwork;
import sc.fiji.unsupervised.method.Method;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.model.SegmentationModel.BackboneInfo;
import sc.fiji.unsupervised.model.SegmentationModel.Input;
import sc.fiji.unsupervised.stack.ChannelMap;
import sc.fiji.unsupervised.stack.FeatureCache;
import sc.fiji.unsupervised.stack.ImageStack;
import sc.fiji.unsupervised.stack.IntensityScale;
import sc.fiji.unsupervised.stack.Slices;
import sc.fiji.unsupervised.stack.TileBlender;
import sc.fiji.unsupervised.stack.TileGrid;

/**
 * A stack with its backbone opened and the features of its slices kept, for tools that try, show and change: features
 * are computed when a slice is first asked for and never again. Calls come from one thread at a time.
 */
public final class Workbench implements AutoCloseable {

	/** Tiles that a training looks at; of larger stacks evenly spread slices are used. */
	private static final int MOST_TILES = 3000;

	private final Session session;
	private final ImageStack stack;
	private final IntensityScale intensity;
	private final Slices slices;
	private final Backbone backbone;
	private final KeptFeatures features;

	private Workbench(final Session session, final ImageStack stack, final IntensityScale intensity, final Slices slices,
		final Backbone backbone)
	{
		this.session = session;
		this.stack = stack;
		this.intensity = intensity;
		this.slices = slices;
		this.backbone = backbone;
		features = new KeptFeatures(session, slices, backbone);
	}

	/**
	 * Finds the intensity scale and opens the backbone; the embedded one is fitted to the stack.
	 *
	 * @param options of which backbone, scale, channels, intensity and seed matter here
	 * @throws UserException if the stack or a value cannot be used
	 */
	public static Workbench open(final Session session, final ImageStack stack, final TrainOptions options,
		final Progress progress)
	{
		ModelInput.check(stack);
		Backbones.check(options.backbone()); // before the stack is read
		final ChannelMap channels = ChannelMap.parse(options.channels(), stack.channels());
		final IntensityScale intensity = IntensityScale.fit(stack, channels, IntensityScale.Mode.parse(options.intensity(),
			IntensityScale.Mode.STACK), progress).withGamma(options.gamma(), stack, channels, progress);
		final Slices slices = new Slices(stack, channels, intensity, options.scale());
		return new Workbench(session, stack, intensity, slices, BackboneOpener.open(session, options.backbone(), slices,
			progress));
	}

	/**
	 * Opens the backbone of a model.
	 *
	 * @throws UserException if the stack does not fit the model
	 */
	public static Workbench open(final Session session, final ImageStack stack, final SegmentationModel model) {
		ModelInput.check(stack, model.input());
		final Slices slices = ModelInput.slices(stack, model.input());
		return new Workbench(session, stack, slices.intensity(), slices, BackboneOpener.open(session, model.backbone()));
	}

	/** The session it was opened in. */
	Session session() {
		return session;
	}

	/** How the stack becomes the backbone's input, for a model to remember. */
	Input input(final TrainOptions options) {
		return ModelInput.of(stack, intensity, options);
	}

	/** The backbone, for a model to remember. */
	BackboneInfo backbone() {
		return BackboneOpener.describe(backbone);
	}

	/** Length of a feature vector. */
	int channels() {
		return backbone.channels() * slices.groups();
	}

	/** Number of slices. */
	public int slices() {
		return slices.count();
	}

	/** Slices from which a training learns: all, or of a large stack evenly spread ones. */
	public int[] trainingSlices() {
		final long tiles = IntStream.range(0, slices.count()).mapToLong(i -> features.grid(i).tiles(slices.selected(i)).length)
			.sum();
		return TileFeeder.spread(slices.count(), tiles, MOST_TILES);
	}

	/** Whether the features of a slice are there. */
	public boolean isPrepared(final int slice) {
		return features.has(slice);
	}

	/** Computes the features of a slice unless they are there. */
	public void prepare(final int slice, final Progress progress) {
		features.prepare(slice, progress);
	}

	/** Features of a slice, tiles joined; float32 of what is kept in half precision. */
	public CellGrid features(final int slice, final Progress progress) {
		return joined(slice, channels(), x -> x, progress);
	}

	/** Codes of a slice by a model's head, tiles joined. */
	public CellGrid codes(final int slice, final SegmentationModel model, final Progress progress) {
		try (HeadNetwork head = new HeadNetwork(session, ModelInput.head(model, channels()))) {
			return joined(slice, head.codeSize(), head::code, progress);
		}
	}

	/**
	 * What a clicked pixel stands for: see {@link PointCode}.
	 *
	 * @param codes of the slice
	 */
	public float[] code(final int slice, final CellGrid codes, final int x, final int y) {
		return PointCode.of(codes, slices.values(slice), stack.width(slice), x, y);
	}

	private CellGrid joined(final int slice, final int channels, final UnaryOperator<NDArray> code,
		final Progress progress)
	{
		final TileGrid grid = features.grid(slice);
		final TileBlender blender = new TileBlender(grid, channels);
		final int size = grid.tileCells() * grid.tileCells() * channels;
		features.feed(slice, progress, (tiles, x) -> {
			final float[] batch = code.apply(x).toFloatArray();
			for (int i = 0; i < tiles.length; i++) blender.add(tiles[i], batch, i * size);
		});
		return new CellGrid(blender.finish(), grid.cellRows(), grid.cellColumns(), channels, (double) grid.width() / stack
			.width(slice) / grid.stride(), (double) grid.height() / stack.height(slice) / grid.stride());
	}

	/**
	 * Learns classes from some slices.
	 *
	 * @param options whose method, classes, steps, shifts and seed matter here
	 * @param chosen slices, see {@link #trainingSlices()}
	 */
	public SegmentationModel train(final TrainOptions options, final int[] chosen, final Progress progress) {
		return train(options, chosen, Checkpoint.NONE, progress);
	}

	/** The same, going on where an equal training stopped. */
	SegmentationModel train(final TrainOptions options, final int[] chosen, final Checkpoint checkpoint,
		final Progress progress)
	{
		return train(options.chosen(), options, chosen, checkpoint, progress);
	}

	/** Learns classes by a method that users are not offered, such as those of {@code method.Rivals}. */
	public SegmentationModel train(final Method method, final TrainOptions options, final int[] chosen,
		final Progress progress)
	{
		return train(method, options, chosen, Checkpoint.NONE, progress);
	}

	private SegmentationModel train(final Method method, final TrainOptions options, final int[] chosen,
		final Checkpoint checkpoint, final Progress progress)
	{
		final FeatureCache tiles = features.tiles(chosen, progress);
		return new Training(stack, intensity, backbone, method, options, session, checkpoint, progress).run(tiles);
	}

	/**
	 * Labels a slice alone: refined together with other sections it may have other labels.
	 *
	 * @param model trained on this backbone
	 */
	public SliceLabels label(final int slice, final SegmentationModel model, final ApplyOptions options,
		final Progress progress)
	{
		try (HeadNetwork head = new HeadNetwork(session, ModelInput.head(model, channels()))) {
			return new SliceLabeller(slices, scores(head, model), options).label(slice, progress);
		}
	}

	/**
	 * Redraws the borders of labels as {@code refine=polish} does: of classes given to clusters that were found once.
	 *
	 * @param labels of a slice at its size, 1 to {@code classes} or 0 for a pixel that does not count
	 */
	public SliceLabels polish(final int slice, final SliceLabels labels, final int classes, final Progress progress) {
		final TileGrid grid = features.grid(slice);
		final LabelWriter writer = new LabelWriter(labels.width(), labels.height(), classes, slices.region(slice));
		writer.fill(Polish.of(labels, slices, slice, classes, (double) grid.width() / labels.width() / grid.stride(),
			(double) grid.height() / labels.height() / grid.stride(), progress), progress);
		return writer.finish();
	}

	/**
	 * Labels all slices; those of a volume together where the refinement wants it.
	 *
	 * @param model trained on this backbone
	 * @param use is given the labels of one slice and its index, slice after slice
	 */
	public void labelEach(final SegmentationModel model, final ApplyOptions options, final Progress progress,
		final ObjIntConsumer<SliceLabels> use)
	{
		try (HeadNetwork head = new HeadNetwork(session, ModelInput.head(model, channels()))) {
			new StackLabeller(slices, scores(head, model), options).label(0, progress, use);
		}
	}

	private SliceScores scores(final HeadNetwork head, final SegmentationModel model) {
		return new SliceScores(features, backbone.traits().mirrorInvariant(), head, ClassPrototypes.of(model.clusters()));
	}

	@Override
	public void close() {
		features.close();
		backbone.close();
	}
}
