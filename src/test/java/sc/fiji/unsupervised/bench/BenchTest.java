package sc.fiji.unsupervised.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.unsupervised.ChildJava;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.bench.Figure.PeerTimes;

/** What the benchmark does with its numbers; nothing is timed. */
class BenchTest {

	private static final List<String> NAMES = List.of("vit", "step", "step-fast", "job");

	private static Figure figure(final String name, final double ours) {
		return new Figure(name, "work", "s", new double[] { 9, ours, 0.1 }, new PeerTimes("Peer 2.1", new double[] { 2, 8, 4, 4 }, ""), 0.8);
	}

	@Test
	void medians() {
		assertEquals(3, Figure.median(5, 3, 1));
		assertEquals(4, Figure.median(100, 5, 3, 1));
	}

	@Test
	void linesHaveFiveWords() {
		assertEquals("vit 1.00 4.00 0.25 s", figure("vit", 1).line());
		assertEquals("apply-crf 12.3 - - MP/s", Figure.alone("apply-crf", "", "MP/s", 12.345).line());
		final PeerTimes missing = new PeerTimes("PyTorch", new double[0], "No module named 'torch'");
		assertEquals("vit 123 - - s (PyTorch not run: No module named 'torch')", new Figure("vit", "", "s", new double[] { 123.4 },
			missing, 1).line());
	}

	@Test
	void pageKeepsItsTextAndTheRowsOfTheSameMachine(@TempDir final Path folder) throws IOException {
		final Path page = folder.resolve("page.md");
		Files.writeString(page, "before\n<!-- written by scripts/bench -->\n<!-- end -->\nafter\n");
		final Report report = new Report(page, "machine A", NAMES);
		report.write("job", List.of(Figure.alone("job", "all", "s", 50), Figure.alone("job-start", "JVM", "s", 1)), "2026-01-01");
		report.write("step-fast", List.of(figure("step-fast", 1)), "2026-01-02");
		report.write("step", List.of(figure("step", 2)), "2026-01-03");
		assertEquals("""
			before
			<!-- written by scripts/bench -->

			machine A

			| name | what | ours | peer | ratio | goal | turns | date |
			|---|---|---|---|---|---|---|---|
			| `step` | work | 2.00 s | 4.00 s, Peer 2.1 | 0.50 | ≤ 0.8 | 3 | 2026-01-03 |
			| `step-fast` | work | 1.00 s | 4.00 s, Peer 2.1 | 0.25 | ≤ 0.8 | 3 | 2026-01-02 |
			| `job` | all | 50.0 s |  | - |  | 1 | 2026-01-01 |
			| `job-start` | JVM | 1.00 s |  | - |  | 1 | 2026-01-01 |

			<!-- end -->
			after
			""", Files.readString(page));
		report.write("job", List.of(Figure.alone("job", "all", "s", 40)), "2026-01-04");
		assertTrue(!Files.readString(page).contains("job-start"), "earlier figures of a row go with it");
		new Report(page, "machine B", NAMES).write("vit", List.of(figure("vit", 1)), "2026-01-05");
		final List<String> rows = Files.readString(page).lines().filter(l -> l.startsWith("| `")).toList();
		assertEquals(1, rows.size(), "figures of another machine go");
	}

	@Test
	void aPageWithoutItsMarksIsLeftAlone(@TempDir final Path folder) throws IOException {
		final Path page = folder.resolve("page.md");
		Files.writeString(page, "text\n");
		assertThrows(IOException.class, () -> new Report(page, "machine", NAMES).write("vit", List.of(figure("vit", 1)), "today"));
		assertEquals("text\n", Files.readString(page));
	}

	@Test
	void keys() {
		final Setting setting = Setting.parse(new String[] { "only=step,vit", "threads=3", "python=py" }, NAMES);
		assertEquals(List.of("step", "vit"), setting.only());
		assertEquals(3, setting.threads());
		assertTrue(setting.data().isEmpty());
		assertEquals(NAMES, Setting.parse(new String[0], NAMES).only());
		for (final String wrong : List.of("only=fast", "threads=0", "threads=two", "speed=1", "vit"))
			assertTrue(assertThrows(UserException.class, () -> Setting.parse(new String[] { wrong }, NAMES)).getMessage().contains(
				wrong), wrong);
	}

	@Test
	void peersAreCalledInTurns() throws Exception {
		try (Peer peer = new Peer(List.of(ChildJava.JAVA, "-cp", System.getProperty("java.class.path"), Echo.class.getName()))) {
			assertEquals(0.5, peer.turn());
			assertEquals(1.5, peer.turn());
		}
	}

	@Test
	void aPeerThatIsMissingSaysSo() {
		final Peer.Program program = new Peer.Program("Peer", List.of("torch"), List.of("vit.py"));
		assertThrows(IOException.class, () -> program.version("no-such-python"));
	}

	@Test
	void namesOfRowsAreDifferent() {
		assertEquals(Bench.ROWS.size(), Bench.ROWS.stream().map(Row::name).distinct().count());
	}

	/** A peer that counts. */
	static final class Echo {

		private Echo() {}

		public static void main(final String... words) throws IOException {
			double seconds = 0.5;
			for (int c = System.in.read(); c >= 0; c = System.in.read()) if (c == '\n') System.out.println(seconds++);
		}
	}
}
