package sc.fiji.unsupervised.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.engine.Script;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.method.PointSampler.Extent;
import sc.fiji.unsupervised.model.Tensor;

/** Masks of all tiles, and one step after another for the prototypes that name them. */
final class ProposalTrainer implements AutoCloseable {

	private static final String CENTRES = "centres";

	private final Session session;
	private final TileFeatures features;
	private final ProposalOptions options;
	private final HeadNetwork head;
	private final Script script;
	private final Parameters parameters;
	/** For each tile the mask of each cell of the grid, -1 for none. */
	private final int[][] masks;

	/** @param start head, which stays, and prototypes to start from */
	ProposalTrainer(final Session session, final TileFeatures features, final Fitted start,
		final ProposalOptions options)
	{
		this.session = session;
		this.features = features;
		this.options = options;
		masks = new int[features.tiles()][];
		head = new HeadNetwork(session, start.head());
		script = Script.compile(session, HeadScript.script(false) + PrototypeLoss.script());
		parameters = new Parameters(session);
		parameters.add(CENTRES, start.prototypes().centres(), options.rate());
		parameters.follow(CENTRES, options.decay());
	}

	/** Finds the masks of all tiles; gives their mean number per tile. */
	double propose(final Progress progress) {
		long total = 0;
		for (int first = 0; first < masks.length; first += options.batch()) {
			progress.step("Proposals", (double) first / masks.length, "");
			final int from = first, count = Math.min(options.batch(), masks.length - first);
			try (NDManager scope = session.manager().newSubManager()) {
				final float[] codes = codes(scope, IntStream.range(from, from + count).toArray()).toFloatArray();
				IntStream.range(0, count).parallel().forEach(i -> masks[from + i] = propose(codes, i, features.valid(from + i)));
			}
			for (int i = from; i < from + count; i++) total += count(masks[i]);
		}
		return (double) total / masks.length;
	}

	private int[] propose(final float[] codes, final int tile, final Extent valid) {
		final int k = head.codeSize(), cells = features.rows() * features.columns();
		final float[] inside = new float[valid.rows() * valid.columns() * k];
		for (int y = 0; y < valid.rows(); y++) System.arraycopy(codes, (tile * cells + y * features.columns()) * k, inside, y *
			valid.columns() * k, valid.columns() * k);
		final int[] found = MaskProposals.of(inside, valid, options), all = new int[cells];
		Arrays.fill(all, -1);
		for (int y = 0; y < valid.rows(); y++) System.arraycopy(found, y * valid.columns(), all, y * features.columns(), valid
			.columns());
		return all;
	}

	private static int count(final int[] mask) {
		return 1 + Arrays.stream(mask).max().orElse(-1);
	}

	/** Codes (n h w, K) of some tiles. */
	private NDArray codes(final NDManager scope, final int... tiles) {
		return head.code(features.batch(scope, tiles)).reshape(-1, head.codeSize());
	}

	/** A training step on the masks of some tiles; gives the loss. */
	float step(final int... tiles) {
		final int cells = features.rows() * features.columns();
		final long[] covered = new long[tiles.length * cells], numbers = new long[covered.length];
		int n = 0, first = 0;
		for (int t = 0; t < tiles.length; t++) {
			final int[] mask = masks[tiles[t]];
			for (int c = 0; c < cells; c++) {
				if (mask[c] < 0) continue;
				covered[n] = (long) t * cells + c;
				numbers[n++] = first + mask[c];
			}
			first += count(mask);
		}
		final float loss;
		try (NDManager scope = session.manager().newSubManager()) {
			final NDArray codes = codes(scope, tiles).get(scope.create(Arrays.copyOf(covered, n)));
			final NDArray mask = scope.create(Arrays.copyOf(numbers, n));
			final NDList out;
			try (GradientCollector gradients = session.gradients()) {
				out = script.callDifferentiable("vote", codes, mask, parameters.get(CENTRES), parameters.average(CENTRES));
				gradients.backward(out.get(0));
			}
			loss = out.get(0).getFloat();
		}
		parameters.step();
		return loss;
	}

	/** Copy of the prototypes' moving average as trained so far, (n, K). */
	Tensor centres() {
		return parameters.copyOfAverage(CENTRES);
	}

	/** How far the training has come. */
	TrainingState state(final int step) {
		return new TrainingState(step, List.of(), parameters.state());
	}

	/** Goes on where an equal training stopped. */
	void restore(final TrainingState before) {
		parameters.restore(before.arrays(), before.step());
	}

	@Override
	public void close() {
		parameters.close();
		script.close();
		head.close();
	}
}
