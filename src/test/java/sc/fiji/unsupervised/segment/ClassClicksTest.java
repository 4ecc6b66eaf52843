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
import sc.fiji.unsupervised.segment.ClassClicks.Click;

class ClassClicksTest {

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

	private static Click click(final String name, final float... code) {
		return new Click(name, code);
	}

	@Test
	void clustersTakeTheNearestMeanOfClicks() {
		final SegmentationModel named = ClassClicks.name(plane("euclidean"), List.of(click("grain", 0, 2), click("pore", 1, 0),
			click(" grain ", 0, 0.8f), click("speck", 4, 4)));
		assertEquals(List.of("grain", "pore", "speck"), named.classes().stream().map(ClassInfo::name).toList());
		assertArrayEquals(new int[] { 1, 1, 0, 0, 1, 2 }, named.clusters().classOf());
		assertEquals(0x123456, named.classes().get(1).rgb(), "a name that was there keeps its colour");
		assertEquals(3, named.classes().stream().mapToInt(ClassInfo::rgb).distinct().count());
		assertEquals(0.5, named.classes().get(1).share(), 1e-6);
	}

	@Test
	void directionsAloneCountForCosine() {
		final SegmentationModel named = ClassClicks.name(plane("cosine"), List.of(click("a", 100, 0), click("b", 0, 0.01f),
			click("b", 0.02f, 0.02f)));
		assertArrayEquals(new int[] { 0, 0, 1, 1, 0, 1 }, named.clusters().classOf());
	}

	@Test
	void everyNameGetsACluster() {
		final SegmentationModel named = ClassClicks.name(plane("euclidean"), List.of(click("a", 1, 0), click("b", 0, 1), click(
			"far", 40, 50), click("farther", 60, 60)));
		assertEquals(4, named.classes().size());
		assertEquals(4, Arrays.stream(named.clusters().classOf()).distinct().count());
		assertEquals(2, named.clusters().classOf()[5]);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1 })
	void aNameForEachClusterGivesEachItsOwn(final int from) {
		final float[] centres = MODEL.clusters().centres().data();
		final List<Click> clicks = IntStream.range(0, 9).mapToObj(i -> click("c" + (i + from), Arrays.copyOfRange(centres, i *
			70, (i + 1) * 70))).toList();
		assertArrayEquals(IntStream.range(0, 9).toArray(), ClassClicks.name(MODEL, clicks).clusters().classOf());
	}

	@Test
	void clicksThatDoNotDoAreExplained() {
		assertMessage(List.of(click("a", 1, 0), click("a ", 0, 1)), "two classes");
		assertMessage(List.of(click("a", 1, 0), click(" ", 0, 1)), "no name");
		assertMessage(IntStream.range(0, 7).mapToObj(i -> click("c" + i, i, 1)).toList(), "7 classes but the model has 6");
	}

	private static void assertMessage(final List<Click> clicks, final String words) {
		final String message = assertThrows(UserException.class, () -> ClassClicks.name(plane("euclidean"), clicks))
			.getMessage();
		assertTrue(message.contains(words), message);
	}
}
