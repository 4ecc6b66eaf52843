package sc.fiji.unsupervised.method;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.training.GradientCollector;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.Tensor;

class ParametersTest {

	/** The first step of Adam moves each value by the rate against its gradient; the average follows by its share. */
	@Test
	void stepsMoveParametersAndTheirAverages() {
		try (Session session = Session.open(new Session.Options("cpu", 1, 1)); Parameters p = new Parameters(session)) {
			p.add("w", new Tensor(new float[] { 1, -1 }, 1, 2), 0.25f);
			p.add("still", new Tensor(new float[] { 3 }, 1), 0.25f);
			p.follow("w", 0.75f);
			p.follow("still", 0);
			try (GradientCollector gradients = session.gradients()) {
				gradients.backward(p.get("w").square().sum().add(p.get("still").sum()));
			}
			p.step();
			assertEquals(0.75f, p.copy("w").data()[0], 1e-6);
			assertEquals(-0.75f, p.copy("w").data()[1], 1e-6);
			assertEquals(0.75f * 1 + 0.25f * 0.75f, p.copyOfAverage("w").data()[0], 1e-6);
			assertEquals(p.copy("still").data()[0], p.copyOfAverage("still").data()[0], "without decay it is a plain copy");
			for (int i = 0; i < 2; i++) assertEquals(0, p.get("w").getGradient().toFloatArray()[i], "gradients are cleared");
		}
	}
}
