package sc.fiji.unsupervised.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.stack.FeatureCache;

class StegoTest extends MethodContract {

	@Override
	Method method() {
		return new Stego();
	}

	@Test
	void keepsDiagnosticsOfEveryStep() {
		try (FeatureCache cache = twoTextures(); Session session = Session.open(new Session.Options("cpu", 1, 1))) {
			final Diagnostics d = new Stego().fit(cache, new MethodSettings(2, 40, "auto", 1), session, Progress.NONE)
				.diagnostics();
			assertEquals(40, d.steps().size());
			for (final StepRecord s : d.steps()) {
				float shares = 0;
				for (final float share : s.shares()) shares += share;
				assertEquals(1, shares, 1e-4);
				for (final float cd : s.similarity()) assertTrue(Math.abs(cd) <= 1.0001f);
				for (final int[] histogram : s.histograms()) assertTrue(java.util.Arrays.stream(histogram).sum() > 0);
			}
			assertTrue(d.notes().containsKey("shifts") && d.notes().containsKey("clusters"), d.notes().toString());
			final float first = d.steps().get(0).losses()[2], last = d.steps().get(39).losses()[2];
			assertTrue(last < first, "random term " + first + " to " + last);
		}
	}

	@Test
	void endedEarlyIsAShorterTraining() {
		try (FeatureCache cache = twoTextures(); Session session = Session.open(new Session.Options("cpu", 1, 1))) {
			final Content content = new Content(5);
			final Fitted ended = new Stego().fit(cache, new MethodSettings(2, 40, "auto", 1), session, content);
			final Fitted shorter = new Stego().fit(cache, new MethodSettings(2, 5, "auto", 1), session, Progress.NONE);
			assertArrayEquals(shorter.prototypes().centres().data(), ended.prototypes().centres().data());
			assertArrayEquals(shorter.head().parameters().get(Head.OUT).data(), ended.head().parameters().get(Head.OUT).data());
			assertEquals("5 of 40, then ended by the user", ended.diagnostics().notes().get("steps"));
			assertFalse(shorter.diagnostics().notes().containsKey("steps"));
			assertArrayEquals(ended.diagnostics().steps().get(4).row(), content.told.get(4).curve());
			assertEquals(CodeHealth.of(content.told.get(4).histograms()).words(), ended.diagnostics().notes().get("codes"));
		}
	}

	/** With two equally frequent textures half of the random pairs belong together; shifts lie between the two kinds. */
	@Test
	void calibratesShiftsFromTheStack() {
		try (FeatureCache cache = twoTextures(); Session session = Session.open(new Session.Options("cpu", 1, 1))) {
			final String shifts = new Stego().fit(cache, new MethodSettings(2, 1, "auto", 1), session, Progress.NONE)
				.diagnostics().notes().get("shifts");
			for (final String s : shifts.split(",")) assertTrue(Math.abs(Float.parseFloat(s)) < 0.9f, shifts);
			final String published = new Stego().fit(cache, new MethodSettings(2, 1, "potsdam", 1), session, Progress.NONE)
				.diagnostics().notes().get("shifts");
			assertEquals("0.0800,0.0200,0.7600", published);
		}
	}

	/** Cells in place of points between them are another sample of the same pairs, but that their noise is not averaged. */
	@Test
	void theExactRivalStartsFromLikeLosses() {
		try (FeatureCache cache = twoTextures(); Session session = Session.open(new Session.Options("cpu", 1, 1))) {
			final MethodSettings settings = new MethodSettings(2, 4, "potsdam", 1);
			final Method exact = Rivals.all().stream().filter(m -> m.id().equals("stego-exact")).findFirst().orElseThrow();
			final float[] published = exact.fit(cache, settings, session, Progress.NONE).diagnostics().steps().get(0).row();
			final float[] ours = new Stego().fit(cache, settings, session, Progress.NONE).diagnostics().steps().get(0).row();
			assertFalse(java.util.Arrays.equals(published, ours));
			assertArrayEquals(published, ours, 0.15f);
		}
	}
}
