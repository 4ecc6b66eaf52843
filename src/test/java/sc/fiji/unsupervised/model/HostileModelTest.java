package sc.fiji.unsupervised.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.unsupervised.UserException;

/** Model files that someone made to do harm. */
class HostileModelTest {

	private static final String JSON = "model.json", TENSORS = "tensors.safetensors";

	@TempDir
	Path folder;

	private final Map<String, byte[]> entries = new LinkedHashMap<>();

	@BeforeEach
	void unpack() throws IOException {
		try (ZipFile zip = new ZipFile(Path.of("test-data", "models", "format-2.useg").toFile())) {
			for (final ZipEntry e : zip.stream().toList()) entries.put(e.getName(), zip.getInputStream(e).readAllBytes());
		}
	}

	private Path pack() throws IOException {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			for (final Map.Entry<String, byte[]> e : entries.entrySet()) {
				zip.putNextEntry(new ZipEntry(e.getKey()));
				zip.write(e.getValue());
			}
		}
		return Files.write(folder.resolve("m.useg"), bytes.toByteArray());
	}

	private static void assertRefused(final Path file) {
		final String message = assertThrows(UserException.class, () -> ModelFile.read(file)).getMessage();
		assertTrue(message.contains("no readable model file"), message);
	}

	/** A part of model.json, as a regular expression, and what stands there instead. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { //
		"`\"scale\": 1.0`|`\"scale\": 1e300`", //
		"`\"scale\": 1.0`|`\"scale\": NaN`", //
		"`\"intensity\": \"[a-z]+\"`|`\"intensity\": \"x\"`", //
		"`\"low\": \\[`|`\"low\": [ 1,`", //
		"`\"low\": \\[\\s*[0-9.]+`|`\"low\": [ Infinity`", //
		"`\"metric\": \"[a-z]+\"`|`\"metric\": \"manhattan\"`", //
		"`\"spread\": [0-9.]+`|`\"spread\": Infinity`", //
		"`\"share\": [0-9.]+`|`\"share\": NaN`", //
		"`\"share\": [0-9.]+`|`\"share\": 7`", //
		"`\"rgb\": [0-9]+`|`\"rgb\": -1`", //
		"`\"name\": \"[^\"]+\"`|`\"name\": \"a\\\\nMacro: run(1)\"`", //
		"`\"name\": \"[^\"]+\"`|`\"name\": null`", //
		"`\"device\": \"[^\"]*\"`|`\"device\": null`", //
		"`\"versions\": \"[^\"]*\"`|`\"versions\": \"\\\\u0007\"`", //
		"`\"curve\": \\[`|`\"curve\": [ null,`", //
		"`\"curve\": \\[`|`\"curve\": [ [1.0],`", //
		"`\"channels\": 1`|`\"channels\": 0`", //
		"`\"channels\": 1`|`\"channels\": 1e9`" })
	void liesInTheTextAreRefused(final String before, final String after) throws IOException {
		final String text = new String(entries.get(JSON), StandardCharsets.UTF_8), lie = text.replaceFirst(before, after);
		assertNotEquals(text, lie, before);
		entries.put(JSON, lie.getBytes(StandardCharsets.UTF_8));
		assertRefused(pack());
	}

	@ParameterizedTest
	@ValueSource(strings = { //
		"{}", //
		"{\"numbers\": [2, 3]}", //
		"{\"numbers\": [], \"scores\": []}", //
		"{\"numbers\": [2, 3], \"scores\": [0.5]}", //
		"{\"numbers\": [3, 2], \"scores\": [0.5, 0.4]}", //
		"{\"numbers\": [0, 2], \"scores\": [0.5, 0.4]}", //
		"{\"numbers\": [2, 256], \"scores\": [0.5, 0.4]}", //
		"{\"numbers\": [2, 1e9], \"scores\": [0.5, 0.4]}", //
		"{\"numbers\": [2, 3], \"scores\": [0.5, NaN]}", //
		"{\"numbers\": [2, 3], \"scores\": [0.5, Infinity]}", //
		"{\"numbers\": [2, 3], \"scores\": [0.5, 1e300]}", //
		"{\"numbers\": [2, 3], \"scores\": [0.5, -0.1]}" })
	void suggestionsOfNoSenseAreRefused(final String lie) throws IOException {
		suggestion("{\"numbers\": [2, 3], \"scores\": [0.5, 0.4]}");
		assertEquals(2, ModelFile.read(pack()).training().suggestion().number());
		suggestion(lie);
		assertRefused(pack());
	}

	/** Puts one before the curve, in place of one that is there. */
	private void suggestion(final String json) {
		final String text = new String(entries.get(JSON), StandardCharsets.UTF_8).replaceFirst("\"suggestion\": .*\n", "");
		entries.put(JSON, text.replaceFirst("\"curve\"", "\"suggestion\": " + json + ",\n\"curve\"").getBytes(
			StandardCharsets.UTF_8));
	}

	private void change(final String name, final Tensor tensor) {
		final SafeTensors file = SafeTensors.of("model", entries.get(TENSORS));
		final Map<String, Tensor> all = new LinkedHashMap<>();
		file.names().forEach(n -> all.put(n, file.get(n)));
		assertTrue(all.containsKey(name), all.keySet().toString());
		all.put(name, tensor);
		entries.put(TENSORS, SafeTensors.encode(all));
	}

	@Test
	void numbersThatAreNoneAreRefused() throws IOException {
		final SafeTensors file = SafeTensors.of("model", entries.get(TENSORS));
		final byte[] good = entries.get(TENSORS);
		for (final String name : List.of("clusters", "shares", "contact", "head.cluster1.0.weight", "backbone.texture.mean"))
			for (final float bad : new float[] { Float.NaN, Float.POSITIVE_INFINITY }) {
				final float[] data = file.get(name).data();
				data[data.length - 1] = bad;
				entries.put(TENSORS, good);
				change(name, new Tensor(data, file.shape(name)));
				assertRefused(pack());
			}
	}

	/** 65536 squared is 0 in 32 bits. */
	@Test
	void manyPrototypesWithoutContactAreRefused() throws IOException {
		final int n = 1 << 16;
		change("clusters", new Tensor(new float[0], n, 0));
		change("shares", new Tensor(new float[n], n));
		change("contact", new Tensor(new float[0], 0, n));
		final String text = new String(entries.get(JSON), StandardCharsets.UTF_8);
		entries.put(JSON, text.replaceFirst("(?s)\"tree\": \\[.*?\\]", "\"tree\": []").replaceFirst(
			"(?s)\"classOf\": \\[.*?\\]", "\"classOf\": [0,1,2" + ",0".repeat(n - 3) + "]").getBytes(StandardCharsets.UTF_8));
		assertRefused(pack());
	}

	@Test
	void whatUnpacksBeyondMeasureIsRefused() throws IOException {
		for (final String entry : List.of(JSON, TENSORS, "preview.png")) {
			final byte[] good = entries.put(entry, new byte[64 << 20]);
			final Path file = pack();
			assertTrue(Files.size(file) < 1 << 20);
			assertRefused(file);
			entries.put(entry, good);
		}
	}

	/** Nothing is ever unpacked to the disk, so names of entries lead nowhere. */
	@Test
	void namesOfEntriesWriteNothing() throws IOException {
		entries.put("../evil.txt", new byte[] { 1 });
		entries.put("/tmp/evil.txt", new byte[] { 1 });
		final Path inner = Files.createDirectory(folder.resolve("inner"));
		final Path file = Files.move(pack(), inner.resolve("m.useg"));
		assertEquals(3, ModelFile.read(file).classes().size());
		try (Stream<Path> files = Files.walk(folder)) {
			assertEquals(List.of(file), files.filter(Files::isRegularFile).toList());
		}
	}

	@Test
	void anEntryOfWhichThereAreTwoIsRefused() throws IOException {
		entries.put("model.jsoX", "{}".getBytes(StandardCharsets.UTF_8));
		final Path file = pack();
		final String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
		Files.writeString(file, bytes.replace("model.jsoX", JSON), StandardCharsets.ISO_8859_1);
		assertRefused(file);
	}

	@Test
	void writingOverALinkLeavesItsTargetAlone() throws IOException {
		final Path target = Files.writeString(folder.resolve("precious"), "x"), link = folder.resolve("link.useg");
		try {
			Files.createSymbolicLink(link, target);
		}
		catch (final IOException | UnsupportedOperationException e) {
			return; // this user may not make links
		}
		ModelFile.write(link, ModelFile.read(pack()));
		assertEquals("x", Files.readString(target));
		assertFalse(Files.isSymbolicLink(link));
		assertEquals(3, ModelFile.read(link).classes().size());
	}
}
