package sc.fiji.unsupervised.backbone;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.SafeTensors;

class BackbonesTest {

	private Path folder;

	@BeforeEach
	void moveModels() throws IOException {
		folder = RandomVit.folder();
		System.setProperty(ModelsFolder.KEY, folder.toString());
	}

	@AfterEach
	void forget() {
		System.clearProperty(ModelsFolder.KEY);
	}

	@Test
	void absentFilesOfTheCatalogueSayWhereToGetThem() {
		for (final CatalogueEntry entry : Catalogue.entries()) {
			final String message = refusal(entry.id());
			assertTrue(message.contains("backbone=" + entry.id()) && message.contains(folder.resolve(entry.file()).toString()),
				message);
			assertTrue(message.contains(entry.published().isPinned() ? "action=download consent=yes" : entry.published().address()
				.toString()), message);
			assertTrue(message.contains("Manage Backbones...") && message.contains("backbone=file:"), message);
			assertEquals(entry, assertThrows(MissingWeightsException.class, () -> Backbones.check(entry.id())).entry());
		}
	}

	@Test
	void filesOfTheCatalogueAreOpened() throws IOException {
		SafeTensors.write(folder.resolve("dino-s8.safetensors"), RandomVit.dino(64, 1, 8, 2, 1));
		assertDoesNotThrow(() -> Backbones.check("dino-s8"));
		try (Session session = Session.open(new Session.Options("cpu", 1, 1)); Backbone vit = Backbones.open(session,
			"dino-s8"))
		{
			assertEquals("dino-s8", vit.id());
			assertEquals("Apache-2.0", vit.traits().licence());
			assertTrue(vit.traits().citation().contains("Caron"));
		}
	}

	@Test
	void weightsOnAnotherComputerAreNotAskedFor() {
		assertTrue(refusal("file:\\\\server\\share\\x.safetensors").contains("another computer"));
	}

	@Test
	void publishedFilesArePinnedOrNotOffered() {
		final Set<String> files = new HashSet<>();
		for (final CatalogueEntry entry : Catalogue.entries()) {
			final Published published = entry.published();
			assertTrue(published.sha256().matches("([0-9a-f]{64})?"), entry.id());
			assertEquals("https", published.address().getScheme());
			assertTrue(published.address().getPath().endsWith(".safetensors"), "never a pickle");
			assertTrue(published.bytes() > 80_000_000 && entry.licence().equals("Apache-2.0"), entry.id());
			assertTrue(files.add(entry.file()) && files.add(published.address().toString()), entry.id());
		}
	}

	@Test
	void unknownKeysAndFilesAreRefused() {
		assertTrue(refusal("dino").contains("texture, file:<path of a .safetensors file> or one of dino-s8"));
		assertTrue(refusal("file:" + folder.resolve("no.safetensors")).contains("there is no such file"));
		assertTrue(refusal("file:").contains("is a folder"));
		assertThrows(UserException.class, () -> Backbones.check("file:\0"));
		assertDoesNotThrow(() -> Backbones.check(Backbones.TEXTURE));
	}

	private static String refusal(final String id) {
		return assertThrows(UserException.class, () -> Backbones.check(id)).getMessage();
	}
}
