package sc.fiji.unsupervised;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RemainingTimeTest {

	private static final long SECOND = 1_000_000_000;

	private final RemainingTime remaining = new RemainingTime();

	@Test
	void twiceAsLongIsLeftWhenAThirdIsDone() {
		assertEquals("", remaining.text("Training", 0, 5 * SECOND));
		assertEquals("", remaining.text("Training", 0.01, 6 * SECOND));
		assertEquals("1:20 left", remaining.text("Training", 1.0 / 3, 45 * SECOND));
		assertEquals("2:00:00 left", remaining.text("Training", 1.0 / 3, 3605 * SECOND));
		assertEquals("", remaining.text("Training", 1, 7200 * SECOND));
	}

	@Test
	void aNewStageStartsAnew() {
		remaining.text("Features", 0, 0);
		assertEquals("0:10 left", remaining.text("Features", 0.5, 10 * SECOND));
		remaining.text("Training", 0, 100 * SECOND);
		assertEquals("0:02 left", remaining.text("Training", 0.5, 102 * SECOND));
	}

	@Test
	void lineLeavesOutWhatIsNotKnown() {
		assertEquals("Training", remaining.line("Training", 0, "", 0));
		assertEquals("Training: step 1", remaining.line("Training", 0, "step 1", 0));
		assertEquals("Training: 0:03 left", remaining.line("Training", 0.25, "", SECOND));
		assertEquals("Training: step 5, loss 0.1, 0:03 left", remaining.line("Training", 0.25, "step 5, loss 0.1", SECOND));
	}
}
