package sc.fiji.unsupervised.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.measure.ResultsTable;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.event.EventHandler;
import org.scijava.event.EventService;
import org.scijava.event.EventSubscriber;
import org.scijava.script.ScriptModule;
import org.scijava.script.ScriptService;
import org.scijava.task.event.TaskEvent;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.TestImages;
import sc.fiji.unsupervised.UserException;

/** The commands through SciJava's services, as scripts, pyimagej and the search bar of Fiji use them. */
class SciJavaTest {

	private static Context context;
	private static CommandService commands;

	@TempDir
	Path folder;

	private List<EventSubscriber<?>> subscriptions = List.of();
	/** Kept here, because the event service knows its subscribers weakly. */
	private Watcher watcher;

	@BeforeAll
	static void start() {
		context = new Context();
		commands = context.service(CommandService.class);
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@AfterEach
	void stopWatching() {
		context.service(EventService.class).unsubscribe(subscriptions);
	}

	private void watch(final boolean cancel) {
		watcher = new Watcher(cancel);
		subscriptions = context.service(EventService.class).subscribe(watcher);
	}

	private static Object[] fast(final ImagePlus image, final Object... more) {
		final List<Object> all = new ArrayList<>(List.of("image", image, "classes", 2, "method", "kmeans", "refine",
			"none", "device", "cpu"));
		all.addAll(List.of(more));
		return all.toArray();
	}

	@Test
	void groovyScript() throws Exception {
		final ScriptService scripts = context.service(ScriptService.class);
		scripts.addAlias(ImagePlus.class); // imagej-legacy does that in Fiji
		final ImagePlus image = TestImages.twoTextures("cells.tif", 64, 48, 2);
		final ScriptModule module = scripts.run(new File("scripts/Segment_Stack.groovy"), true, Map.of("imp", image, "classes",
			2)).get();
		final ImagePlus labels = assertInstanceOf(ImagePlus.class, module.getOutput("labels"));
		assertEquals("cells-labels", labels.getTitle());
		assertEquals(2, labels.getStackSize());
		assertEquals(2, labels.getStack().getProcessor(1).getStats().max);
	}

	@Test
	void labelsAreMeasuredAndEvaluated() throws Exception {
		final ImagePlus truth = TestImages.truth("truth", 64, 48, 1);
		final File file = folder.resolve("truth.tif").toFile();
		assertTrue(new FileSaver(truth).saveAsTiff(file.getPath()));
		final CommandModule measured = commands.run(MeasureClasses.class, true, "image", truth).get();
		assertEquals(32 * 47, ((ResultsTable) measured.getOutput("results")).getValue("Area", 0));
		final CommandModule evaluated = commands.run(EvaluateLabels.class, true, "image", truth, "truth", file.getPath(),
			"picture", "no").get();
		final ResultsTable scores = (ResultsTable) evaluated.getOutput("scores");
		assertEquals(100, scores.getValue("IoU", scores.size() - 1));
		assertEquals(32 * 47, UnsupervisedSegmentation.measure(truth, Map.of()).getValue("Area", 0));
		assertEquals(100, UnsupervisedSegmentation.evaluate(truth, Map.of("truth", file, "picture", "no")).getValue("IoU", 0));
	}

	@Test
	void theSameCallGivesTheSameBytes() throws Exception {
		final ImagePlus image = TestImages.twoTextures("a.tif", 64, 48, 1);
		final byte[][] pixels = new byte[2][];
		for (int i = 0; i < 2; i++)
			pixels[i] = (byte[]) labels(commands.run(SegmentStack.class, true, fast(image))).getProcessor().getPixels();
		assertArrayEquals(pixels[0], pixels[1]);
	}

	private static ImagePlus labels(final Future<CommandModule> run) throws Exception {
		return (ImagePlus) run.get().getOutput("labels");
	}

	@Test
	void modelIsWrittenAndApplied() throws Exception {
		final ImagePlus image = TestImages.twoTextures("a.tif", 64, 48, 2);
		final File one = folder.resolve("one.useg").toFile(), two = folder.resolve("two.useg").toFile();
		final ImagePlus labels = labels(commands.run(SegmentStack.class, false, fast(image, "model", one)));
		final CommandModule trained = commands.run(TrainModel.class, false, fast(image, "model", two)).get();
		assertNotNull(trained);
		assertArrayEquals(Files.readAllBytes(one.toPath()), Files.readAllBytes(two.toPath()));
		final ImagePlus applied = labels(commands.run(ApplyModel.class, false, "image", image, "model", one, "refine", "none",
			"device", "cpu"));
		for (int s = 1; s <= 2; s++)
			assertArrayEquals((byte[]) labels.getStack().getPixels(s), (byte[]) applied.getStack().getPixels(s));
	}

	@Test
	void wrongValuesReachTheCaller() {
		final Throwable cause = failure("image", TestImages.twoTextures("a.tif", 64, 48, 1), "steps", "many");
		assertEquals("steps=many is not known; use auto or a whole number from 1 to 100000.", cause.getMessage());
	}

	@Test
	void noImageIsSaid() {
		final Throwable cause = failure("image", new ImagePlus()); // what headless Fiji gives
		assertTrue(cause.getMessage().startsWith("There is no image open"), cause.toString());
	}

	private static Throwable failure(final Object... inputs) {
		Throwable cause = assertThrows(ExecutionException.class, () -> commands.run(SegmentStack.class, false, inputs).get());
		while (cause.getCause() != null)
			cause = cause.getCause();
		return assertInstanceOf(UserException.class, cause);
	}

	@Test
	void progressIsATaskOfSciJava() throws Exception {
		watch(false);
		commands.run(SegmentStack.class, true, fast(TestImages.twoTextures("a.tif", 64, 48, 2))).get();
		assertTrue(watcher.messages.stream().anyMatch(m -> m.startsWith("Labelling")), watcher.messages.toString());
		assertTrue(watcher.done);
	}

	@Test
	void cancellingTheTaskEndsWithoutAnError() throws Exception {
		watch(true);
		final CommandModule module = commands.run(SegmentStack.class, true, "image", TestImages.twoTextures("a.tif", 64, 48, 1),
			"method", "stego", "steps", "100000", "device", "cpu").get(60, TimeUnit.SECONDS);
		assertTrue(module == null || ((Cancelable) module).isCanceled());
	}

	@Test
	void aCallersOwnProgressIsUsed() throws Exception {
		final List<String> stages = new CopyOnWriteArrayList<>();
		final Progress own = (stage, fraction, message) -> stages.add(stage);
		assertNotNull(labels(commands.run(SegmentStack.class, false, fast(TestImages.twoTextures("a.tif", 64, 48, 1),
			"progress", own))));
		assertFalse(stages.isEmpty());
	}

	@Test
	void checkSetupReports() throws Exception {
		final String report = (String) commands.run(CheckSetup.class, false).get().getOutput("report");
		assertTrue(report.contains("Device") && report.contains("PyTorch"), report);
	}

	/** Listens to tasks, and cancels them where wanted. */
	public static final class Watcher {

		private final boolean cancel;
		private final List<String> messages = new CopyOnWriteArrayList<>();
		private volatile boolean done;

		Watcher(final boolean cancel) {
			this.cancel = cancel;
		}

		@EventHandler
		public void onEvent(final TaskEvent event) {
			final String message = event.getTask().getStatusMessage();
			if (message != null) messages.add(message);
			if (cancel && message != null && message.startsWith("Training") && !event.getTask().isCanceled()) event.getTask()
				.cancel("enough");
			done |= event.getTask().isDone();
		}
	}
}
