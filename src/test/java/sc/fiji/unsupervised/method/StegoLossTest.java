package sc.fiji.unsupervised.method;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.unsupervised.engine.GoldenSession;
import sc.fiji.unsupervised.engine.Script;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.method.PointSampler.Extent;
import sc.fiji.unsupervised.method.StegoOptions.Terms;
import sc.fiji.unsupervised.model.Tensor;

class StegoLossTest {


	/** Losses, similarities and gradients of all eight settings of the switches. */
	@ParameterizedTest
	@ValueSource(strings = { "random", "structured", "random_s11" })
	void correspondenceFollowsTheReference(final String name) {
		final Golden golden = new Golden("corr_loss/" + name);
		final JsonObject config = Golden.json("corr_loss/" + name).getAsJsonObject();
		for (final JsonElement e : config.getAsJsonArray("cases")) check(golden, config, e.getAsJsonObject(), () -> {});
	}

	/** The engine must not hold memory that Java may free between the forward and the backward pass. */
	@Test
	void garbageCollectionBetweenForwardAndBackwardChangesNothing() {
		final Golden golden = new Golden("corr_loss/random");
		final JsonObject config = Golden.json("corr_loss/random").getAsJsonObject();
		check(golden, config, config.getAsJsonArray("cases").get(0).getAsJsonObject(), () -> {
			for (int i = 0; i < 5; i++) {
				System.gc();
				final byte[][] churn = new byte[64][1 << 16];
				for (final byte[] block : churn) Arrays.fill(block, (byte) 77);
				try (Session other = GoldenSession.open()) {
					for (int j = 0; j < 50; j++) other.manager().create(new float[] { 1e30f, 1e30f });
				}
			}
		});
	}

	private static void check(final Golden golden, final JsonObject config, final JsonObject c, final Runnable between) {
		final boolean pointwise = c.get("pointwise").getAsBoolean(), zero = c.get("zero_clamp").getAsBoolean(), stab = c
			.get("stabalize").getAsBoolean();
		final Terms terms = new Terms(Shifts.SHIPPED.terms().weights(), Shifts.SHIPPED.terms().shifts(), pointwise, zero,
			stab);
		final int samples = config.get("feature_samples").getAsInt(), negatives = config.get("neg_samples").getAsInt();
		final HeadOptions options = new HeadOptions(10, 3, samples, Sampling.BILINEAR, negatives, 7, 0, 0, 0, 0);
		final Tensor map = golden.get("feats");
		final int batch = map.size(0), rows = map.size(2), columns = map.size(3);
		final Extent[] valid = new Extent[2 * batch];
		Arrays.fill(valid, new Extent(rows, columns));
		final Draws draws = new Draws(golden.floats("coords1"), golden.floats("coords2"), golden.ints("perms"), null);
		final StepCells cells = StepCells.around(rows, columns, samples, valid, draws);
		try (Session session = GoldenSession.open();
				Script script = Script.compile(session, StegoLoss.script(terms, options) + Sampling.BILINEAR.script()))
		{
			final NDManager m = session.manager();
			final NDArray features = golden.cells(m, "feats").concat(golden.cells(m, "feats_pos"));
			final NDArray code = golden.cells(m, "code").concat(golden.cells(m, "code_pos")).duplicate();
			code.setRequiresGradient(true);
			final NDArray losses, similarities;
			try (GradientCollector gradients = session.gradients()) {
				final NDArray f = points(script, features, cells), k = points(script, code, cells);
				final int points = samples * samples;
				final NDList out = script.callDifferentiable("correspondence", f.get(":,0:{}", points), f, k.get(":,0:{}",
					points), k);
				losses = out.get(0);
				similarities = out.get(2);
				final NDArray total = script.callDifferentiable("total", losses, m.zeros(new Shape())).singletonOrThrow();
				assertEquals(c.get("total").getAsFloat(), total.getFloat(), 5e-6, c.toString());
				between.run();
				gradients.backward(total);
			}
			final float[] l = losses.toFloatArray(), s = similarities.toFloatArray();
			assertEquals(c.get("pos_intra_loss").getAsFloat(), l[0], 5e-6);
			assertEquals(c.get("pos_inter_loss").getAsFloat(), l[1], 5e-6);
			assertEquals(c.get("neg_inter_loss_mean").getAsFloat(), mean(l), 5e-6);
			assertEquals(c.get("cd_intra_mean").getAsFloat(), s[0], 5e-6);
			assertEquals(c.get("cd_inter_mean").getAsFloat(), s[1], 5e-6);
			assertEquals(c.get("cd_neg_mean").getAsFloat(), mean(s), 5e-6);
			final String prefix = "pw" + (pointwise ? 1 : 0) + "_zc" + (zero ? 1 : 0) + "_st" + (stab ? 1 : 0);
			final float[] expected = golden.cells(m, prefix + ".grad_code").concat(golden.cells(m, prefix +
				".grad_code_pos")).toFloatArray();
			Golden.assertClose(prefix, expected, code.getGradient().toFloatArray(), 2e-8);
		}
	}

	private static float mean(final float[] groups) {
		float sum = 0;
		for (int i = 2; i < groups.length; i++) sum += groups[i];
		return sum / (groups.length - 2);
	}

	private static NDArray points(final Script script, final NDArray map, final StepCells cells) {
		final NDManager m = map.getManager();
		final NDArray rows = map.reshape(-1, map.getShape().get(2)).get(m.create(cells.cells()));
		return script.callDifferentiable("points", rows.expandDims(0), m.create(cells.where()), m.create(cells.weights())).singletonOrThrow();
	}

	/** Sampling alone, coordinates outside of [-1, 1] included, with its gradient. */
	@Test
	void samplingFollowsTheReference() {
		final Golden golden = new Golden("grid_sample/sample");
		final Tensor input = golden.get("input"), coords = golden.get("coords");
		final int batch = input.size(0), rows = input.size(2), columns = input.size(3);
		// The golden point grid is 4 x 6; the sampler is square, so each row of six points goes as a grid of its own.
		try (Session session = GoldenSession.open();
				Script script = Script.compile(session, HeadScript.script(false) + Sampling.BILINEAR.script()))
		{
			final NDManager m = session.manager();
			final NDArray map = golden.cells(m, "input").duplicate();
			map.setRequiresGradient(true);
			final int h = coords.size(1), w = coords.size(2);
			final PointSampler sampler = new PointSampler(columns, 1);
			final int[] cells = new int[batch * h * w * 4];
			final float[] weights = new float[cells.length];
			for (int p = 0; p < batch * h * w; p++) sampler.locate(new Extent(rows, columns), coords.data(), p, p / (h * w) *
				rows * columns, cells, weights, p * 4);
			final NDArray out;
			try (GradientCollector gradients = session.gradients()) {
				out = script.callDifferentiable("sample", map.reshape(-1, 3), m.create(Arrays.stream(cells).asLongStream()
					.toArray()), m.create(weights)).singletonOrThrow();
				// The golden output is transposed (w, h): bring its gradient into the order of the points.
				final Tensor g = golden.get("grad_output");
				final NDArray weight = m.create(g.data(), new Shape(g.shape())).transpose(0, 3, 2, 1).reshape(-1, 3);
				gradients.backward(out.mul(weight).sum());
			}
			final Tensor expected = golden.get("output");
			Golden.assertClose("samples", m.create(expected.data(), new Shape(expected.shape())).transpose(0, 3, 2, 1)
				.toFloatArray(), out.toFloatArray(), 5e-6);
			Golden.assertClose("gradient", golden.cells(m, "grad_input").toFloatArray(), map.getGradient().toFloatArray(),
				5e-6);
		}
	}

	/** The probe's loss and gradient, alpha absent. */
	@Test
	void probeFollowsTheReference() {
		final Golden golden = new Golden("cluster_probe/probe");
		final float expected = loss(Golden.json("cluster_probe/probe").getAsJsonObject());
		try (Session session = GoldenSession.open();
				Script script = Script.compile(session, StegoLoss.script(Shifts.SHIPPED.terms(), HeadOptions.stego())))
		{
			final NDManager m = session.manager();
			final NDArray codes = golden.cells(m, "codes");
			final Tensor c = golden.get("clusters");
			final NDArray centres = m.create(c.data(), new Shape(c.shape()));
			centres.setRequiresGradient(true);
			final NDList out;
			try (GradientCollector gradients = session.gradients()) {
				out = script.callDifferentiable("cluster", codes, centres);
				gradients.backward(out.get(0));
			}
			assertEquals(expected, out.get(0).getFloat(), 2e-6);
			Golden.assertClose("centres", golden.floats("alpha_none.grad_clusters"), centres.getGradient().toFloatArray(),
				2e-6);
			final float[] shares = new float[5];
			final float[] best = golden.floats("argmax");
			for (final float k : best) shares[(int) k] += 1f / best.length;
			Golden.assertClose("shares", shares, out.get(1).toFloatArray(), 1e-6);
		}
	}

	private static float loss(final JsonObject json) {
		return json.get("loss_alpha_none").getAsFloat();
	}
}
