package sc.fiji.unsupervised.imagej;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.UserException;

class NewestTaskTest {

	private final List<String> done = new CopyOnWriteArrayList<>(), failed = new CopyOnWriteArrayList<>();

	private NewestTask worker() {
		return new NewestTask((stage, message) -> done.add(stage + message), e -> failed.add(e.getMessage()));
	}

	private static void await(final CountDownLatch latch) throws InterruptedException {
		assertTrue(latch.await(20, TimeUnit.SECONDS));
	}

	@Test
	void aNewerTaskEndsTheRunningOneAndReplacesTheWaitingOne() throws Exception {
		final CountDownLatch running = new CountDownLatch(1), submitted = new CountDownLatch(1), last = new CountDownLatch(1);
		try (NewestTask worker = worker()) {
			worker.submit(progress -> {
				running.countDown();
				try {
					submitted.await();
				}
				catch (final InterruptedException e) {
					throw new IllegalStateException(e);
				}
				progress.step("old", 0, "");
				done.add("old went on");
			});
			await(running);
			worker.submit(progress -> done.add("waiting"));
			worker.submit(progress -> {
				progress.step("new", 0, "!");
				last.countDown();
			});
			submitted.countDown();
			await(last);
		}
		assertEquals(List.of("new!"), done);
		assertEquals(List.of(), failed);
	}

	@Test
	void aFailureIsToldAndTheNextTaskRuns() throws Exception {
		final CountDownLatch last = new CountDownLatch(1), told = new CountDownLatch(1);
		try (NewestTask worker = new NewestTask((stage, message) -> {}, e -> {
			failed.add(e.getMessage());
			told.countDown();
		})) {
			worker.submit(progress -> {
				throw new UserException("classes=1");
			});
			await(told);
			worker.submit(progress -> last.countDown());
			await(last);
		}
		assertEquals(List.of("classes=1"), failed);
	}

	@Test
	void closingCancelsAndWaits() throws Exception {
		final CountDownLatch running = new CountDownLatch(1);
		try (NewestTask worker = worker()) {
			worker.submit(progress -> {
				running.countDown();
				try {
					while (true)
						progress.check();
				}
				finally {
					done.add("ended");
				}
			});
			await(running);
		}
		assertEquals(List.of("ended"), done);
	}
}
