package sc.fiji.unsupervised.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.unsupervised.engine.Script;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.method.PointSampler.Extent;
import sc.fiji.unsupervised.model.Tensor;

/**
 * One training step after another for a head and prototypes, whatever their objective (sections 4, 7 and 8 of the
 * specification).
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
	 * @param objective methods of {@link HeadScript} and an {@code objective} as described there
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
		script = Script.compile(session, objective + options.sampling().script() + HeadScript.step(options));
		parameters = new Parameters(session);
		for (final String name : HEAD) parameters.add(name, start.parameters().get(name), options.headRate());
		parameters.add(CENTRES, centres, options.prototypeRate());
		parameters.follow(CENTRES, options.decay());
	}

	/**
	 * A training step.
	 *
	 * @param features of the tiles, then of the positive of each
	 * @param valid (2 B): which cells of each tile lie in the image
	 * @param draws of this step
	 */
	StepRecord step(final StepInput.Rows features, final Extent[] valid, final Draws draws) {
		final StepRecord record;
		try (NDManager scope = session.manager().newSubManager()) {
			final NDList inputs = StepInput.of(scope, features, options, rows, columns, valid, draws);
			for (final String name : HEAD) inputs.add(parameters.get(name));
			inputs.add(parameters.get(CENTRES));
			inputs.add(parameters.average(CENTRES));
			try (GradientCollector gradients = session.gradients()) {
				final NDList out = script.callDifferentiable("step", inputs.toArray(NDArray[]::new));
				gradients.backward(out.get(0));
				record = StepRecord.of(out.get(1).toFloatArray(), options);
			}
		}
		parameters.step();
		return record;
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
