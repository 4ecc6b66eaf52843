package sc.fiji.unsupervised.imagej;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.unsupervised.TestImages;

/** Macros without a screen, each in a fresh process. */
class HeadlessMacroTest {

	private static final String FAST = "method=kmeans refine=none device=cpu";

	@TempDir
	Path folder;

	@BeforeEach
	void makeInput() {
		assertTrue(new FileSaver(TestImages.twoTextures("cells", 64, 48, 2)).saveAsTiffStack(file("cells.tif")));
	}

	private String file(final String name) {
		return folder.resolve(name).toString().replace('\\', '/');
	}

	private String run(final String macro) throws IOException, InterruptedException {
		final Path out = folder.resolve("out.txt");
		final Process process = HeadlessMacro.builder(macro).redirectOutput(out.toFile()).start();
		assertTrue(process.waitFor(180, TimeUnit.SECONDS), "the macro does not end");
		return Files.readString(out);
	}

	@Test
	void labelsReachTheMacroAndAModelMeansTheSameInAnotherProcess() throws Exception {
		final String first = run("open('" + file("cells.tif") + "'); run('Segment Stack...', 'classes=2 " + FAST + " model=[" +
			file("m.useg") + "]'); print('title ' + getTitle()); saveAs('Tiff', '" + file("a.tif") + "');");
		assertTrue(first.contains("title cells-labels"), first);
		final String second = run("open('" + file("cells.tif") + "'); run('Apply Model...', 'refine=none device=cpu model=[" +
			file("m.useg") + "]'); saveAs('Tiff', '" + file("b.tif") + "');");
		final ImagePlus a = IJ.openImage(file("a.tif")), b = IJ.openImage(file("b.tif"));
		assertEquals(2, a.getStackSize(), second);
		assertEquals(2, a.getStack().getProcessor(1).getStats().max);
		for (int s = 1; s <= 2; s++)
			assertArrayEquals((byte[]) a.getStack().getPixels(s), (byte[]) b.getStack().getPixels(s));
		assertTrue(a.getInfoProperty().contains("Macro: run(\"Segment Stack...\", \"classes=2 "), a.getInfoProperty());
	}

	@Test
	void folderIsSegmentedMeasuredAndEvaluated() throws Exception {
		Files.createDirectory(folder.resolve("in"));
		assertTrue(new FileSaver(TestImages.twoTextures("a", 64, 48, 1)).saveAsPng(file("in/a.png")));
		Files.writeString(folder.resolve("in/b.png"), "no image");
		assertTrue(new FileSaver(TestImages.truth("truth", 64, 48, 1)).saveAsTiff(file("truth.tif")));
		final String out = run(String.join("\n", //
			"run('Segment Folder...', 'folder=[" + file("in") + "] output=[" + file("out") + "] classes=2 " + FAST + "');", //
			"open('" + file("out/a-labels.tif") + "');", //
			"run('Measure Classes...', 'intensities=[" + file("in/a.png") + "] output=[" + file("t.csv") + "]');", //
			"print('rows ' + nResults + ' ' + getResultString('Name', 1));", //
			"run('Evaluate Labels...', 'picture=no truth=[" + file("truth.tif") + "]');", //
			"print('all ' + getResult('Pixels', 2));"));
		assertTrue(out.contains("1 image has labels in "), out);
		assertTrue(out.contains("b.png is left out: "), out);
		assertTrue(out.contains("rows 2 class 2"), out);
		assertTrue(out.contains("all " + 64 * 47), out);
		assertEquals(3, Files.readAllLines(folder.resolve("t.csv")).size());
	}

	@Test
	void wrongKeyStopsTheMacro() throws Exception {
		final String out = run("open('" + file("cells.tif") + "'); run('Segment Stack...', 'clases=2'); print('went' + ' on');");
		assertTrue(out.contains("has no key \"clases\""), out);
		assertFalse(out.contains("went on"), out);
	}
}
