package sc.fiji.unsupervised.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import sc.fiji.unsupervised.cluster.Hungarian;

class MatchedScoresTest {

	static List<JsonObject> cases() throws Exception {
		final List<JsonObject> cases = new ArrayList<>();
		for (final JsonElement e : JsonParser.parseString(Files.readString(Path.of(
			"test-data/golden/metrics/metrics.json"))).getAsJsonArray())
			cases.add(e.getAsJsonObject());
		return cases;
	}

	private static int[] ints(final JsonElement array) {
		return StreamSupport.stream(array.getAsJsonArray().spliterator(), false).mapToInt(JsonElement::getAsInt).toArray();
	}

	/** Of the planes where the case has them (fed row by row), else of the matrix itself. */
	private static Confusion confusion(final JsonObject golden) {
		final int classes = golden.get("n_classes").getAsInt(), extra = golden.get("extra_clusters").getAsInt();
		final Confusion confusion = new Confusion(classes + extra, classes);
		if (golden.has("preds")) {
			final JsonArray preds = golden.getAsJsonArray("preds"), target = golden.getAsJsonArray("target");
			for (int r = 0; r < preds.size(); r++) {
				// The reference drops pixels of extra clusters before it counts.
				final int[] labels = Arrays.stream(ints(preds.get(r))).map(v -> v < classes ? v : -1).toArray();
				final Confusion part = new Confusion(classes + extra, classes);
				part.add(labels, ints(target.get(r)));
				confusion.merge(part);
			}
		}
		else {
			final JsonArray stats = golden.getAsJsonArray("stats");
			for (int r = 0; r < stats.size(); r++)
				for (int c = 0; c < classes; c++) confusion.add(r, c, stats.get(r).getAsJsonArray().get(c).getAsLong());
		}
		return confusion;
	}

	@ParameterizedTest
	@MethodSource("cases")
	void scoresEqualTheReference(final JsonObject golden) {
		final Confusion confusion = confusion(golden);
		final JsonArray stats = golden.getAsJsonArray("stats");
		assertEquals(stats.size(), confusion.clusters());
		for (int r = 0; r < stats.size(); r++)
			for (int c = 0; c < confusion.classes(); c++)
				assertEquals(stats.get(r).getAsJsonArray().get(c).getAsLong(), confusion.count(r, c));

		final boolean match = golden.get("hungarian").getAsBoolean();
		final int[] classOf = match ? Hungarian.maximise(confusion.scores()) : IntStream.range(0, confusion.clusters())
			.toArray();
		final MatchedScores scores = MatchedScores.of(confusion, classOf);
		assertEquals(golden.get("mIoU").getAsDouble(), scores.meanIou(), 1e-4);
		assertEquals(golden.get("accuracy").getAsDouble(), scores.accuracy(), 1e-4);
		assertArrayEquals(classIou(golden.getAsJsonArray("histogram"), confusion.classes()), scores.classIou(), 1e-9);
		if (match) assertArrayEquals(correctMap(golden, confusion.clusters()), scores.classOfCluster());
	}

	private static double[] classIou(final JsonArray histogram, final int classes) {
		final double[] iou = new double[classes];
		for (int k = 0; k < classes; k++) {
			double row = 0, column = 0;
			for (int i = 0; i < histogram.size(); i++) {
				row += histogram.get(k).getAsJsonArray().get(i).getAsDouble();
				column += histogram.get(i).getAsJsonArray().get(k).getAsDouble();
			}
			final double hit = histogram.get(k).getAsJsonArray().get(k).getAsDouble();
			iou[k] = 100 * hit / (row + column - hit);
		}
		return iou;
	}

	/** From the assignment itself: the reference's own list puts -1 one place too late. */
	private static int[] correctMap(final JsonObject golden, final int clusters) {
		final int[] map = new int[clusters];
		Arrays.fill(map, -1);
		final int[] rows = ints(golden.get("assignment_rows")), columns = ints(golden.get("assignment_cols"));
		for (int i = 0; i < rows.length; i++) map[rows[i]] = columns[i];
		if (golden.get("extra_clusters").getAsInt() == 0)
			assertArrayEquals(ints(golden.get("map_clusters_of_all_ids")), map);
		return map;
	}

	private static Confusion of(final long[]... counts) {
		final Confusion confusion = new Confusion(counts.length, counts[0].length);
		for (int r = 0; r < counts.length; r++)
			for (int c = 0; c < counts[r].length; c++) confusion.add(r, c, counts[r][c]);
		return confusion;
	}

	@Test
	void fewerClustersThanClassesLeaveClassesWithoutHits() {
		final Confusion confusion = of(new long[] { 10, 0, 2 }, new long[] { 0, 8, 0 });
		final MatchedScores scores = MatchedScores.of(confusion, Hungarian.maximise(confusion.scores()));
		assertArrayEquals(new int[] { 0, 1 }, scores.classOfCluster());
		assertEquals(0, scores.classIou()[2]);
		assertEquals((100.0 * 10 / 12 + 100 + 0) / 3, scores.meanIou(), 1e-9);
		assertEquals(90, scores.accuracy(), 1e-9);
	}

	@Test
	void manyToOneJoinsClustersOfAClass() {
		final Confusion confusion = of(new long[] { 5, 1 }, new long[] { 0, 0 }, new long[] { 4, 0 }, new long[] { 3, 3 },
			new long[] { 0, 4 });
		final int[] classOf = confusion.manyToOne();
		assertArrayEquals(new int[] { 0, -1, 0, 0, 1 }, classOf);
		final MatchedScores scores = MatchedScores.of(confusion, classOf);
		assertEquals(100.0 * 12 / 16, scores.classIou()[0], 1e-9);
		assertEquals(100.0 * 4 / 8, scores.classIou()[1], 1e-9);
		assertEquals(80, scores.accuracy(), 1e-9);
	}

	@Test
	void nothingCountedIsUndefined() {
		final MatchedScores scores = MatchedScores.of(new Confusion(2, 2), new int[] { 0, 1 });
		assertTrue(Double.isNaN(scores.meanIou()) && Double.isNaN(scores.accuracy()) && Double.isNaN(scores
			.classIou()[0]));
	}

	@Test
	void valuesOutOfRangeDoNotCount() {
		final Confusion confusion = new Confusion(2, 2);
		confusion.add(new int[] { 0, 1, 2, -1, 0, 1 }, new int[] { 0, 255, 0, 0, -1, 1 });
		assertEquals(1, confusion.count(0, 0));
		assertEquals(1, confusion.count(1, 1));
		assertEquals(0, confusion.count(0, 1) + confusion.count(1, 0));
		assertThrows(IllegalArgumentException.class, () -> confusion.add(new int[1], new int[2]));
		assertThrows(IllegalArgumentException.class, () -> confusion.merge(new Confusion(2, 3)));
		assertThrows(IllegalArgumentException.class, () -> MatchedScores.of(confusion, new int[3]));
	}
}
