package sc.fiji.unsupervised.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fiji.unsupervised.TestImages;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.model.ModelFile;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.model.SegmentationModel.ClassInfo;
import sc.fiji.unsupervised.segment.ClassEdits;

class EditClassesTest {

	@TempDir
	private Path folder;
	private Path file;

	@BeforeEach
	void copyModel() throws IOException {
		file = folder.resolve("my model.useg");
		Files.copy(Path.of("test-data", "models", "format-2.useg"), file);
	}

	/** The model after an edit, and whatever image came out. */
	private ImagePlus edit(final ImagePlus image, final String... keysAndTexts) {
		final Map<String, String> keys = new HashMap<>(Map.of("model", file.toString()));
		for (int i = 0; i < keysAndTexts.length; i += 2) keys.put(keysAndTexts[i], keysAndTexts[i + 1]);
		return UnsupervisedSegmentation.editClasses(image, keys);
	}

	private SegmentationModel model() {
		return ModelFile.read(file);
	}

	@Test
	void editsAreMadeInTheirOrderAndSavedInTheModel() {
		final SegmentationModel before = model();
		assertNull(edit(null, "number", "5", "merge", "1,2", "names", "1=matrix;2=pore", "colours", "2=00ff00", "order",
			"2,1,3,4"));
		final SegmentationModel expected = ClassEdits.merge(ClassEdits.number(before, 5), 1, 2);
		final List<ClassInfo> classes = model().classes();
		assertEquals(List.of("pore", "matrix"), classes.stream().map(ClassInfo::name).limit(2).toList());
		assertEquals(0x00ff00, classes.get(0).rgb());
		assertEquals(expected.classes().get(0).share(), classes.get(1).share(), 1e-6);
		edit(null, "split", "2,2");
		assertEquals(5, model().classes().size());
	}

	@Test
	void savedElsewhereTheModelStaysAsItIs() throws IOException {
		final byte[] before = Files.readAllBytes(file);
		edit(null, "number", "4", "save", folder.resolve("four.useg").toString());
		assertArrayEquals(before, Files.readAllBytes(file));
		assertEquals(4, ModelFile.read(folder.resolve("four.useg")).classes().size());
	}

	@Test
	void labelsFollowTheEditsInValuesAndColours() {
		final ImagePlus image = TestImages.twoTextures("cells.tif", 160, 120, 2);
		UnsupervisedSegmentation.train(image, Map.of("model", folder.resolve("cells.useg").toString(), "method", "kmeans",
			"classes", "2", "clusters", "8", "refine", "none", "device", "cpu"));
		file = folder.resolve("cells.useg");
		final ImagePlus five = edit(image, "number", "5", "colours", "5=123456", "relabel", "yes", "device", "cpu");
		assertEquals(2, five.getStackSize());
		assertTrue(five.getStatistics().max > 2 && five.getStatistics().max <= 5);
		assertEquals(0x123456, five.getProcessor().getLut().getRGB(255) & 0xffffff);
		edit(image, "points", "20,60,1,left;140,60,1,right", "device", "cpu");
		assertEquals(List.of("left", "right"), model().classes().stream().map(ClassInfo::name).toList());
		final ImagePlus two = edit(image, "relabel", "yes", "device", "cpu");
		assertEquals(1, two.getProcessor().get(20, 60));
		assertEquals(2, two.getProcessor().get(140, 60));
		assertTrue(two.getInfoProperty().contains("Class 2: right"), two.getInfoProperty());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "number|1", "number|200", "merge|1", "merge|1,12", "names|x",
		"colours|1=blue", "order|1,1", "relabel|maybe", "model|missing.useg" })
	void wrongValuesChangeNothing(final String key, final String text) throws IOException {
		final byte[] before = Files.readAllBytes(file);
		final String sentence = assertThrows(UserException.class, () -> edit(null, "names", "2=pore", key, text)).getMessage();
		assertTrue(sentence.contains(key) && sentence.endsWith("."), sentence);
		assertArrayEquals(before, Files.readAllBytes(file));
	}

	@Test
	void withoutImageNothingIsLabelled() {
		assertThrows(UserException.class, () -> edit(null, "relabel", "yes"));
		assertThrows(UserException.class, () -> edit(null));
	}
}
