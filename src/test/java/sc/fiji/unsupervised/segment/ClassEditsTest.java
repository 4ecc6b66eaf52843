package sc.fiji.unsupervised.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.model.ModelFile;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.model.SegmentationModel.ClassInfo;

class ClassEditsTest {

	/** Nine clusters, three classes: 2 1 0 0 0 1 1 0 0. */
	private static final SegmentationModel MODEL = ModelFile.read(Path.of("test-data", "models", "format-2.useg"));
	private static final SegmentationModel FIRST = ModelFile.read(Path.of("test-data", "models", "format-1.useg"));

	@Test
	void anyNumberOfClassesAtOnce() {
		for (int k = 2; k <= 9; k++) {
			final SegmentationModel cut = ClassEdits.number(MODEL, k);
			assertEquals(k, cut.classes().size());
			assertEquals(1, cut.classes().stream().mapToDouble(ClassInfo::share).sum(), 1e-5);
			assertEquals(k, cut.classes().stream().mapToInt(ClassInfo::rgb).distinct().count(), "every class its colour");
			for (int c = 0; c < k; c++) assertEquals("class " + (c + 1), cut.classes().get(c).name());
			assertNested(cut, ClassEdits.number(MODEL, Math.max(2, k - 1)));
		}
		assertThrows(UserException.class, () -> ClassEdits.number(MODEL, 10));
	}

	/** Classes of the coarse model are unions of those of the fine one. */
	private static void assertNested(final SegmentationModel fine, final SegmentationModel coarse) {
		final int[] a = fine.clusters().classOf(), b = coarse.clusters().classOf();
		for (int i = 0; i < a.length; i++)
			for (int j = 0; j < a.length; j++) if (a[i] == a[j]) assertEquals(b[i], b[j]);
	}

	@Test
	void moreClassesAndBackGiveTheSameModel() {
		final SegmentationModel named = ClassEdits.recolour(ClassEdits.rename(MODEL, 2, "carbide"), 1, 0x123456);
		for (int k = 3; k <= 9; k++) {
			final SegmentationModel back = ClassEdits.number(ClassEdits.number(named, k), 3);
			assertArrayEquals(named.clusters().classOf(), back.clusters().classOf());
			for (int c = 0; c < 3; c++) {
				assertEquals(named.classes().get(c).name(), back.classes().get(c).name());
				assertEquals(named.classes().get(c).rgb(), back.classes().get(c).rgb());
			}
		}
	}

	@Test
	void namesStayWithTheLargerPart() {
		final SegmentationModel named = ClassEdits.rename(MODEL, 1, "matrix");
		final SegmentationModel split = ClassEdits.split(named, 1, 2);
		assertEquals(List.of("matrix", "class 2", "class 3", "class 4"), names(split));
		assertTrue(split.classes().get(0).share() >= split.classes().get(3).share());
		assertEquals(named.classes().get(0).rgb(), split.classes().get(0).rgb());
		assertFalse(named.classes().stream().anyMatch(c -> c.rgb() == split.classes().get(3).rgb()), "a free colour");
		assertEquals(named.classes().get(0).share(), split.classes().get(0).share() + split.classes().get(3).share(), 1e-6);
		assertArrayEquals(named.clusters().classOf(), ClassEdits.merge(split, 1, 4).clusters().classOf());
	}

	private static List<String> names(final SegmentationModel model) {
		return model.classes().stream().map(ClassInfo::name).toList();
	}

	@Test
	void merging() {
		final SegmentationModel merged = ClassEdits.merge(MODEL, 3, 1);
		assertArrayEquals(new int[] { 0, 1, 0, 0, 0, 1, 1, 0, 0 }, merged.clusters().classOf());
		assertEquals(List.of("class 1", "class 2"), names(merged));
		assertEquals(MODEL.classes().get(0).share() + MODEL.classes().get(2).share(), merged.classes().get(0).share(), 1e-6);
		assertEquals(MODEL.classes().get(0).rgb(), merged.classes().get(0).rgb());
		assertEquals("pore", ClassEdits.merge(ClassEdits.rename(MODEL, 3, "pore"), 1, 3).classes().get(0).name(),
			"a given name goes before a number");
		assertEquals(List.of("class 1", "b"), names(ClassEdits.merge(ClassEdits.rename(ClassEdits.rename(MODEL, 3, "a"), 2,
			"b"), 2, 3)), "the larger of two given names");
	}

	@Test
	void mergesThatAreNoneAreExplained() {
		assertMessage(() -> ClassEdits.merge(MODEL, 2, 2), "merge", "two different");
		assertMessage(() -> ClassEdits.merge(MODEL, 1, 2, 3), "merge", "at least two");
		assertMessage(() -> ClassEdits.merge(MODEL, 1, 4), "merge=4", "1 to 3");
		assertMessage(() -> ClassEdits.merge(MODEL, 0, 1), "merge=0", "1 to 3");
	}

	@Test
	void splitsThatAreNoneAreExplained() {
		assertMessage(() -> ClassEdits.split(MODEL, 3, 2), "split=3", "single cluster");
		assertMessage(() -> ClassEdits.split(MODEL, 1, 6), "parts=6", "2 to 5");
		assertMessage(() -> ClassEdits.split(FIRST, 1, 2), "split=1", "train with more clusters");
	}

	/** A class that the user put together from all over the tree is divided too. */
	@Test
	void splitsClassesThatAreNoBranchOfTheTree() {
		final SegmentationModel merged = ClassEdits.merge(MODEL, 2, 3);
		for (int parts = 2; parts <= 4; parts++) {
			final SegmentationModel split = ClassEdits.split(merged, 2, parts);
			assertEquals(1 + parts, split.classes().size());
			assertNested(split, merged);
		}
	}

	@Test
	void orderNamesAndColours() {
		final SegmentationModel a = ClassEdits.rename(MODEL, 1, " wide "), b = ClassEdits.reorder(a, 3, 1, 2);
		assertEquals(List.of("class 1", "wide", "class 3"), names(b));
		assertArrayEquals(new int[] { 0, 2, 1, 1, 1, 2, 2, 1, 1 }, b.clusters().classOf());
		assertEquals(MODEL.classes().get(2).rgb(), b.classes().get(0).rgb());
		assertEquals(MODEL.classes().get(0).share(), b.classes().get(1).share(), 1e-6);
		assertMessage(() -> ClassEdits.reorder(MODEL, 1, 2), "order", "1 to 3 once");
		assertMessage(() -> ClassEdits.reorder(MODEL, 1, 2, 2), "order", "1 to 3 once");
		assertMessage(() -> ClassEdits.rename(MODEL, 1, " "), "class 1", "word");
		assertMessage(() -> ClassEdits.recolour(MODEL, 1, 0x1000000), "colours=1000000", "ffffff");
	}

	@Test
	void modelsOfTheFirstFormatCanBeEdited() {
		final SegmentationModel two = ClassEdits.number(FIRST, 2);
		assertEquals(2, two.classes().size());
		assertEquals(3, ClassEdits.number(two, 3).classes().size());
		assertMessage(() -> ClassEdits.number(FIRST, 4), "number=4", "2 to 3");
	}

	@Test
	void editsSurviveTheFile(@TempDir final Path folder) {
		final Path file = folder.resolve("edited.useg");
		final SegmentationModel edited = ClassEdits.rename(ClassEdits.split(MODEL, 1, 3), 5, "new");
		ModelFile.write(file, edited);
		final SegmentationModel read = ModelFile.read(file);
		assertEquals(edited.classes(), read.classes());
		assertArrayEquals(edited.clusters().classOf(), read.clusters().classOf());
		assertEquals(9, ClassEdits.most(read));
	}

	private static SegmentationModel made(final ClassHistory history, final String key, final String text) {
		final ClassEdit edit = new ClassEdit(key, text);
		history.made(edit, edit.apply(history.current(), null));
		return history.current();
	}

	@Test
	void undoAndRedo() {
		final ClassHistory history = new ClassHistory(MODEL);
		assertFalse(history.canUndo() || history.canRedo());
		final SegmentationModel one = made(history, "number", "5"), two = made(history, "merge", "1,2");
		assertThrows(UserException.class, () -> made(history, "number", "99"));
		assertSame(two, history.current());
		assertSame(one, history.undo());
		assertEquals(List.of(new ClassEdit("number", "5")), history.edits());
		assertSame(MODEL, history.undo());
		assertSame(MODEL, history.undo());
		assertSame(one, history.redo());
		made(history, "names", "1=x");
		assertFalse(history.canRedo());
		assertTrue(history.canUndo());
		assertEquals(List.of(new ClassEdit("number", "5"), new ClassEdit("names", "1=x")), history.edits());
		history.saved();
		assertFalse(history.canUndo());
		assertTrue(history.edits().isEmpty());
		assertEquals("x", history.current().classes().get(0).name());
	}

	@Test
	void aNumberReplacesTheOneBefore() {
		final ClassHistory history = new ClassHistory(MODEL);
		final SegmentationModel named = made(history, "number", "3");
		made(history, "names", "1=a;2=b;3=c");
		made(history, "number", "2");
		made(history, "number", "3");
		// a name that was lost on the way is back
		assertEquals(List.of("a", "b", "c"), history.current().classes().stream().map(ClassInfo::name).toList());
		assertEquals(3, history.edits().size());
		history.undo();
		assertSame(named, history.undo());
	}

	@Test
	void suggestsThePairThatTheTreeMergesNext() {
		for (int k = 3; k <= 9; k++) {
			final SegmentationModel cut = ClassEdits.number(MODEL, k);
			final List<MergeSuggestion> pairs = MergeSuggestion.of(cut);
			assertEquals(k * (k - 1) / 2, pairs.size());
			final int[] expected = ClassEdits.number(cut, k - 1).clusters().classOf();
			assertArrayEquals(partition(expected), partition(ClassEdits.merge(cut, pairs.get(0).first(), pairs.get(0).second())
				.clusters().classOf()), "from " + k);
			double before = 0;
			for (final MergeSuggestion s : pairs) {
				assertTrue(s.loss() >= before && s.loss() <= 1);
				before = s.loss();
				assertTrue(Math.abs(s.likeness()) <= 1 && s.contact() >= 0 && s.contact() <= 1, s.toString());
			}
		}
	}

	/** Classes numbered by their first clusters. */
	private static int[] partition(final int[] classOf) {
		return Arrays.stream(classOf).map(k -> java.util.stream.IntStream.range(0, classOf.length).filter(i -> classOf[i] == k)
			.findFirst().orElseThrow()).toArray();
	}

	/** With two classes all border runs along the other one. */
	@Test
	void contactIsTheShareOfTheBorder() {
		assertEquals(1, MergeSuggestion.of(ClassEdits.number(MODEL, 2)).get(0).contact(), 1e-9);
		assertEquals(0, MergeSuggestion.of(FIRST).get(0).contact());
	}

	private static void assertMessage(final Executable edit, final String... words) {
		final String message = assertThrows(UserException.class, edit).getMessage();
		for (final String word : words) assertTrue(message.contains(word), message);
	}
}
