package sc.fiji.unsupervised.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.io.FileSaver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Cancelable;
import org.scijava.command.CommandModule;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.Shell;
import sc.fiji.unsupervised.StopAfter;
import sc.fiji.unsupervised.TerminalProgress;
import sc.fiji.unsupervised.TestImages;
import sc.fiji.unsupervised.imagej.CommandKeys;

/** Trainings that are stopped and started again with the same arguments, through every door. */
class StopAndGoOnTest {

	private static final int STOP = 4;

	@TempDir
	Path folder;

	private ImagePlus image;
	private Path images;

	@BeforeEach
	void makeInput() throws IOException {
		image = TestImages.twoTextures("cells.tif", 96, 64, 2);
		images = Files.createDirectory(folder.resolve("in"));
		assertTrue(new FileSaver(image).saveAsTiffStack(images.resolve("cells.tif").toString()));
	}

	private static CommandModule run(final Class<? extends Job> command, final ImagePlus image, final Progress progress,
		final Object... more)
	{
		final Map<String, String> texts = new LinkedHashMap<>(Map.of("classes", "2", "method", "stego", "steps", "8", "refine",
			"none", "device", "cpu"));
		for (int i = 0; i < more.length; i += 2) texts.put((String) more[i], more[i + 1].toString());
		final CommandKeys keys = new CommandKeys(command);
		final CommandModule module = keys.create();
		keys.parse(texts).forEach(module::setInput);
		if (image != null) module.setInput("image", image);
		module.setInput("progress", progress);
		module.run();
		return module;
	}

	private static boolean isCanceled(final CommandModule module) {
		return ((Cancelable) module.getCommand()).isCanceled();
	}

	private static List<String> files(final Path place) throws IOException {
		try (Stream<Path> files = Files.list(place)) {
			return files.filter(Files::isRegularFile).map(f -> f.getFileName().toString()).sorted().toList();
		}
	}

	private static void assertSameBytes(final Path first, final Path second) throws IOException {
		assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
	}

	private static void assertGoesOn(final StopAfter second) {
		assertTrue(second.log.stream().anyMatch(line -> line.startsWith("The training goes on after step " + STOP + " (")),
			second.log.toString());
	}

	@Test
	void trainModelAndSegmentStack() throws IOException {
		final Path whole = folder.resolve("whole.useg");
		run(TrainModel.class, image, Progress.NONE, "model", whole);
		for (final Class<? extends Job> command : List.of(TrainModel.class, SegmentStack.class)) {
			final Path model = folder.resolve("new/" + command.getSimpleName() + ".useg");
			assertTrue(isCanceled(run(command, image, new StopAfter(STOP), "model", model)));
			assertEquals(List.of(model.getFileName() + ".checkpoint"), files(model.getParent()));
			final StopAfter second = new StopAfter(0);
			assertFalse(isCanceled(run(command, image, second, "model", model)));
			assertGoesOn(second);
			assertSameBytes(whole, model);
			assertEquals(List.of(model.getFileName().toString()), files(model.getParent()));
			Files.delete(model);
		}
	}

	@Test
	void withoutAPlaceNothingIsKept() throws IOException {
		assertTrue(isCanceled(run(SegmentStack.class, image, new StopAfter(STOP))));
		assertEquals(List.of(), files(folder));
	}

	@Test
	void segmentFolder() throws IOException {
		final Path whole = folder.resolve("whole"), parts = folder.resolve("parts");
		run(SegmentFolder.class, null, Progress.NONE, "folder", images, "output", whole);
		assertTrue(isCanceled(run(SegmentFolder.class, null, new StopAfter(STOP), "folder", images, "output", parts)));
		assertEquals(List.of("model.useg.checkpoint"), files(parts));
		final StopAfter second = new StopAfter(0);
		run(SegmentFolder.class, null, second, "folder", images, "output", parts);
		assertGoesOn(second);
		assertEquals(files(whole), files(parts));
		for (final String name : files(whole)) assertSameBytes(whole.resolve(name), parts.resolve(name));
	}

	@Test
	void commandLine() throws IOException {
		assertEquals(Shell.OK, line("whole", 0));
		assertEquals(Shell.INTERRUPTED, line("parts", STOP));
		assertEquals(List.of("model.useg.checkpoint"), files(folder.resolve("parts")));
		assertEquals(Shell.OK, line("parts", 0));
		assertEquals(files(folder.resolve("whole")), files(folder.resolve("parts")));
		for (final String name : files(folder.resolve("whole"))) assertSameBytes(folder.resolve("whole").resolve(name), folder
			.resolve("parts").resolve(name));
	}

	private int line(final String output, final int stop) {
		final PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
		final String[] words = { "input=" + images, "output=" + folder.resolve(output), "classes=2", "method=stego", "steps=8",
			"refine=none", "device=cpu" };
		return CommandLine.SHELL.run(words, nowhere, nowhere, new TerminalProgress(nowhere, false) {

			@Override
			public void report(final String stage, final double fraction, final String message) {
				if (message.startsWith("step " + stop + " of ")) cancel();
			}
		});
	}
}
