package sc.fiji.unsupervised.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import sc.fiji.unsupervised.Cancelled;
import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.model.Tensor;

class KMeansTest {

	@ParameterizedTest
	@EnumSource(Metric.class)
	void findsBlobs(final Metric metric) {
		final int n = 7;
		final float[][] centres = Blobs.centres(n, 13, 3);
		final Tensor rows = Blobs.around(centres, 500, 0.1, 4);
		final KMeans.Result result = KMeans.fit(rows, metric, KMeans.Options.of(n, 1), Progress.NONE);
		final int[] labels = labels(result.prototypes(), rows);
		final Set<Integer> used = new HashSet<>();
		for (int j = 0; j < n; j++) {
			used.add(labels[j]);
			for (int i = j; i < labels.length; i += n) assertEquals(labels[j], labels[i], "vector " + i);
		}
		assertEquals(n, used.size());
		for (final double share : result.shares()) assertEquals(1.0 / n, share, 1e-12);
		if (metric == Metric.EUCLIDEAN) {
			assertEquals(13 * 0.01, result.inertia(), 0.005, "13 dimensions of variance 0.01");
			assertEquals(result.inertia(), result.prototypes().spread(), 1e-6);
			for (int j = 0; j < n; j++) for (int k = 0; k < 13; k++)
				assertEquals(centres[j][k], result.prototypes().centres().data()[labels[j] * 13 + k], 0.03);
		}
		else for (int j = 0; j < n; j++) assertEquals(1, Rows.inverseLength(result.prototypes().centres().data(), j * 13, 13),
			1e-6);
	}

	@Test
	void cosineIgnoresLengths() {
		final Tensor rows = Blobs.around(new float[][] { { 1, 0, 0.1f }, { 0, 1, 0.1f } }, 200, 0.02, 1);
		final float[] scaled = rows.data().clone();
		for (int i = 0; i < scaled.length; i++) scaled[i] *= 1 + i / 3 % 50;
		final KMeans.Result a = KMeans.fit(rows, Metric.COSINE, KMeans.Options.of(2, 1), Progress.NONE);
		final KMeans.Result b = KMeans.fit(new Tensor(scaled, rows.shape()), Metric.COSINE, KMeans.Options.of(2, 1),
			Progress.NONE);
		assertArrayEquals(a.prototypes().centres().data(), b.prototypes().centres().data(), 1e-5f);
	}

	@ParameterizedTest
	@EnumSource(Metric.class)
	void sameBytesWhateverTheThreads(final Metric metric) {
		// Hardly any structure, so that every rounding difference would show; more vectors than the starts' sample.
		final Tensor rows = Blobs.around(Blobs.centres(5, 9, 1), 14_000, 4, 2);
		final KMeans.Options options = new KMeans.Options(6, 6, 0, 3, 15, 1e-6, 7);
		final KMeans.Result one = Blobs.inPool(1, () -> KMeans.fit(rows, metric, options, Progress.NONE));
		final KMeans.Result four = Blobs.inPool(4, () -> KMeans.fit(rows, metric, options, Progress.NONE));
		assertArrayEquals(one.prototypes().centres().data(), four.prototypes().centres().data());
		assertArrayEquals(one.shares(), four.shares());
		assertEquals(one.inertia(), four.inertia());
		for (int j = 1; j < 6; j++) assertTrue(one.shares()[j] <= one.shares()[j - 1], "largest first");
	}

	@ParameterizedTest
	@EnumSource(Metric.class)
	void emptyClustersRestartAtTheFarthestVector(final Metric metric) {
		final Tensor rows = new Tensor(new float[] { 1, 0, 1, 0.1f, 0, 1, 0.1f, 1, -1, -1 }, 5, 2);
		final Points points = new Points(rows, metric);
		final float[] centres = { 1, 0, 1, 0, 1, 0 };
		final Assignment assignment = new Assignment(points, centres);
		assertTrue(assignment.hasEmptyCluster());
		assignment.iterate();
		final float s = metric == Metric.COSINE ? (float) Math.sqrt(0.5) : 1;
		assertArrayEquals(new float[] { -s, -s }, new float[] { assignment.centres[2], assignment.centres[3] }, 1e-6f);
		final KMeans.Result result = KMeans.fit(rows, metric, KMeans.Options.of(3, 1), Progress.NONE);
		assertArrayEquals(new double[] { 0.4, 0.4, 0.2 }, result.shares(), 1e-12);
	}

	@ParameterizedTest
	@EnumSource(Metric.class)
	void everyVectorItsOwnCluster(final Metric metric) {
		final Tensor rows = Blobs.around(Blobs.centres(6, 4, 9), 1, 0, 1);
		final KMeans.Result result = KMeans.fit(rows, metric, KMeans.Options.of(6, 1), Progress.NONE);
		assertEquals(0, result.inertia(), 1e-9);
	}

	@ParameterizedTest
	@EnumSource(Metric.class)
	void refusesMoreClustersThanDifferentVectors(final Metric metric) {
		final Tensor rows = Blobs.around(Blobs.centres(3, 4, 9), 100, 0, 1);
		final String message = assertThrows(UserException.class, () -> KMeans.fit(rows, metric, KMeans.Options.of(4, 1),
			Progress.NONE)).getMessage();
		assertTrue(message.startsWith("classes=4 is more than"), message);
		assertTrue(message.contains("(3)"), message);
	}

	@ParameterizedTest
	@EnumSource(Metric.class)
	void fewerClustersWhereVectorsDoNotSuffice(final Metric metric) {
		final Tensor rows = Blobs.around(Blobs.centres(3, 4, 9), 100, 0, 1);
		final KMeans.Result result = KMeans.fit(rows, metric, new KMeans.Options(8, 2, 0, 3, 50, 1e-4, 1), Progress.NONE);
		assertEquals(3, result.prototypes().count());
		assertEquals(0, result.inertia(), 1e-9);
		assertEquals(8, KMeans.fit(Blobs.around(Blobs.centres(3, 4, 9), 100, 1, 1), metric, new KMeans.Options(8, 2, 0, 3, 50, 1e-4, 1),
			Progress.NONE).prototypes().count());
	}

	@Test
	void constantVectors() {
		final Tensor zeros = new Tensor(new float[60], 20, 3);
		for (final Metric metric : Metric.values()) {
			assertThrows(UserException.class, () -> KMeans.fit(zeros, metric, KMeans.Options.of(2, 1), Progress.NONE));
			final KMeans.Result one = KMeans.fit(zeros, metric, KMeans.Options.of(1, 1), Progress.NONE);
			for (final float v : one.prototypes().centres().data()) assertTrue(Float.isFinite(v));
		}
	}

	@Test
	void refusesBadInput() {
		for (final float bad : new float[] { Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY }) {
			final Tensor rows = new Tensor(new float[] { 1, 2, bad, 4 }, 2, 2);
			assertThrows(UserException.class, () -> KMeans.fit(rows, Metric.EUCLIDEAN, KMeans.Options.of(2, 1),
				Progress.NONE));
		}
		assertThrows(UserException.class, () -> KMeans.Options.of(0, 1));
	}

	@Test
	void stopsWhenCancelled() {
		final Tensor rows = Blobs.around(Blobs.centres(3, 4, 9), 100, 1, 1);
		assertThrows(CancelledException.class, () -> KMeans.fit(rows, Metric.COSINE, KMeans.Options.of(2, 1), Cancelled.AT_ONCE));
	}

	private static int[] labels(final Prototypes prototypes, final Tensor rows) {
		final int n = prototypes.count(), count = rows.size(0);
		final float[] scores = new float[count * n];
		prototypes.scores(rows.data(), 0, count, scores);
		final int[] labels = new int[count];
		for (int i = 0; i < count; i++) for (int j = 1; j < n; j++)
			if (scores[i * n + j] > scores[i * n + labels[i]]) labels[i] = j;
		return labels;
	}
}
