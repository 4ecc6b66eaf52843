package sc.fiji.unsupervised.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.unsupervised.UserException;

class ModelFileTest {

	/** Written by the first version: must stay readable forever. */
	private static final Path FIRST_FORMAT = Path.of("test-data", "models", "format-1.useg");

	/** Three classes of nine prototypes with their tree. */
	private static final Path SECOND_FORMAT = Path.of("test-data", "models", "format-2.useg");

	/** Fluorescence, with a gamma of a half. */
	private static final Path THIRD_FORMAT = Path.of("test-data", "models", "format-3.useg");

	@TempDir
	private Path folder;

	@Test
	void theFirstFormatStaysReadable() {
		final SegmentationModel model = ModelFile.read(FIRST_FORMAT);
		assertEquals(3, model.classes().size());
		assertEquals("texture", model.backbone().id());
		assertEquals("stego", model.training().method());
		assertEquals("stack", model.input().intensity());
		assertArrayEquals(new float[] { 104 }, model.input().low());
		assertEquals(20, model.training().curve().length);
		assertEquals(3, model.training().histograms().length);
		assertArrayEquals(new long[] { 3, 70 }, model.clusters().centres().shape());
		assertEquals("none", model.refine());
		assertEquals(1, model.classes().stream().mapToDouble(SegmentationModel.ClassInfo::share).sum(), 1e-9);
		assertArrayEquals(new int[] { 0, 1, 2 }, model.clusters().classOf(), "a prototype for each class");
		assertFalse(model.clusters().tree().isKnown());
		assertArrayEquals(new float[9], model.clusters().contact().data());
		for (int k = 0; k < 3; k++) assertEquals(model.classes().get(k).share(), model.clusters().shares().data()[k], 1e-6);
	}

	@Test
	void theSecondFormatStaysReadable() {
		final SegmentationModel model = ModelFile.read(SECOND_FORMAT);
		assertEquals(3, model.classes().size());
		assertEquals(9, model.clusters().count());
		assertArrayEquals(new int[] { 2, 1, 0, 0, 0, 1, 1, 0, 0 }, model.clusters().classOf());
		assertEquals(8, model.clusters().tree().merges().size());
		final float[] contact = model.clusters().contact().data(), shares = model.clusters().shares().data();
		double all = 0, sum = 0;
		for (int i = 0; i < 81; i++) {
			assertEquals(contact[i], contact[i % 9 * 9 + i / 9]);
			all += contact[i];
		}
		for (final float s : shares) sum += s;
		assertEquals(1, all, 1e-5);
		assertEquals(1, sum, 1e-5);
		final int[] classOf = model.clusters().classOf();
		for (int k = 0; k < 3; k++) {
			double share = 0;
			for (int i = 0; i < 9; i++) if (classOf[i] == k) share += shares[i];
			assertEquals(model.classes().get(k).share(), share, 1e-6);
		}
		assertEquals("k-means on codes", model.training().notes().get("clusters"));
	}

	@Test
	void theThirdFormatStaysReadable() {
		final SegmentationModel model = ModelFile.read(THIRD_FORMAT);
		assertArrayEquals(new float[] { 0.5f }, model.input().gamma());
		assertEquals("auto", model.training().settings().get("gamma"));
		assertEquals(64, model.clusters().count());
	}

	/** What an old file lacks is added, nothing is lost. */
	@Test
	void theFirstFormatBecomesTheNewest() {
		final Path copy = folder.resolve("copy.useg");
		ModelFile.write(copy, ModelFile.read(FIRST_FORMAT));
		final SegmentationModel a = ModelFile.read(FIRST_FORMAT), b = ModelFile.read(copy);
		assertArrayEquals(a.clusters().classOf(), b.clusters().classOf());
		assertArrayEquals(a.clusters().centres().data(), b.clusters().centres().data());
		assertArrayEquals(new float[] { 1 }, a.input().gamma());
		assertArrayEquals(new float[] { 1 }, b.input().gamma());
		assertEquals(a.clusters().tree(), b.clusters().tree());
		assertEquals(a.classes(), b.classes());
		assertEquals(a.head().keySet(), b.head().keySet());
	}

	@Test
	void writingAgainGivesTheSameBytes() throws IOException {
		final Path copy = folder.resolve("sub folder").resolve("größe.useg");
		ModelFile.write(copy, ModelFile.read(THIRD_FORMAT));
		assertArrayEquals(Files.readAllBytes(THIRD_FORMAT), Files.readAllBytes(copy));
		try (Stream<Path> files = Files.list(copy.getParent())) {
			assertEquals(1, files.count(), "no temporary file remains");
		}
	}

	@Test
	void theSuggestedNumberOfClassesIsKept() {
		final SegmentationModel m = ModelFile.read(THIRD_FORMAT);
		final SegmentationModel.Training t = m.training();
		assertNull(t.suggestion(), "an older file has none");
		final Path file = folder.resolve("suggested.useg");
		final CountSuggestion suggestion = new CountSuggestion(new int[] { 2, 5 }, new double[] { 1 / 3.0, 0.25 });
		ModelFile.write(file, new SegmentationModel(m.input(), m.backbone(), new SegmentationModel.Training(t.method(), t
			.settings(), t.notes(), t.seed(), t.threads(), t.device(), t.versions(), t.curve(), t.histograms(), suggestion), m
				.head(), m.clusters(), m.classes(), m.refine(), m.preview()));
		final CountSuggestion read = ModelFile.read(file).training().suggestion();
		assertArrayEquals(new int[] { 2, 5 }, read.numbers());
		assertArrayEquals(new double[] { 1 / 3.0, 0.25 }, read.scores());
	}

	@Test
	void missingFilesAreNamed() {
		assertMessage(folder.resolve("no.useg"), "does not exist");
	}

	@Test
	void otherFilesAreRefused() throws IOException {
		assertMessage(Files.writeString(folder.resolve("text.useg"), "hello"), "no readable model");
		assertMessage(changed("empty.useg", entries -> new LinkedHashMap<>()), "no readable model");
		for (final String lost : new String[] { "model.json", "tensors.safetensors", "preview.png" })
			assertMessage(changed("lost-" + lost, entries -> {
				entries.remove(lost);
				return entries;
			}), "no readable model");
	}

	@Test
	void truncatedFilesAreRefused() throws IOException {
		final byte[] all = Files.readAllBytes(SECOND_FORMAT);
		for (int length = 0; length < all.length; length += all.length / 23) {
			final Path file = folder.resolve(length + ".useg");
			Files.write(file, java.util.Arrays.copyOf(all, length));
			assertMessage(file, "no readable model");
		}
	}

	@Test
	void newerFormatsAskForAnUpdate() throws IOException {
		assertMessage(json("newer.useg", text -> text.replace("\"format\": 2", "\"format\": 4")), "update the plugin");
	}

	@Test
	void damagedDescriptionsAreRefused() throws IOException {
		for (final String field : new String[] { "input", "training", "classes", "metric", "backbone", "refine", "tree", "classOf" })
			assertMessage(json(field + ".useg", text -> text.replace("\"" + field + "\"", "\"other\"")), "no readable model");
		assertMessage(json("cut.useg", text -> text.substring(0, text.length() / 2)), "no readable model");
		assertMessage(json("merge.useg", text -> text.replace("\"b\": 5,", "\"b\": 1,")), "no readable model");
		assertMessage(json("class.useg", text -> text.replaceFirst("(\"classOf\": \\[\\s+)2", "$13")), "no readable model");
		assertMessage(json("fewer.useg", text -> text.replaceFirst("(\"classOf\": \\[\\s+)2,", "$1")), "no readable model");
		assertMessage(json("scale.useg", text -> text.replace("\"scale\": 1.0", "\"scale\": -1.0")), "no readable model");
	}

	@Test
	void placesThatCannotBeWrittenToAreNamed() throws IOException {
		final Path file = Files.writeString(folder.resolve("file"), "x");
		final SegmentationModel model = ModelFile.read(FIRST_FORMAT);
		final String message = assertThrows(UserException.class, () -> ModelFile.write(file.resolve("below.useg"), model))
			.getMessage();
		assertTrue(message.contains("model=") && message.contains("choose"), message);
		assertEquals("x", Files.readString(file));
	}

	private static void assertMessage(final Path file, final String words) {
		final String message = assertThrows(UserException.class, () -> ModelFile.read(file)).getMessage();
		assertTrue(message.contains(words) && message.contains(file.getFileName().toString()), message);
		assertFalse(message.contains("\n"));
	}

	private Path json(final String name, final UnaryOperator<String> change) throws IOException {
		return changed(name, entries -> {
			final String text = new String(entries.get("model.json"), StandardCharsets.UTF_8);
			final String other = change.apply(text);
			assertFalse(text.equals(other));
			entries.put("model.json", other.getBytes(StandardCharsets.UTF_8));
			return entries;
		});
	}

	private Path changed(final String name, final UnaryOperator<Map<String, byte[]>> change) throws IOException {
		final Map<String, byte[]> entries = new LinkedHashMap<>();
		try (ZipFile zip = new ZipFile(SECOND_FORMAT.toFile())) {
			for (final ZipEntry e : zip.stream().toList()) entries.put(e.getName(), zip.getInputStream(e).readAllBytes());
		}
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			for (final Map.Entry<String, byte[]> e : change.apply(entries).entrySet()) {
				zip.putNextEntry(new ZipEntry(e.getKey()));
				zip.write(e.getValue());
			}
		}
		return Files.write(folder.resolve(name), bytes.toByteArray());
	}
}
