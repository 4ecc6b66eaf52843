package sc.fiji.unsupervised.quality;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.quality.LabelledSet.TrueClass;

class LabelledSetTest {

	@TempDir
	Path folder;

	private static LabelledSet open(final Path set) {
		return new LabelledSet(new SetChoice(set, 1));
	}

	@Test
	void greyPicturesAreRead() {
		final LabelledSet set = open(Path.of("test-data/superalloy"));
		assertEquals("superalloy", set.name());
		assertEquals(4, set.images().slices());
		assertEquals(List.of("matrix", "secondary precipitate", "tertiary precipitate"), set.classes().stream().map(
			TrueClass::name).toList());
		assertEquals(512, set.images().width(0));
		assertTrue(Arrays.stream(set.truth(0)).allMatch(v -> v >= 0 && v <= 2));
		assertTrue(Arrays.stream(set.truth(0)).distinct().count() >= 2);
	}

	@Test
	void colourPicturesAreRead() {
		final LabelledSet set = open(Path.of("test-data/dsb2018_histology"));
		assertEquals(4, set.images().slices());
		assertTrue(set.images().isRgb());
		assertEquals(320 * 256, set.truth(3).length);
	}

	@Test
	void everySecondImageAlone() {
		final LabelledSet set = new LabelledSet(new SetChoice(Path.of("test-data/superalloy"), 3));
		assertEquals("superalloy/3", set.name());
		assertEquals(2, set.files());
		assertEquals(4, set.filesInAll());
		assertEquals(2, set.images().slices());
	}

	@Test
	void slicesOfAStackHaveALabelImageEach() throws IOException {
		final LabelledSet set = open(Sets.stack(folder.resolve("disks")));
		assertEquals(1, set.files());
		assertEquals(2, set.images().slices());
		assertEquals(List.of(new TrueClass(0, "ground, dark"), new TrueClass(7, "disk")), set.classes());
		assertEquals(7, set.truth(1)[32 * Sets.SIZE + 34]);
		assertEquals(LabelledSet.IGNORE, set.truth(0)[0]);
	}

	@Test
	void slicesOfAStackMayHaveAStackOfLabels() throws IOException {
		final Path place = Sets.stack(folder.resolve("disks"));
		final ImageStack labels = new ImageStack(Sets.SIZE, Sets.SIZE);
		for (int z = 0; z < 2; z++) labels.addSlice(IJ.openImage(place.resolve("labels/z" + z + ".png").toString())
			.getProcessor());
		new FileSaver(new ImagePlus("labels", labels)).saveAsTiffStack(place.resolve("labels.tif").toString());
		final LabelledSet single = open(place);
		Files.writeString(place.resolve("index.csv"), "image,label\nimages/stack.tif,labels.tif\n");
		final LabelledSet together = open(place);
		for (int z = 0; z < 2; z++) assertArrayEquals(single.truth(z), together.truth(z));
	}

	@Test
	void missingTableIsToldInOneSentence() throws IOException {
		final Path set = Files.createDirectories(folder.resolve("bare"));
		final String message = assertThrows(UserException.class, () -> SetChoice.of(set, List.of())).getMessage();
		assertTrue(message.startsWith("data=" + set + " has no index.csv") && message.endsWith("."), message);
		Files.writeString(set.resolve("index.csv"), "image,truth\n");
		Files.writeString(set.resolve("classes.csv"), "value,name\n0,a\n1,b\n");
		assertTrue(assertThrows(UserException.class, () -> open(set)).getMessage().contains("no column label"));
	}

	@Test
	void labelsThatDoNotFitAreTold() throws IOException {
		final Path set = Sets.stack(folder.resolve("disks"));
		Files.writeString(set.resolve("index.csv"), "image,label\nimages/stack.tif,labels/z0.png\n");
		assertTrue(assertThrows(UserException.class, () -> open(set)).getMessage().contains(
			"2 slices but labels for 1; name one label image for each slice"));
	}

	@Test
	void setsAreChosenByName() throws IOException {
		Sets.stack(folder.resolve("a"));
		Sets.stack(folder.resolve("b"));
		assertEquals(List.of("a", "b"), SetChoice.of(folder, List.of()).stream().map(SetChoice::name).toList());
		assertEquals(List.of("b/2"), SetChoice.of(folder, List.of("b/2")).stream().map(SetChoice::name).toList());
		assertTrue(assertThrows(UserException.class, () -> SetChoice.of(folder, List.of("c"))).getMessage().contains(
			"sets=c is not there; use a, b."));
	}
}
