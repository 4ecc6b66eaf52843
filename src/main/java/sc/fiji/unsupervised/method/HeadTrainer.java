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
 * One training step after another for a head and prototypes, whatever their objective (sections 4, 7 and 8 of the
 * specification). The head runs on the cells around the drawn points with a gradient, on the rest without.
 */
final class HeadTrainer implements AutoCloseable {

	private static final String CENTRES = "cluster_probe.clusters";
	private static final List<String> HEAD = List.of(Head.LINEAR, Head.LINEAR_BIAS, Head.HIDDEN, Head.HIDDEN_BIAS,
		Head.OUT, Head.OUT_BIAS);

	private final Session session;
	private final HeadOptions options;
	private final int rows, columns;
	private final Script script;
	private final Parameters parameters;

	/**
	 * @param start nonlinear head to start from
	 * @param centres (n, K), prototypes to start from
	 * @param objective methods of {@link HeadScript} and, for {@link #step}, an {@code objective} as described there
	 * @param rows h of a tile's cell grid
	 * @param columns w of a tile's cell grid
	 */
	HeadTrainer(final Session session, final Head start, final Tensor centres, final HeadOptions options,
		final String objective, final int rows, final int columns)
	{
		this.session = session;
		this.options = options;
		this.rows = rows;
		this.columns = columns;
		script = Script.compile(session, objective);
		parameters = new Parameters(session);
		for (final String name : HEAD) parameters.add(name, start.parameters().get(name), options.headRate());
		parameters.add(CENTRES, centres, options.prototypeRate());
		parameters.follow(CENTRES, options.decay());
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
		parameters.step();
		return record;
	}

	/**
	 * Feature similarities as the loss sees them, centred if its script says so, for calibration.
	 *
	 * @param features as in {@link #step}
	 * @return values of the first three groups, as far as there are
	 */
	float[][] similarities(final NDArray features, final Extent[] valid, final Draws draws) {
		try (NDManager scope = features.getManager().newSubManager()) {
			final StepCells cells = StepCells.of(rows, columns, options.samples(), valid, draws);
			final NDArray table = features.reshape(-1, features.getShape().get(2));
			table.attach(scope);
			final Step step = new Step(scope, table, cells, draws, valid.length / 2);
			final NDArray f = step.features();
			final NDArray fd = script.call("centred", step.own(f), f).singletonOrThrow();
			final float[][] terms = new float[Math.min(3, options.groups())][];
			for (int t = 0; t < terms.length; t++) terms[t] = fd.get(":,:," + t + ":" + (t + 1)).toFloatArray();
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
				final NDArray all = code.get(scope.create(cells.probed())).concat(untouched);
				final NDList out = script.callDifferentiable("objective", own(f), f, own(c), c, all, parameters.get(CENTRES),
					parameters.average(CENTRES));
				gradients.backward(out.get(0));
				return StepRecord.of(out, options, script);
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
		for (final String name : HEAD) copy.put(name, parameters.copy(name));
		return new Head(copy);
	}

	/** Copy of the prototypes' moving average as trained so far, (n, K). */
	Tensor centres() {
		return parameters.copyOfAverage(CENTRES);
	}

	/** How far the training has come; records are the caller's. */
	TrainingState state(final int step, final List<StepRecord> records) {
		return new TrainingState(step, records, parameters.state());
	}

	/** Goes on where an equal training stopped. */
	void restore(final TrainingState before) {
		parameters.restore(before.arrays(), before.step());
	}

	@Override
	public void close() {
		script.close();
		parameters.close();
	}
}
