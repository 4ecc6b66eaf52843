package sc.fiji.unsupervised.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.engine.GoldenSession;
import sc.fiji.unsupervised.engine.Script;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.Tensor;

class HeadTest {

	private static final String[] NAMES = { Head.LINEAR, Head.LINEAR_BIAS, Head.HIDDEN, Head.HIDDEN_BIAS, Head.OUT,
		Head.OUT_BIAS };

	private static Head golden() {
		final Golden weights = new Golden("head/weights");
		final Map<String, Tensor> parameters = new LinkedHashMap<>();
		for (final String name : NAMES) parameters.put(name, weights.get(name));
		return new Head(parameters);
	}

	@Test
	void codesFollowTheReference() {
		final Golden io = new Golden("head/io");
		final Head head = golden();
		final Head linear = Head.linear(head.parameters().get(Head.LINEAR), head.parameters().get(Head.LINEAR_BIAS));
		try (Session session = GoldenSession.open(); HeadNetwork both = new HeadNetwork(session, head);
				HeadNetwork one = new HeadNetwork(session, linear))
		{
			final NDArray x = io.cells(session.manager(), "feature_map");
			Golden.assertClose("nonlinear", io.cells(session.manager(), "code_nonlinear_eval").toFloatArray(), both.code(x)
				.toFloatArray(), 5e-6);
			Golden.assertClose("linear", io.cells(session.manager(), "code_linear_eval").toFloatArray(), one.code(x)
				.toFloatArray(), 5e-6);
		}
		assertEquals(48, head.channels());
		assertEquals(10, head.codeSize());
	}

	/** With the recorded channel dropout. */
	@Test
	void trainingCodesFollowTheReference() {
		final Golden io = new Golden("head/io");
		try (Session session = GoldenSession.open();
				Script script = Script.compile(session, HeadScript.script(false)))
		{
			final NDArray x = io.cells(session.manager(), "feature_map");
			final NDArray[] inputs = new NDArray[8];
			inputs[0] = x.mul(mask(session, io, "train.mask_linear_branch"));
			inputs[1] = x.mul(mask(session, io, "train.mask_nonlinear_branch"));
			for (int i = 0; i < NAMES.length; i++) inputs[2 + i] = HeadNetwork.upload(session.manager(), golden().parameters()
				.get(NAMES[i]));
			Golden.assertClose("code", io.cells(session.manager(), "train.code").toFloatArray(), script.call("head", inputs)
				.singletonOrThrow().toFloatArray(), 5e-6);
			Golden.assertClose("features", io.cells(session.manager(), "train.returned_features").toFloatArray(), x.mul(mask(
				session, io, "train.mask_returned_features")).toFloatArray(), 5e-6);
		}
	}

	private static NDArray mask(final Session session, final Golden io, final String name) {
		final Tensor t = io.get(name);
		return session.manager().create(t.data(), new Shape(t.size(0), 1, t.size(1))).div(0.9f);
	}

	@Test
	void startsWithinTheBoundsOfItsFanIn() {
		final Head head = Head.random(64, 70, new SplittableRandom(1));
		float largest = 0;
		for (final float w : head.parameters().get(Head.HIDDEN).data()) largest = Math.max(largest, Math.abs(w));
		assertTrue(largest <= 0.125f && largest > 0.12f, "largest weight " + largest);
	}

	@Test
	void refusesParametersThatDoNotFit() {
		final Tensor weight = new Tensor(new float[6], 2, 3);
		assertThrows(IllegalArgumentException.class, () -> Head.linear(weight, new Tensor(new float[3], 3)));
	}
}
