package sc.fiji.unsupervised.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.TestImages;
import sc.fiji.unsupervised.UserException;

/** One stack shared by several runs gives the files of a single run. */
class SharedStackTest {

	private static final int SLICES = 7;

	@TempDir
	Path folder;

	private Path stack;

	/** Slices of very different brightness, so that a scale measured on a part would show. */
	@BeforeEach
	void makeStack() {
		final ImagePlus image = TestImages.twoTextures("cells", 64, 48, SLICES);
		for (int i = 1; i <= SLICES; i++) image.getStack().getProcessor(i).multiply(0.2 + 0.1 * i);
		stack = folder.resolve("cells.tif");
		assertTrue(new FileSaver(image).saveAsTiffStack(stack.toString()));
	}

	private String run(final String output, final String... words) {
		final Stream<String> all = Stream.concat(Stream.of("input=" + stack, "output=" + folder.resolve(output), "device=cpu"),
			Arrays.stream(words));
		final Arguments arguments = new Arguments(all.toArray(String[]::new));
		final SliceShare share = arguments.share();
		if (!share.isAll() && !share.isNone()) return new PartJob(arguments.plan(), share, Progress.NONE).run();
		try (CommandLineJob job = new CommandLineJob(arguments, Progress.NONE)) {
			return job.run();
		}
	}

	private byte[] bytes(final String file) throws IOException {
		return Files.readAllBytes(folder.resolve(file));
	}

	private List<byte[]> labels(final String output) {
		final ImageStack labels = IJ.openImage(folder.resolve(output + "/cells-labels.tif").toString()).getStack();
		return IntStream.rangeClosed(1, labels.size()).mapToObj(i -> (byte[]) labels.getPixels(i)).toList();
	}

	private void assertSame(final String expected, final String actual) throws IOException {
		final List<byte[]> one = labels(expected), other = labels(actual);
		assertEquals(SLICES, one.size());
		assertEquals(SLICES, other.size());
		for (int i = 0; i < SLICES; i++) assertArrayEquals(one.get(i), other.get(i), "slice " + (i + 1));
		for (final String file : List.of("cells-labels.tif", "cells-overlay.png", "measurements.csv"))
			assertArrayEquals(bytes(expected + "/" + file), bytes(actual + "/" + file), file);
	}

	@ParameterizedTest
	@ValueSource(strings = { "polish", "crf" })
	void threePartsGiveTheFilesOfASingleRun(final String refine) throws IOException {
		final String[] words = { "classes=2", "method=kmeans", "refine=" + refine };
		run("single", words);
		assertTrue(run("shared", with(words, "slices=none")).startsWith("trained classes=2 "));
		assertArrayEquals(bytes("single/model.useg"), bytes("shared/model.useg"));
		assertFalse(Files.exists(folder.resolve("shared/cells-labels.tif")));
		for (final int part : new int[] { 3, 1, 2 }) assertTrue(run("shared", with(words, "slices=" + part + "/3")).startsWith(
			"slices=" + (part == 3 ? 3 : 2) + " of 7 "));
		run("shared", words);
		assertSame("single", "shared");
		assertEquals(List.of(), parts("shared"));
	}

	private static String[] with(final String[] words, final String more) {
		return Stream.concat(Arrays.stream(words), Stream.of(more)).toArray(String[]::new);
	}

	/** Folders of parts that are kept. */
	private List<String> parts(final String output) throws IOException {
		try (Stream<Path> all = Files.list(folder.resolve(output + "/.segment"))) {
			return all.map(path -> path.getFileName().toString()).filter(name -> name.startsWith("parts-")).toList();
		}
	}

	@Test
	void aPartThatIsMissingIsLabelledWhenAllAreJoined() throws IOException {
		run("train", "classes=2", "method=kmeans", "refine=none", "scale=0.5");
		final String[] words = { "model=" + folder.resolve("train/model.useg"), "refine=none" };
		run("single", words);
		run("shared", with(words, "slices=2-3"));
		run("shared", with(words, "slices=2-3")); // as after a failure of the node
		run("shared", with(words, "slices=6-6"));
		run("shared", words);
		assertSame("single", "shared");
	}

	@Test
	void partsOfOtherSettingsAreNotUsed() throws IOException {
		run("train", "classes=2", "method=kmeans", "refine=none");
		final String model = "model=" + folder.resolve("train/model.useg");
		run("single", model, "refine=none");
		run("shared", model, "refine=polish", "slices=1-7");
		run("shared", model, "refine=none");
		assertSame("single", "shared");
		assertEquals(1, parts("shared").size());
	}

	@ParameterizedTest
	@CsvSource({ "slices=5-9,the stack has 7 slices", "slices=0-2,is not known", "slices=3-2,is not known", "slices=4/3,is not known",
		"slices=1-2 refine=crf3d,its slices cannot be shared", "slices=1-2 probabilities=yes,cannot be shared among runs",
		"slices=1-2 classes=3,exists and is applied as it is", "slices=1-2 truth=x.tif,truth needs labels of all slices" })
	void oneSentenceSaysWhatCannotBeShared(final String words, final String sentence) {
		run("train", "classes=2", "method=kmeans", "refine=none", "slices=none");
		final List<String> all = new ArrayList<>(List.of(words.split(" ")));
		all.add("model=" + folder.resolve("train/model.useg"));
		final String message = assertThrows(UserException.class, () -> run("shared", all.toArray(String[]::new))).getMessage();
		assertTrue(message.contains(sentence), message);
	}

	@Test
	void aPartNeedsTheModelOfAllAndItsSettings() {
		final String missing = assertThrows(UserException.class, () -> run("shared", "classes=2", "slices=1/3")).getMessage();
		assertTrue(missing.contains("slices=none"), missing);
		run("shared", "classes=2", "method=kmeans", "slices=none");
		final String other = assertThrows(UserException.class, () -> run("shared", "classes=3", "method=kmeans", "slices=1/3"))
			.getMessage();
		assertTrue(other.contains("classes was 2 and is 3"), other);
	}

	@Test
	void partsCoverAStackWithoutOverlap() {
		for (int count = 1; count < 12; count++) for (int parts = 1; parts < 15; parts++) {
			int next = 0;
			for (int part = 1; part <= parts; part++) {
				final SliceShare.Range range = new SliceShare(part + "/" + parts).of(count);
				assertEquals(next, range.first());
				assertTrue(range.end() - range.first() <= count / parts + 1);
				next = range.end();
			}
			assertEquals(count, next);
		}
	}
}
