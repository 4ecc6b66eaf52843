package sc.fiji.unsupervised.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.stack.FeatureCache;

class StegoAverageTest extends MethodContract {

	@Override
	Method method() {
		return new StegoAverage();
	}

	/** The three terms are those of STEGO; what is added draws codes to their prototypes. */
	@Test
	void prototypesGatherTheCodes() {
		try (FeatureCache cache = twoTextures(); Session session = Session.open(new Session.Options("cpu", 1, 1))) {
			final MethodSettings settings = new MethodSettings(2, 60, "auto", 1);
			final Diagnostics plain = new Stego().fit(cache, settings, session, Progress.NONE).diagnostics();
			final Diagnostics averaged = new StegoAverage().fit(cache, settings, session, Progress.NONE).diagnostics();
			assertEquals(plain.notes().get("shifts"), averaged.notes().get("shifts"));
			assertEquals(plain.steps().get(0).losses()[0], averaged.steps().get(0).losses()[0], 0.05);
			assertTrue(averaged.steps().get(59).probe() < averaged.steps().get(0).probe() - 0.1, "prototypes agree more");
			assertTrue(silhouette(averaged) > silhouette(plain), silhouette(averaged) + " against " + silhouette(plain));
		}
	}

	private static double silhouette(final Diagnostics d) {
		return Double.parseDouble(d.notes().get("silhouette of k-means"));
	}
}
