package sc.fiji.unsupervised.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.engine.FakeGpu;
import sc.fiji.unsupervised.engine.Precision;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.stack.FeatureCache;

/** Features reach a GPU unchanged, whether they stay there or are sent batch by batch. */
class DeviceTilesTest {

	private static final int[][] BATCHES = { { 3, 0, 5 }, { 1, 1 }, { 5, 4, 3, 2, 1, 0 } };
	private static final long ALL = 6L * 28 * 28 * 16 * 2;

	@ParameterizedTest
	@ValueSource(longs = { 2 * ALL, 2 * ALL - 2 })
	void batchesAreThoseOfTheCpu(final long freeBytes) {
		try (FakeGpu gpu = new FakeGpu(); FeatureCache cache = MethodContract.twoTextures();
				Session session = gpu.session(Precision.FLOAT32, freeBytes);
				Session cpu = Session.open(new Session.Options("cpu", 1, 1)))
		{
			final int before = session.manager().getManagedArrays().size();
			try (DeviceTiles tiles = new DeviceTiles(cache, session); TileFeatures features = new TileFeatures(cache, session);
					TileFeatures plain = new TileFeatures(cache, cpu))
			{
				assertEquals(freeBytes == 2 * ALL, tiles.isResident());
				for (final int[] batch : BATCHES)
					try (NDManager a = session.manager().newSubManager(); NDManager b = cpu.manager().newSubManager()) {
						assertArrayEquals(plain.batch(b, batch).toFloatArray(), features.batch(a, batch).toFloatArray());
						assertEquals(plain.batch(b, batch).getShape(), features.batch(a, batch).getShape());
					}
			}
			assertEquals(before, session.manager().getManagedArrays().size(), "arrays left behind");
		}
	}

	@Test
	void aTrainingIsTheSame() {
		try (FakeGpu gpu = new FakeGpu()) {
			assertArrayEquals(train(Session.open(new Session.Options("cpu", 1, 1))), train(gpu.session(Precision.FLOAT32, 2 *
				ALL)));
		}
	}

	private static float[] train(final Session opened) {
		try (Session session = opened; FeatureCache cache = MethodContract.twoTextures()) {
			final int before = session.manager().getManagedArrays().size();
			final Fitted fitted = new Stego().fit(cache, new MethodSettings(2, 2, "0.1,0.1,0.4", 1), session, Progress.NONE);
			assertEquals(before, session.manager().getManagedArrays().size(), "arrays left behind");
			return fitted.head().parameters().get(Head.LINEAR).data();
		}
	}
}
