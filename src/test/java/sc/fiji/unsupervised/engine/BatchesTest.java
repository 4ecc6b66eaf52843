package sc.fiji.unsupervised.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.engine.EngineException;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class BatchesTest {

	private static final String EXHAUSTED = "CUDA out of memory. Tried to allocate 2.00 GiB.";

	private final List<String> tried = new ArrayList<>(), done = new ArrayList<>();

	/** Fails where there are more than so many. */
	private Batches.Work work(final int most, final String words) {
		return (from, to) -> {
			tried.add(from + "-" + to);
			if (to - from > most) throw new EngineException(words);
			done.add(from + "-" + to);
		};
	}

	@Test
	void halvesUntilItFitsAndStaysThere() {
		final Batches batches = new Batches(true, 3);
		batches.run(150, work(20, EXHAUSTED));
		assertEquals(List.of("0-64", "0-32", "0-16"), tried.subList(0, 3));
		assertEquals(List.of("0-16", "16-32", "32-48", "48-64", "64-80", "80-96", "96-112", "112-128", "128-144", "144-150"),
			done);
		assertEquals(2, tried.size() - done.size(), "tried in vain");
		batches.run(20, work(20, EXHAUSTED));
		assertEquals(List.of("0-16", "16-20"), done.subList(10, 12));
	}

	@Test
	void halvesWhatThereWas() {
		new Batches(true, 3).run(7, work(2, "cuDNN error: CUDNN_STATUS_ALLOC_FAILED"));
		assertEquals(List.of("0-7", "0-3", "0-1", "1-2", "2-3", "3-4", "4-5", "5-6", "6-7"), tried);
	}

	@Test
	void oneThatDoesNotFitIsAFailure() {
		assertThrows(EngineException.class, () -> new Batches(true, 3).run(9, work(0, EXHAUSTED)));
		assertEquals(List.of("0-9", "0-4", "0-2", "0-1"), tried);
	}

	@Test
	void otherFailuresAreNotTriedAgain() {
		assertThrows(EngineException.class, () -> new Batches(true, 3).run(9, work(3, "CUDA error: device-side assert triggered")));
		assertEquals(List.of("0-9"), tried);
	}

	@Test
	void theCpuKeepsItsSize() {
		new Batches(false, 3).run(9, work(4, EXHAUSTED));
		assertEquals(List.of("0-4", "4-8", "8-9"), done);
		assertThrows(EngineException.class, () -> new Batches(false, 3).run(9, work(3, EXHAUSTED)));
	}

	@Test
	void wideOnesHaveWorkForEachCore() {
		new Batches(false, 2).runWide(9, work(9, EXHAUSTED));
		new Batches(false, 6).runWide(9, work(9, EXHAUSTED));
		new Batches(true, 500).runWide(65, work(99, EXHAUSTED));
		assertEquals(List.of("0-4", "4-8", "8-9", "0-8", "8-9", "0-64", "64-65"), done);
	}

	@Test
	void insideOneAnother() {
		final Batches batches = new Batches(true, 3);
		batches.run(10, (from, to) -> {
			tried.add(from + "-" + to);
			batches.run(to - from, (a, b) -> {
				if (b - a > 4) throw new EngineException(EXHAUSTED);
				done.add(from + a + "-" + (from + b));
			});
		});
		assertEquals(List.of("0-10"), tried, "the inner batches were enough");
		assertEquals(List.of("0-2", "2-4", "4-6", "6-8", "8-10"), done);
	}
}
