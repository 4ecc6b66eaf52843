package sc.fiji.unsupervised.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.unsupervised.engine.Script;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.method.PointSampler.Extent;
import sc.fiji.unsupervised.model.Tensor;

/**
 * One STEGO training step after another: head and cluster probe with an Adam optimiser each (sections 4, 7 and 8 of the
 * specification).
 */
final class StegoTrainer implements AutoCloseable {

	private static final String CENTRES = "cluster_probe.clusters";
	private static final List<String> HEAD = List.of(Head.LINEAR, Head.LINEAR_BIAS, Head.HIDDEN, Head.HIDDEN_BIAS,
		Head.OUT, Head.OUT_BIAS);

	private final Session session;
	private final StegoOptions options;
	private final int rows, columns;
	private final NDManager manager;
	private final Script script;
	private final Map<String, NDArray> parameters = new LinkedHashMap<>();
	private final List<Adam> optimisers = new ArrayList<>();

	/**
	 * @param start nonlinear head to start from
	 * @param centres (n, K) of the cluster probe
	 * @param rows h of a tile's cell grid
	 * @param columns w of a tile's cell grid
	 */
	StegoTrainer(final Session session, final Head start, final Tensor centres, final StegoOptions options,
		final int rows, final int columns)
	{
		this.session = session;
		this.options = options;
		this.rows = rows;
		this.columns = columns;
		manager = session.manager().newSubManager();
		script = Script.compile(session, StegoLoss.script(options.terms(), options.negatives()));
		for (final String name : HEAD) add(name, start.parameters().get(name), options.headRate());
		add(CENTRES, centres, options.probeRate());
	}

	private void add(final String name, final Tensor value, final float rate) {
		final NDArray parameter = HeadNetwork.upload(manager, value);
		parameter.setRequiresGradient(true);
		parameters.put(name, parameter);
		optimisers.add(new Adam(manager, parameter, rate));
	}

	/**
	 * A training step.
	 *
	 * @param features (2 B, h w, C) float32: the tiles, then the positive of each
	 * @param valid (2 B): which cells of each tile lie in the image
	 * @param draws of this step
	 */
	StepRecord step(final NDArray features, final Extent[] valid, final Draws draws) {
		final StepRecord record;
		try (NDManager scope = features.getManager().newSubManager()) {
			final StepCells cells = StepCells.of(rows, columns, options.samples(), valid, draws);
			final NDArray table = features.reshape(-1, features.getShape().get(2));
			table.attach(scope);
			record = new Step(scope, table, cells, draws, valid.length / 2).run();
		}
		optimisers.forEach(Adam::step);
		return record;
	}

	/**
	 * Feature similarities as the loss sees them, centred if its switch says so, for calibration.
	 *
	 * @param features as in {@link #step}
	 * @return (3, n): values of self, k nearest and the first repetition of random
	 */
	float[][] similarities(final NDArray features, final Extent[] valid, final Draws draws) {
		try (NDManager scope = features.getManager().newSubManager()) {
			final StepCells cells = StepCells.of(rows, columns, options.samples(), valid, draws);
			final NDArray table = features.reshape(-1, features.getShape().get(2));
			table.attach(scope);
			final Step step = new Step(scope, table, cells, draws, valid.length / 2);
			final NDArray f = step.features();
			final NDArray fd = script.call("centred", step.own(f), f).singletonOrThrow();
			final float[][] terms = new float[3][];
			for (int t = 0; t < 3; t++) terms[t] = fd.get(":,:," + t + ":" + (t + 1)).toFloatArray();
			return terms;
		}
	}

	/** One step's arrays; all of them belong to {@code scope}. */
	private final class Step {

		private final NDManager scope;
		private final NDArray table;
		private final StepCells cells;
		private final int batch;
		private final NDArray[] masks;

		Step(final NDManager scope, final NDArray table, final StepCells cells, final Draws draws, final int batch) {
			this.scope = scope;
			this.table = table;
			this.cells = cells;
			this.batch = batch;
			masks = new NDArray[3];
			for (int m = 0; m < 3; m++) masks[m] = mask(draws.masks(), m);
		}

		/** Keep mask of tiles and positives, (2 B, C), survivors scaled up; null without dropout. */
		private NDArray mask(final byte[][] drawn, final int which) {
			if (drawn == null) return null;
			final byte[] tiles = drawn[which], positives = drawn[which + 3];
			final float keep = 1 / (1 - options.dropout());
			final float[] values = new float[tiles.length + positives.length];
			for (int i = 0; i < tiles.length; i++) values[i] = tiles[i] * keep;
			for (int i = 0; i < positives.length; i++) values[tiles.length + i] = positives[i] * keep;
			return scope.create(values, new Shape(2L * batch, tiles.length / batch));
		}

		StepRecord run() {
			final NDArray untouched = code(cells.untouched());
			try (GradientCollector gradients = session.gradients()) {
				final NDArray code = code(cells.touched());
				final NDArray f = features(), c = sample(code, scope.create(cells.corners()));
				final NDList correspondence = script.callDifferentiable("correspondence", own(f), f, own(c), c);
				final NDArray probed = code.stopGradient().get(scope.create(cells.probed())).concat(untouched);
				final NDList probe = script.callDifferentiable("cluster", probed, parameters.get(CENTRES));
				final NDArray losses = correspondence.get(0);
				gradients.backward(script.callDifferentiable("total", losses, probe.get(0)).singletonOrThrow());
				return StepRecord.of(losses.toFloatArray(), probe.get(0).getFloat(), correspondence.get(2)
					.toFloatArray(), correspondence.get(1), probe.get(1).toFloatArray(), script);
			}
		}

		/** Codes (M, K) of some cells. */
		private NDArray code(final long[] which) {
			final NDArray x = table.get(scope.create(which));
			final List<NDArray> inputs = new ArrayList<>(List.of(x, spread(0, which), spread(1, which)));
			for (final String name : HEAD) inputs.add(parameters.get(name));
			return script.callDifferentiable("head", inputs.toArray(NDArray[]::new)).singletonOrThrow();
		}

		/** A mask for every cell: (M, C), or a 1 that fits all. */
		private NDArray spread(final int which, final long[] cellNumbers) {
			if (masks[which] == null) return scope.ones(new Shape(1));
			final long[] tiles = new long[cellNumbers.length];
			for (int i = 0; i < tiles.length; i++) tiles[i] = cellNumbers[i] / (rows * columns);
			return masks[which].get(scope.create(tiles));
		}

		/** Sampled features (B, G P, C), after their own dropout. */
		private NDArray features() {
			final long[] global = new long[cells.corners().length];
			for (int i = 0; i < global.length; i++) global[i] = cells.touched()[(int) cells.corners()[i]];
			final NDArray f = sample(table, scope.create(global));
			if (masks[2] == null) return f;
			final long width = f.getShape().get(2);
			final NDArray keep = masks[2].get(scope.create(cells.sources())).expandDims(1);
			return f.reshape(cells.sources().length, -1, width).mul(keep).reshape(batch, -1, width);
		}

		/** Weighted sums of table rows, (B, G P, D). */
		private NDArray sample(final NDArray rowsOf, final NDArray corners) {
			final long width = rowsOf.getShape().get(1);
			final NDArray starts = scope.arange(0f, corners.size(), 4f, DataType.INT64);
			return script.callDifferentiable("sample", rowsOf, corners, starts, scope.create(cells.weights()))
				.singletonOrThrow().reshape(batch, -1, width);
		}

		/** The points of the tiles themselves, (B, P, D). */
		private NDArray own(final NDArray sampled) {
			return sampled.get(":,0:{}", options.samples() * options.samples());
		}
	}

	/** Copy of the head as trained so far. */
	Head head() {
		final Map<String, Tensor> copy = new LinkedHashMap<>();
		for (final String name : HEAD) copy.put(name, download(parameters.get(name)));
		return new Head(copy);
	}

	/** Copy of the probe's centres as trained so far, (n, K). */
	Tensor centres() {
		return download(parameters.get(CENTRES));
	}

	private static Tensor download(final NDArray array) {
		return new Tensor(array.toFloatArray(), array.getShape().getShape());
	}

	@Override
	public void close() {
		script.close();
		manager.close();
	}
}
