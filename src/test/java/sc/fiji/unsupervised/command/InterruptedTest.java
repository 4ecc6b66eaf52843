package sc.fiji.unsupervised.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.command.CommandModule;

import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.TestImages;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.imagej.CommandKeys;

/** What is stopped or taken away in the middle of a run. */
@Timeout(180)
class InterruptedTest {

	private static final int TIMES = 12;

	@TempDir
	Path folder;

	@Test
	void anInterruptedThreadIsCancelledNotAnErrorAndLeavesNothingHalf() throws Exception {
		final ChildJob job = new ChildJob(folder).withImages(3, 64, 48);
		final Map<String, Object> keys = Map.of("folder", job.input(), "output", job.output(), "classes", 2, "method", "kmeans",
			"refine", "none", "device", "cpu");
		UnsupervisedSegmentation.segmentFolder(keys); // so that all is loaded
		job.clear();
		final long start = System.nanoTime();
		UnsupervisedSegmentation.segmentFolder(keys);
		final long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
		final Map<String, byte[]> whole = job.results();
		final Random random = new Random(3);
		for (int i = 0; i < TIMES; i++) {
			if (i % 3 == 0) job.clear();
			final FutureTask<String> task = new FutureTask<>(() -> UnsupervisedSegmentation.segmentFolder(keys));
			final Thread thread = new Thread(task);
			thread.start();
			thread.join(1 + random.nextLong(millis));
			thread.interrupt();
			thread.join();
			try {
				task.get();
			}
			catch (final ExecutionException e) {
				assertInstanceOf(CancelledException.class, e.getCause());
			}
			assertTrue(job.parts().isEmpty(), job.parts().toString());
			job.results().forEach((name, bytes) -> assertArrayEquals(whole.get(name), bytes, name));
		}
		UnsupervisedSegmentation.segmentFolder(keys);
		assertEquals(whole.keySet(), job.results().keySet());
	}

	@ParameterizedTest
	@ValueSource(strings = { "Texture", "Clusters", "Labelling" })
	void anImageThatIsClosedInTheMiddleGivesLabels(final String when) {
		final ImagePlus image = TestImages.twoTextures("cells.tif", 64, 48, 3);
		final CommandKeys keys = new CommandKeys(SegmentStack.class);
		final CommandModule module = keys.create();
		keys.parse(new HashMap<>(Map.of("classes", "2", "method", "kmeans", "refine", "polish", "device", "cpu"))).forEach(
			module::setInput);
		module.setInput("image", image);
		module.setInput("progress", (Progress) (stage, fraction, message) -> {
			if (!stage.equals(when)) return;
			image.close();
			image.flush();
		});
		module.run();
		assertEquals(3, ((ImagePlus) module.getOutput("labels")).getStackSize());
	}
}
