package sc.fiji.unsupervised.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.model.ModelFile;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.model.SegmentationModel.ClassInfo;

class ClassEditTest {

	/** Nine clusters, three classes: 2 1 0 0 0 1 1 0 0. */
	private static final SegmentationModel MODEL = ModelFile.read(Path.of("test-data", "models", "format-2.useg"));

	private static SegmentationModel edit(final SegmentationModel model, final String key, final String text) {
		return new ClassEdit(key, text).apply(model, (x, y, slice) -> code(x));
	}

	/** Code of a point: the prototype whose number is its x. */
	private static float[] code(final int cluster) {
		final int size = MODEL.clusters().centres().size(1);
		return Arrays.copyOfRange(MODEL.clusters().centres().data(), cluster * size, (cluster + 1) * size);
	}

	private static List<String> names(final SegmentationModel model) {
		return model.classes().stream().map(ClassInfo::name).toList();
	}

	@Test
	void textsMeanTheEditsOfTheSameName() {
		assertEquals(5, edit(MODEL, "number", " 5 ").classes().size());
		assertArrayEquals(ClassEdits.split(MODEL, 1, 3).clusters().classOf(), edit(MODEL, "split", "1,3").clusters()
			.classOf());
		assertEquals(List.of("matrix", "class 2", "a = b"), names(edit(MODEL, "names", "1=matrix; 3=a = b")));
		assertEquals(0xe69f00, edit(MODEL, "colours", "2=#E69F00").classes().get(1).rgb());
		assertEquals(List.of("z", "class 2", "x"), names(edit(edit(MODEL, "names", "1=x;3=z"), "order", "3,2,1")));
	}

	@Test
	void groupsToMergeAreMeantAsTheyAreBefore() {
		final SegmentationModel nine = ClassEdits.number(MODEL, 9);
		final SegmentationModel merged = edit(nine, "merge", "1,3;2,5;8,9");
		assertEquals(6, merged.classes().size());
		final int[] before = nine.clusters().classOf(), after = merged.clusters().classOf();
		final int[][] groups = { { 0, 2 }, { 1, 4 }, { 7, 8 } };
		for (int i = 0; i < 9; i++)
			for (int j = 0; j < 9; j++) {
				final int a = before[i], b = before[j];
				final boolean together = a == b || Arrays.stream(groups).anyMatch(g -> (a == g[0] || a == g[1]) && (b == g[0] ||
					b == g[1]));
				assertEquals(together, after[i] == after[j], a + " and " + b);
			}
	}

	@Test
	void pointsMakeTheClassesAndEveryClusterFollowsTheNearest() {
		final SegmentationModel named = edit(edit(MODEL, "names", "2=pore"), "points", "0,0,1,grain;1,0,1,pore;2,9,1,grain");
		assertEquals(List.of("grain", "pore"), names(named));
		assertEquals(MODEL.classes().get(1).rgb(), named.classes().get(1).rgb(), "a known name keeps its colour");
		final int[] classOf = named.clusters().classOf();
		assertArrayEquals(new int[] { 0, 1, 0 }, Arrays.copyOf(classOf, 3));
		assertEquals(1, named.classes().stream().mapToDouble(ClassInfo::share).sum(), 1e-5);
		assertTrue(named.classes().get(0).rgb() != named.classes().get(1).rgb());
	}

	@Test
	void everyNameGetsACluster() {
		// both points lie on the same prototype
		final SegmentationModel named = edit(MODEL, "points", "4,0,1,a;4,1,1,b");
		assertEquals(2, Arrays.stream(named.clusters().classOf()).distinct().count());
		assertThrows(UserException.class, () -> edit(MODEL, "points", "4,0,1,a;2,1,1,a"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "number|ten", "number|1", "number|10", "merge|1", "merge|1,9", "merge|1,2,3",
		"split|1", "split|1,99", "split|9,2", "names|matrix", "names|7=x", "names|1= ", "colours|1=red", "colours|1=1000000",
		"order|1,2", "order|1,1,2", "points|1,2,3", "points|1,2,x,a" })
	void wrongTextsAreToldInOneSentence(final String key, final String text) {
		final String message = assertThrows(UserException.class, () -> edit(MODEL, key, text)).getMessage();
		assertTrue(message.endsWith(".") && !message.contains("\n"), message);
	}
}
