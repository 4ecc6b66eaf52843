package sc.fiji.unsupervised.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.unsupervised.Shell;
import sc.fiji.unsupervised.TerminalProgress;

class FewClicksTest {

	@TempDir
	Path folder;

	private final ByteArrayOutputStream out = new ByteArrayOutputStream(), err = new ByteArrayOutputStream();

	private int run(final String... words) {
		final PrintStream stream = new PrintStream(err);
		return FewClicks.SHELL.run(words, new PrintStream(out), stream, new TerminalProgress(stream, false));
	}

	/** A row of one score without clicks, five with their spread, and the ceilings, which none of them exceeds. */
	@Test
	void clicksNameTheDisk() throws IOException {
		final Path set = Sets.stack(folder.resolve("disks"));
		assertEquals(Shell.OK, run("data=" + set, "clusters=40", "threads=1", "refine=none"), err::toString);
		final String[] row = out.toString().strip().lines().reduce((a, b) -> b).orElseThrow().split("\\|");
		assertEquals(10, row.length, out::toString);
		assertEquals("disks", row[1].strip());
		final double one = number(row[3]), five = number(row[7]), parts = number(row[8]), ceiling = number(row[9]);
		assertTrue(one <= ceiling && five <= ceiling && five >= one - 1, out::toString);
		assertTrue(parts > 70 && parts >= number(row[2]) && parts <= ceiling, out::toString);
		assertTrue(five > 70, out::toString);
	}

	/** Borders of a disk are those of its values, so that the polish of the clicked classes finds them; other counts give other columns. */
	@Test
	void clickedClassesArePolished() throws IOException {
		final Path set = Sets.stack(folder.resolve("disks"));
		final double[] scores = new double[2];
		for (int i = 0; i < 2; i++) {
			out.reset();
			assertEquals(Shell.OK, run("data=" + set, "clusters=16", "threads=1", "counts=3", i == 0 ? "refine=none" :
				"refine=polish"), err::toString);
			final String[] row = out.toString().strip().lines().reduce((a, b) -> b).orElseThrow().split("\\|");
			assertEquals(6, row.length, out::toString);
			scores[i] = number(row[4]);
		}
		assertTrue(scores[1] > scores[0] + 1, scores[0] + " without, " + scores[1] + " with the polish");
	}

	/** Two models, so that what one has alone has a spread, too. */
	@Test
	void usersTakeModelsInTurn() throws IOException {
		final Path set = Sets.stack(folder.resolve("disks"));
		assertEquals(Shell.OK, run("data=" + set, "clusters=16", "threads=1", "counts=2", "refine=none", "seeds=1..2"),
			err::toString);
		final String[] row = out.toString().strip().lines().reduce((a, b) -> b).orElseThrow().split("\\|");
		assertEquals(6, row.length, out::toString);
		for (int i = 2; i < 6; i++) assertTrue(row[i].contains(" ± "), out::toString);
	}

	private static double number(final String cell) {
		return Double.parseDouble(cell.strip().split(" ")[0]);
	}

	@Test
	void wrongWordsAreExplained() {
		assertEquals(Shell.USER_ERROR, run("clicks=3"));
		assertTrue(err.toString().contains("clicks=3") && err.toString().contains("method"), err::toString);
		assertEquals(Shell.USER_ERROR, run("data=x", "counts=3,0"));
		assertTrue(err.toString().contains("counts=3,0"), err::toString);
		assertEquals(Shell.USER_ERROR, run("data=x", "refine=crf"));
		assertTrue(err.toString().contains("refine=crf"), err::toString);
		assertEquals(Shell.USER_ERROR, run("data=x", "seeds=2..1"));
		assertTrue(err.toString().contains("seeds=2..1"), err::toString);
		assertEquals(Shell.USER_ERROR, run("sets=a"));
		assertTrue(err.toString().contains("data is missing"), err::toString);
	}
}
