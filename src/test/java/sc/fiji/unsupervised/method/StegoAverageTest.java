package sc.fiji.unsupervised.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.stack.FeatureCache;

class StegoAverageTest extends MethodContract {

	@Override
	Method method() {
		return new StegoAverage();
	}

	/** Prototypes do not reach the head: it learns STEGO's three terms. */
	@Test
	void correspondenceIsThatOfStego() {
		try (FeatureCache cache = twoTextures(); Session session = Session.open(new Session.Options("cpu", 1, 1))) {
			final MethodSettings settings = new MethodSettings(2, 5, "potsdam", 1);
			final StepRecord plain = new Stego().fit(cache, settings, session, Progress.NONE).diagnostics().steps().get(0);
			final StepRecord averaged = new StegoAverage().fit(cache, settings, session, Progress.NONE).diagnostics().steps()
				.get(0);
			for (int t = 0; t < 3; t++) assertEquals(plain.losses()[t], averaged.losses()[t], 0.1, "term " + t);
			assertArrayEquals(new int[] { 3, HeadScript.BINS }, new int[] { averaged.histograms().length, averaged
				.histograms()[0].length });
		}
	}
}
