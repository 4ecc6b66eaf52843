package sc.fiji.unsupervised.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fiji.unsupervised.Shell;
import sc.fiji.unsupervised.TerminalProgress;

/** The program as a whole, on a tiny set. */
class EvaluateTest {

	@TempDir
	Path folder;

	private Path set, table;
	private String sentence;

	@BeforeEach
	void makeSet() throws IOException {
		set = Sets.stack(folder.resolve("disks"));
		table = folder.resolve("out/results.csv");
	}

	private int run(final String... words) {
		final ByteArrayOutputStream err = new ByteArrayOutputStream();
		final PrintStream stream = new PrintStream(err);
		final int code = Evaluate.SHELL.run(Stream.concat(Stream.of("data=" + set, "output=" + table, "device=cpu"), Stream.of(
			words)).toArray(String[]::new), System.out, stream, new TerminalProgress(stream, false));
		sentence = err.toString(StandardCharsets.UTF_8).strip();
		return code;
	}

	private Result only() {
		final List<Result> rows = new Results(table).all();
		assertEquals(1, rows.size());
		return rows.get(0);
	}

	@ParameterizedTest
	@CsvSource({ "pixel, otsu, 95", "pixel, grey, 95", "pixel, euclidean, 95", "gauss, kmeans, 70", "gauss, euclidean, 80",
		"texture, kmeans, 45", "texture, euclidean, 65", "texture, pca, 65", "texture, untrained, 45",
		"texture, stego:steps=20, 45" })
	void everyRivalFindsTheDisk(final String backbone, final String method, final double least) {
		assertEquals(Shell.OK, run("backbones=" + backbone, "methods=" + method, "seeds=1", "refine=none"), () -> sentence);
		final Result row = only();
		assertTrue(row.scores().oneToOne() > least, row.toString());
		assertTrue(row.scores().manyToOne() > least, row.toString());
		assertEquals(List.of("ground, dark", "disk"), List.copyOf(row.scores().classIou().keySet()));
		assertTrue(row.cost().megabytes() > 10 && row.cost().wall() > 0, row.toString());
	}

	@Test
	void oneClassIsTheFloor() {
		assertEquals(Shell.OK, run("backbones=pixel", "methods=one", "seeds=1..3"), () -> sentence);
		final Scores scores = only().scores();
		assertEquals(0, scores.classIou().get("disk"));
		assertEquals(scores.accuracy() / 2, scores.oneToOne(), 0.01);
	}

	@Test
	void refinementsShareTheTraining() {
		assertEquals(Shell.OK, run("methods=euclidean", "seeds=1,2", "refine=none,crf"), () -> sentence);
		final List<Result> rows = new Results(table).all();
		assertEquals(List.of("none", "crf", "none", "crf"), rows.stream().map(r -> r.configuration().refine()).toList());
		assertTrue(rows.get(1).scores().oneToOne() >= rows.get(0).scores().oneToOne());
	}

	@Test
	void optionsOfTheTrainingAreCompared() {
		assertEquals(Shell.OK, run("methods=kmeans,stego:steps=2", "scale=1,2", "seeds=1", "refine=none"), () -> sentence);
		assertEquals(List.of("kmeans scale=1", "stego scale=1 steps=2",
			"kmeans scale=2", "stego scale=2 steps=2"), new Results(table).all().stream().map(r -> r
				.configuration().methodText()).toList());
	}

	@Test
	void whatIsThereIsNotComputedAgain() throws IOException {
		final String[] words = { "backbones=pixel,gauss", "seeds=1..2", "refine=none" };
		assertEquals(Shell.OK, run(words), () -> sentence);
		final List<String> whole = Files.readAllLines(table);
		assertEquals(1 + 2 + 2 * 4, whole.size());
		// As if it had been killed in the middle of the sixth row.
		final int kept = 6;
		Files.writeString(table, String.join("\n", whole.subList(0, kept)) + "\n" + whole.get(kept).substring(0, 20));
		assertEquals(Shell.OK, run(words), () -> sentence);
		final List<String> again = Files.readAllLines(table);
		assertEquals(whole.subList(0, kept), again.subList(0, kept), "old rows stay, with their seconds");
		assertEquals(withoutCosts(whole), withoutCosts(again));
	}

	private static List<String> withoutCosts(final List<String> lines) {
		return lines.stream().map(line -> line.replaceAll("(,[0-9.]+){5}$", "")).toList();
	}

	@Test
	void picturesAndReportAreMade() throws IOException {
		final Path report = folder.resolve("docs/quality.md");
		assertEquals(Shell.OK, run("methods=kmeans,euclidean", "seeds=1", "refine=none", "report=" + report,
			"pictures=disks"), () -> sentence);
		final String text = Files.readString(report);
		assertTrue(text.contains("| texture | euclidean | none |"), text);
		assertTrue(text.contains("![disks, worst](images/quality/disks-worst.png)"), text);
		assertTrue(Files.size(folder.resolve("docs/images/quality/disks-best.png")) > 1000);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "methods=magic | methods=magic is not known; use stego",
		"methods=stego:steps=many | steps=many is no number", "seeds=a | seeds=a is not understood",
		"refine=glue | refine=glue is not known", "methods=stego:glue=1 | There is no option glue; use",
		"sets=nobody | sets=nobody is not there; use disks.", "colour=red | There is no key \"colour\"; use data",
		"backbones=dino-s9 | backbone=dino-s9 is not known" })
	void wrongWordsGiveOneSentence(final String word, final String start) {
		assertEquals(Shell.USER_ERROR, run(word));
		assertTrue(sentence.startsWith(start), sentence);
		assertEquals(1, sentence.lines().count(), sentence);
		assertTrue(Files.notExists(table));
	}
}
