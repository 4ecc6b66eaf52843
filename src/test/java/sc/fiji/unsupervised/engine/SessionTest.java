package sc.fiji.unsupervised.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.UserException;

class SessionTest {

	private static final Session.Options CPU = new Session.Options("cpu", 1, 1);

	@Test
	void startsOnTheCpuAndSaysWhy() {
		final List<String> log = new ArrayList<>();
		final float sum = Session.run(CPU, log::add, s -> s.manager().ones(new Shape(3, 4)).sum().getFloat());
		assertEquals(12, sum);
		assertEquals(List.of("Device: cpu (chosen)"), log);
	}

	@Test
	void keepsTheContextClassLoader() {
		final ClassLoader own = new ClassLoader(null) {};
		final Thread thread = Thread.currentThread();
		final ClassLoader before = thread.getContextClassLoader();
		thread.setContextClassLoader(own);
		try (Session session = Session.open(CPU)) {
			assertSame(own, thread.getContextClassLoader());
			assertEquals("cpu", session.device().name());
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	@Test
	void absentGpuFallsBackWithAReason() {
		try (Session session = Session.open(new Session.Options("gpu99", 1, 1))) {
			assertEquals("cpu", session.device().name());
			assertTrue(session.device().reason().contains("gpu99"), session.device().reason());
		}
	}

	@Test
	void refusesUnknownDevices() {
		final String message = assertThrows(UserException.class, () -> new Session.Options("tpu", 0, 1)).getMessage();
		assertTrue(message.contains("device=tpu") && message.contains("auto, cpu, gpu"), message);
		assertThrows(UserException.class, () -> new Session.Options("cpu", -1, 1));
	}

	@Test
	void sameSeedGivesSameNumbers() {
		assertArrayEquals(random(5), random(5));
	}

	private static float[] random(final long seed) {
		try (Session session = Session.open(new Session.Options("cpu", 1, seed))) {
			return session.manager().randomNormal(new Shape(16)).toFloatArray();
		}
	}

	@Test
	void scriptsRunAndHaveGradients() {
		final String code = "def twice(self, a: Tensor, b: Tensor) -> Tensor:\n  return torch.mul(torch.mul(a, b), 2)\n";
		try (Session session = Session.open(CPU); Script script = Script.compile(session, code)) {
			final NDArray a = session.manager().create(new float[] { 1, 2 });
			final NDArray b = session.manager().create(new float[] { 3, 5 });
			assertArrayEquals(new float[] { 6, 20 }, script.call("twice", a, b).singletonOrThrow().toFloatArray());
			a.setRequiresGradient(true);
			try (GradientCollector gradients = session.gradients()) {
				final NDArray sum = script.callDifferentiable("twice", a, b).singletonOrThrow().sum();
				gradients.backward(sum);
			}
			assertArrayEquals(new float[] { 6, 10 }, a.getGradient().toFloatArray());
		}
	}

	@Test
	void brokenScriptsAreRefused() {
		try (Session session = Session.open(CPU)) {
			assertThrows(RuntimeException.class, () -> Script.compile(session, "def f(self, a: Tensor) -> Tensor:\n  return no(a)\n"));
		}
	}

	@Test
	void reportNamesEngineDeviceAndMemory() {
		final String report = SetupReport.create("cpu");
		for (final String word : new String[] { "PyTorch", Versions.LIBTORCH, "Device", "cpu (chosen)", "Memory", "JNA" })
			assertTrue(report.contains(word), report);
	}
}
