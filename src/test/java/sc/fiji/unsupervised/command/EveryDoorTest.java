package sc.fiji.unsupervised.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.script.ScriptService;

import sc.fiji.unsupervised.Shell;
import sc.fiji.unsupervised.TerminalProgress;
import sc.fiji.unsupervised.TestImages;
import sc.fiji.unsupervised.imagej.CommandKeys;
import sc.fiji.unsupervised.imagej.HeadlessMacro;
import sc.fiji.unsupervised.imagej.Key;

/**
 * Java call, Groovy, macro and command line give the same bytes for the same keys, and so does a job that was stopped and
 * goes on. Every value of {@code method} and of {@code refine} occurs, however many there are.
 */
@Timeout(180)
class EveryDoorTest {

	@TempDir
	Path folder;

	private ImagePlus image;

	@BeforeEach
	void makeInput() throws IOException {
		image = TestImages.twoTextures("cells.tif", 48, 40, 1);
		Files.createDirectory(folder.resolve("in"));
		for (final String name : List.of("cells.tif", "in/a.tif", "in/b.tif"))
			assertTrue(new FileSaver(image).saveAsTiff(folder.resolve(name).toString()));
	}

	private static List<String> choices(final String name) {
		return new CommandKeys(SegmentStack.class).keys().stream().filter(key -> key.name().equals(name)).map(Key::choices)
			.findFirst().orElseThrow();
	}

	/** Keys that cover every method and every refinement. */
	private static List<Map<String, String>> combinations() {
		final List<String> methods = choices("method"), refines = choices("refine");
		final List<Map<String, String>> all = new ArrayList<>();
		for (int i = 0; i < Math.max(methods.size(), refines.size()); i++)
			all.add(new TreeMap<>(Map.of("classes", "2", "steps", "2", "device", "cpu", "seed", "3", "method", methods.get(i %
				methods.size()), "refine", refines.get(i % refines.size()))));
		return all;
	}

	private static String words(final Map<String, String> keys) {
		return keys.entrySet().stream().map(Object::toString).collect(Collectors.joining(" "));
	}

	private String path(final String name) {
		return folder.resolve(name).toString().replace('\\', '/');
	}

	private static void assertSame(final ImagePlus expected, final ImagePlus found, final String what) {
		assertEquals(expected.getStackSize(), found.getStackSize(), what);
		for (int s = 1; s <= expected.getStackSize(); s++)
			assertArrayEquals((byte[]) expected.getStack().getPixels(s), (byte[]) found.getStack().getPixels(s), what);
	}

	@Test
	void allDoorsGiveTheSameBytes() throws Exception {
		final StringBuilder macro = new StringBuilder();
		final List<Map<String, String>> all = combinations();
		for (int i = 0; i < all.size(); i++) macro.append("open('").append(path("cells.tif")).append(
			"'); run('Segment Stack...', '").append(words(all.get(i))).append("'); saveAs('Tiff', '").append(path("macro" + i +
				".tif")).append("'); close(); close();\n");
		final Process macros = start(macro.toString()); // meanwhile the others
		try (Context context = new Context()) {
			for (int i = 0; i < all.size(); i++) {
				final Map<String, String> keys = all.get(i);
				final ImagePlus called = UnsupervisedSegmentation.segment(image, keys);
				assertSame(called, groovy(context, keys), "groovy " + keys);
				assertEquals(Shell.OK, shell(false, "input=" + path("cells.tif"), "output=" + path("out" + i), keys));
				assertSame(called, IJ.openImage(path("out" + i + "/cells-labels.tif")), "shell " + keys);
				IJ.saveAsTiff(called, path("call" + i + ".tif"));
			}
		}
		assertTrue(macros.waitFor(120, TimeUnit.SECONDS));
		for (int i = 0; i < all.size(); i++) {
			assertTrue(Files.exists(folder.resolve("macro" + i + ".tif")), () -> read("macro.txt"));
			assertSame(IJ.openImage(path("call" + i + ".tif")), IJ.openImage(path("macro" + i + ".tif")), "macro " + all.get(i));
		}
	}

	private String read(final String name) {
		try {
			return Files.readString(folder.resolve(name));
		}
		catch (final IOException e) {
			return e.toString();
		}
	}

	private Process start(final String macro) throws IOException {
		return HeadlessMacro.builder(macro).redirectOutput(folder.resolve("macro.txt").toFile()).start();
	}

	private ImagePlus groovy(final Context context, final Map<String, String> keys) throws Exception {
		final String inputs = keys.entrySet().stream().map(e -> "\"" + e.getKey() + "\", " + (e.getValue().matches("\\d+") && !e
			.getKey().equals("steps") ? e.getValue() : "\"" + e.getValue() + "\"")).collect(Collectors.joining(", "));
		final String script = "#@ CommandService commands\n#@output Object labels\nlabels = commands.run(" + SegmentStack.class
			.getName() + ", false, 'image', ij.IJ.openImage('" + path("cells.tif") + "'), " + inputs +
			").get().getOutput('labels')\n";
		return (ImagePlus) context.service(ScriptService.class).run("door.groovy", script, true).get().getOutput("labels");
	}

	/** @param stops whether it is cancelled when the second image is labelled */
	private static int shell(final boolean stops, final String input, final String output, final Map<String, String> keys) {
		final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
		final TerminalProgress progress = new TerminalProgress(nowhere, false) {

			@Override
			public synchronized void report(final String stage, final double fraction, final String message) {
				if (stops && stage.equals("Labelling") && message.contains("image 2 of 2")) cancel();
			}
		};
		return CommandLine.SHELL.run(Stream.concat(Stream.of(input, output), Stream.of(words(keys).split(" "))).toArray(
			String[]::new), nowhere, nowhere, progress);
	}

	@Test
	void aStoppedJobEndsWithTheSameBytes() throws IOException {
		final List<Map<String, String>> all = combinations();
		for (int i = 0; i < all.size(); i++) {
			final String input = "input=" + path("in"), whole = path("whole" + i), parts = path("parts" + i);
			assertEquals(Shell.OK, shell(false, input, "output=" + whole, all.get(i)));
			assertEquals(Shell.INTERRUPTED, shell(true, input, "output=" + parts, all.get(i)));
			assertEquals(Shell.OK, shell(false, input, "output=" + parts, all.get(i)));
			try (Stream<Path> files = Files.list(Path.of(whole))) {
				for (final Path file : files.filter(Files::isRegularFile).toList()) assertArrayEquals(Files.readAllBytes(file), Files
					.readAllBytes(Path.of(parts).resolve(file.getFileName())), file + " " + all.get(i));
			}
		}
	}
}
