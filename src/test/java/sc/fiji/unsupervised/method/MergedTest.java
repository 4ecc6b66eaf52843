package sc.fiji.unsupervised.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.cluster.Metric;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.Tensor;
import sc.fiji.unsupervised.stack.FeatureCache;
import sc.fiji.unsupervised.stack.TilePlace;

class MergedTest extends MethodContract {

	@Override
	Method method() {
		return new Merged();
	}

	@Test
	void comparesByDistanceAndTellsHowCoherentTheClassesAre() {
		try (FeatureCache cache = twoTextures(); Session session = Session.open(new Session.Options("cpu", 1, 1))) {
			final Fitted fitted = method().fit(cache, new MethodSettings(2, 1, "auto", 1), session, Progress.NONE);
			assertEquals(64, fitted.prototypes().count());
			assertEquals(Metric.EUCLIDEAN, fitted.prototypes().metric());
			assertEquals(64, fitted.groups().length);
			assertEquals(2, java.util.Arrays.stream(fitted.groups()).distinct().count());
			final Map<String, String> notes = fitted.diagnostics().notes();
			assertTrue(Double.parseDouble(notes.get("coherence by distance")) > 0.7, notes.toString());
			assertTrue(Double.parseDouble(notes.get("coherence by direction")) > 0.7, notes.toString());
		}
	}

	/** Features of a cell are its tile, row and column; the second tile is padded. */
	@Test
	void pairsAreNeighboursInsideTheImage() {
		try (FeatureCache cache = new FeatureCache(4, 5, 3, 1 << 20); Session session = Session.open(new Session.Options("cpu",
			1, 1)))
		{
			for (int t = 0; t < 2; t++) {
				final ByteBuffer half = ByteBuffer.allocateDirect(4 * 5 * 3 * 2).order(ByteOrder.LITTLE_ENDIAN);
				for (int cell = 0; cell < 20; cell++)
					for (final int v : new int[] { t, cell / 5, cell % 5 }) half.putShort(MethodContract.half(v));
				cache.add(half.flip(), new TilePlace(t, 0, 0, t == 0 ? 4 : 2, t == 0 ? 5 : 3, new BitSet(), new float[20]));
			}
			assertEquals(31 + 7, different(new TileFeatures(cache, session).pairs(1000, 1)), "every pair once");
			assertEquals(9, different(new TileFeatures(cache, session).pairs(9, 2)));
		}
	}

	/** Number of different pairs, after a look at each of them. */
	private static int different(final Tensor[] pairs) {
		final Set<String> seen = new HashSet<>();
		for (int i = 0; i < pairs[0].size(0); i++) {
			final float[] a = java.util.Arrays.copyOfRange(pairs[0].data(), 3 * i, 3 * i + 3);
			final float[] b = java.util.Arrays.copyOfRange(pairs[1].data(), 3 * i, 3 * i + 3);
			final String text = java.util.Arrays.toString(a) + java.util.Arrays.toString(b);
			assertEquals(a[0], b[0], text);
			assertEquals(1, b[1] - a[1] + b[2] - a[2], text);
			assertTrue(b[1] >= a[1] && b[2] >= a[2] && (b[0] == 0 || b[1] < 2 && b[2] < 3), text);
			assertTrue(seen.add(text), text);
		}
		return seen.size();
	}
}
