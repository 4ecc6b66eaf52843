package sc.fiji.unsupervised.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.model.MergeTree;
import sc.fiji.unsupervised.model.ModelFile;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.model.SegmentationModel.ClassInfo;
import sc.fiji.unsupervised.model.SegmentationModel.Clusters;
import sc.fiji.unsupervised.model.Tensor;

class PointNamesTest {

	private static final SegmentationModel MODEL = ModelFile.read(Path.of("test-data", "models", "format-2.useg"));

	/** Six clusters in the plane: around (1, 0), around (0, 1), and (3, 3). */
	private static SegmentationModel plane(final String metric) {
		final float[] centres = { 1, 0.1f, 1, -0.1f, 0.1f, 1, -0.1f, 1, 1.2f, 0, 3, 3 };
		final float[] shares = new float[6];
		Arrays.fill(shares, 1 / 6f);
		final Clusters clusters = new Clusters(metric, 1, new Tensor(centres, 6, 2), new Tensor(shares, 6), new Tensor(
			new float[36], 6, 6), MergeTree.unknown(6), new int[] { 0, 0, 1, 1, 0, 1 });
		return new SegmentationModel(MODEL.input(), MODEL.backbone(), MODEL.training(), MODEL.head(), clusters, List.of(
			new ClassInfo("pore", 0x123456, 0.5), new ClassInfo("class 2", Palette.rgb(1), 0.5)), "none", new byte[0]);
	}

	private record Point(String name, float... code) {}

	private static Point point(final String name, final float... code) {
		return new Point(name, code);
	}

	private static SegmentationModel named(final SegmentationModel model, final List<Point> points) {
		return PointNames.apply(model, points.stream().map(Point::code).toList(), points.stream().map(Point::name).toList());
	}

	@Test
	void clustersTakeTheNearestMeanOfClicks() {
		final SegmentationModel named = named(plane("euclidean"), List.of(point("grain", 0, 2), point("pore", 1, 0),
			point("grain", 0, 0.8f), point("speck", 4, 4)));
		assertEquals(List.of("grain", "pore", "speck"), named.classes().stream().map(ClassInfo::name).toList());
		assertArrayEquals(new int[] { 1, 1, 0, 0, 1, 2 }, named.clusters().classOf());
		assertEquals(0x123456, named.classes().get(1).rgb(), "a name that was there keeps its colour");
		assertEquals(3, named.classes().stream().mapToInt(ClassInfo::rgb).distinct().count());
		assertEquals(0.5, named.classes().get(1).share(), 1e-6);
	}

	@Test
	void directionsAloneCountForCosine() {
		final SegmentationModel named = named(plane("cosine"), List.of(point("a", 100, 0), point("b", 0, 0.01f),
			point("b", 0.02f, 0.02f)));
		assertArrayEquals(new int[] { 0, 0, 1, 1, 0, 1 }, named.clusters().classOf());
	}

	@Test
	void everyNameGetsACluster() {
		final SegmentationModel named = named(plane("euclidean"), List.of(point("a", 1, 0), point("b", 0, 1), point(
			"far", 40, 50), point("farther", 60, 60)));
		assertEquals(4, named.classes().size());
		assertEquals(4, Arrays.stream(named.clusters().classOf()).distinct().count());
		assertEquals(2, named.clusters().classOf()[5]);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1 })
	void aNameForEachClusterGivesEachItsOwn(final int from) {
		final float[] centres = MODEL.clusters().centres().data();
		final List<Point> points = IntStream.range(0, 9).mapToObj(i -> point("c" + (i + from), Arrays.copyOfRange(centres, i *
			70, (i + 1) * 70))).toList();
		assertArrayEquals(IntStream.range(0, 9).toArray(), named(MODEL, points).clusters().classOf());
	}

	@Test
	void pointsThatDoNotDoAreExplained() {
		assertMessage(List.of(point("a", 1, 0), point("a", 0, 1)), "points names one class");
		assertMessage(IntStream.range(0, 7).mapToObj(i -> point("c" + i, i, 1)).toList(), "7 names but the model keeps 6");
	}

	private static void assertMessage(final List<Point> points, final String words) {
		final String message = assertThrows(UserException.class, () -> named(plane("euclidean"), points)).getMessage();
		assertTrue(message.contains(words), message);
	}
}
