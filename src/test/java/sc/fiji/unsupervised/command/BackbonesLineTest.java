package sc.fiji.unsupervised.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.unsupervised.TerminalProgress;
import sc.fiji.unsupervised.backbone.ModelsFolder;
import sc.fiji.unsupervised.weights.ImportableVit;

/** Backbones from a shell, as on the login node of a cluster. */
class BackbonesLineTest {

	@TempDir(cleanup = CleanupMode.NEVER) // the tests map files, which Windows then does not delete
	Path folder;

	private String out, err;

	@BeforeEach
	void moveModels() {
		System.setProperty(ModelsFolder.KEY, folder.resolve("models").toString());
	}

	@AfterEach
	void forget() {
		System.clearProperty(ModelsFolder.KEY);
	}

	private int run(final String... words) {
		final ByteArrayOutputStream o = new ByteArrayOutputStream(), e = new ByteArrayOutputStream();
		final PrintStream errors = new PrintStream(e, true, StandardCharsets.UTF_8);
		final int code = CommandLine.SHELL.run(words, new PrintStream(o, true, StandardCharsets.UTF_8), errors,
			new TerminalProgress(errors, false));
		out = o.toString(StandardCharsets.UTF_8);
		err = e.toString(StandardCharsets.UTF_8);
		return code;
	}

	@Test
	void listImportVerifyRemove() throws Exception {
		assertEquals(0, run("backbones"));
		assertTrue(out.lines().anyMatch(line -> line.matches("dino-s16 +87 MB +Apache-2.0 +not here +M. Caron.*")), out);
		final Path file = folder.resolve("vit.safetensors");
		ImportableVit.write(file);
		assertEquals(2, run("backbones", "action=import", "backbone=dino-s8", "file=" + file));
		assertTrue(err.contains("holds the network dino-s16 and not backbone=dino-s8"), err);
		assertEquals(0, run("backbones", "action=import", "file=" + file), err);
		assertTrue(out.startsWith("Imported: dino-s16 is whole"), out);
		assertEquals(0, run("backbones", "action=verify", "backbone=dino-s16"), err);
		run("backbones");
		assertTrue(out.lines().anyMatch(line -> line.matches("dino-s16 +87 MB +Apache-2.0 +here +M. Caron.*")), out);
		assertEquals(0, run("backbones", "action=remove", "backbone=dino-s16"), err);
		assertEquals(2, run("backbones", "action=remove", "backbone=dino-s16"));
	}

	@Test
	void wrongWordsEndWithTwo() {
		assertEquals(2, run("backbones", "action=download", "backbone=dinov2-b14"));
		assertTrue(err.contains("needs your consent (dinov2-b14, 346 MB from huggingface.co, licence Apache-2.0"), err);
		assertEquals(2, run("backbones", "action=fetch"));
		assertTrue(err.contains("use list, download, verify, import or remove"), err);
		assertEquals(2, run("backbones", "consent=maybe"));
		assertEquals(2, run("backbones", "action=verify", "backbone=dino"));
		assertTrue(err.contains("backbone=dino is not known"), err);
		assertEquals(2, run("backbones", "input=x"));
		assertTrue(err.contains("has no key \"input\""), err);
		assertTrue(Files.notExists(folder.resolve("models")));
	}
}
