package sc.fiji.unsupervised.method;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;

import com.google.gson.JsonObject;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.unsupervised.engine.GoldenSession;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.Tensor;

class HeadTrainerTest {

	private static final String[] HEAD = { Head.LINEAR, Head.LINEAR_BIAS, Head.HIDDEN, Head.HIDDEN_BIAS, Head.OUT,
		Head.OUT_BIAS };

	/** Five complete steps of the reference: every parameter after every step, the losses and similarities. */
	@ParameterizedTest
	@ValueSource(strings = { "dropout_off", "dropout_masks" })
	void fiveStepsFollowTheReference(final String variant) {
		final Golden golden = new Golden("train_steps/" + variant);
		final JsonObject config = Golden.json("train_steps/" + variant).getAsJsonObject();
		final boolean dropout = variant.equals("dropout_masks");
		final HeadOptions options = new HeadOptions(10, 3, 5, Sampling.BILINEAR, 2, 1, dropout ? 0.1f : 0, 5e-4f, 5e-3f, 0);
		final String objective = StegoLoss.script(Shifts.SHIPPED.terms(), options);
		final PointSampler.Extent[] valid = new PointSampler.Extent[6];
		Arrays.fill(valid, new PointSampler.Extent(4, 4));
		try (Session session = GoldenSession.open();
				HeadTrainer trainer = new HeadTrainer(session, head(golden, 0), golden.get("step0.cluster_probe.clusters"),
					options, objective, 4, 4))
		{
			final NDArray x = golden.cells(session.manager(), "feats").concat(golden.cells(session.manager(), "feats_pos"));
			final StepInput.Rows features = (scope, cells) -> x.reshape(-1, x.getShape().get(2)).get(scope.create(cells));
			for (int step = 1; step <= 5; step++) {
				final StepRecord record = trainer.step(features, valid, draws(golden, step, dropout));
				final JsonObject losses = config.getAsJsonArray("losses").get(step - 1).getAsJsonObject();
				assertClose(losses, "loss/pos_intra", record.losses()[0]);
				assertClose(losses, "loss/pos_inter", record.losses()[1]);
				assertClose(losses, "loss/neg_inter", record.losses()[2]);
				assertClose(losses, "loss/cluster", record.probe());
				assertClose(losses, "cd/pos_intra", record.similarity()[0]);
				assertClose(losses, "cd/pos_inter", record.similarity()[1]);
				assertClose(losses, "cd/neg_inter", record.similarity()[2]);
				final Head head = trainer.head();
				for (final String name : HEAD)
					Golden.assertClose(name + " after step " + step, golden.floats("step" + step + ".net." + name), head
						.parameters().get(name).data(), 5e-6);
				Golden.assertClose("centres after step " + step, golden.floats("step" + step + ".cluster_probe.clusters"),
					trainer.centres().data(), 5e-6);
				assertEquals(3 * 625, Arrays.stream(record.histograms()[2]).sum());
			}
		}
	}

	private static void assertClose(final JsonObject expected, final String name, final float actual) {
		assertEquals(expected.get(name).getAsFloat(), actual, 5e-6, name);
	}

	static Head head(final Golden golden, final int step) {
		final Map<String, Tensor> parameters = new LinkedHashMap<>();
		for (final String name : HEAD) parameters.put(name, golden.get("step" + step + ".net." + name));
		return new Head(parameters);
	}

	static Draws draws(final Golden golden, final int step, final boolean dropout) {
		final String s = "step" + step + ".";
		final byte[][] masks = !dropout ? null : new byte[][] { golden.bytes(s + "mask_linear"), golden.bytes(s +
			"mask_nonlinear"), golden.bytes(s + "mask_feats"), golden.bytes(s + "mask_linear_pos"), golden.bytes(s +
				"mask_nonlinear_pos"), golden.bytes(s + "mask_feats_pos") };
		return new Draws(golden.floats(s + "coords1"), golden.floats(s + "coords2"), golden.ints(s + "perms"), masks);
	}
}
